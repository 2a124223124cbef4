import { readFileSync, writeFileSync } from 'node:fs';

const DOCUMENT = new URL('../../../../docs/performance.md', import.meta.url);
const BEGIN = '<!-- measured: begin (npm run bench -- --write) -->';
const END = '<!-- measured: end -->';

/** Puts new figures between the marks of `docs/performance.md`. @throws when the marks are gone */
export function writeFigures(markdown: string): void {
  const text = readFileSync(DOCUMENT, 'utf8');
  const begin = text.indexOf(BEGIN);
  const end = text.indexOf(END);
  if (begin < 0 || end < begin) throw new Error('docs/performance.md has lost the marks between which the figures go');
  writeFileSync(DOCUMENT, `${text.slice(0, begin + BEGIN.length)}\n\n${markdown}\n\n${text.slice(end)}`);
}
