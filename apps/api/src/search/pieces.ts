import type { TextPiece } from './search.types.js';

/** Around what was looked for: signs for private use, which are taken out of the text first. */
export const START = '\ue000';
export const STOP = '\ue001';

/** A marked text as pieces, on one line. */
export function piecesOf(marked: string): TextPiece[] {
  return marked.replace(/\s+/g, ' ').split(START).flatMap((part, index) => {
    const [hit = '', rest = ''] = index === 0 ? ['', part] : part.split(STOP);
    return [{ text: hit, hit: true }, { text: rest, hit: false }].filter(({ text }) => text !== '');
  });
}

/** Pieces of an excerpt, with an ellipsis where its text goes on: `begins` and `ends` are the edges of that text. */
export function excerptOf(marked: string, begins: string, ends: string): TextPiece[] {
  const pieces = piecesOf(marked);
  const [own, first, last] = [textOfPieces(pieces).trim(), oneLine(begins), oneLine(ends)];
  if (own === '') return [];
  return [...(own.startsWith(first) ? [] : [{ text: '… ', hit: false }]), ...pieces, ...(own.endsWith(last) ? [] : [{ text: ' …', hit: false }])];
}

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();

export const textOfPieces = (pieces: readonly TextPiece[]): string => pieces.map(({ text }) => text).join('');
