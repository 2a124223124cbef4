import { readFileSync, writeFileSync } from 'node:fs';

const DOCUMENT = new URL('../../../../docs/performance.md', import.meta.url);
/** Parts of the document that measurements replace; `markdown` is a command of its own. */
const MARKS = {
  all: ['<!-- measured: begin (npm run bench -- --write) -->', '<!-- measured: end -->'],
  markdown: ['<!-- worst texts: begin (npm run bench -- markdown --write) -->', '<!-- worst texts: end -->'],
} as const;

/** Puts new figures between marks of `docs/performance.md`. @throws when the marks are gone */
export function writeFigures(markdown: string, part: keyof typeof MARKS = 'all'): void {
  const [first, last] = MARKS[part];
  const text = readFileSync(DOCUMENT, 'utf8');
  const begin = text.indexOf(first);
  const end = text.indexOf(last);
  if (begin < 0 || end < begin) throw new Error('docs/performance.md has lost the marks between which the figures go');
  writeFileSync(DOCUMENT, `${text.slice(0, begin + first.length)}\n\n${markdown}\n\n${text.slice(end)}`);
}
