import type { MaskedText } from './masked-text.js';

const STARTS_BLOCK = /^\s*(?:#{1,6}\s|[-*+]\s|\d{1,9}[.)]\s|\||\[\/?quote|={3,}\s*$|(?:[-*_]\s*){3,}$)/i;
const ENDS_ALONE = /^\s*(?:#{1,6}\s|\[\/?quote|={3,}\s*$|(?:[-*_]\s*){3,}$)|(?: {2}|\\)$/i;
const TABLE_RULE = /^[\s>]*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)+\|?\s*$/;

/** In Discourse a new line is a new line; in Markdown it needs two spaces before it. Code is masked already. */
export function keepLineBreaks(text: string, masked: MaskedText): string {
  return text
    .split(/(\n[ \t]*\n)/)
    .map((block) => {
      const lines = block.split('\n');
      if (lines.length < 2 || block.trim() === '' || lines.some((line) => TABLE_RULE.test(line))) return block;
      return lines.map((line, at) => (breaksAfter(line, lines[at + 1], masked) ? `${line.trimEnd()}  ` : line)).join('\n');
    })
    .join('');
}

function breaksAfter(line: string, next: string | undefined, masked: MaskedText): boolean {
  if (next === undefined || isEmpty(line) || isEmpty(next)) return false;
  if (ENDS_ALONE.test(line) || STARTS_BLOCK.test(bare(next)) || masked.isBlock(line) || masked.isBlock(next)) return false;
  return depth(line) === depth(next);
}

const isEmpty = (line: string): boolean => /^[\s>]*$/.test(line);
const depth = (line: string): number => (/^[\s>]*/.exec(line)?.[0].match(/>/g) ?? []).length;
const bare = (line: string): string => line.replace(/^(?:\s*>)+\s?/, '');
