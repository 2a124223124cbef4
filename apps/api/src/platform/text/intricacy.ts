import type { Nodes as HastNodes } from 'hast';
import type { Nodes as MdastNodes } from 'mdast';

/** Characters a text may have before it is parsed at all. */
export const MAX_SOURCE = 32_000;
/** Quote and list marks that may open one line: nobody answers an answer thirty floors down. */
const MAX_MARKS = 30;
/** Levels a parsed text may have; every later pass is recursive. */
const MAX_DEPTH = 100;
/** Cells of one table: a wide head and short rows are padded, so that a few characters could become millions. */
const MAX_CELLS = 5_000;
/** Characters of all addresses together: one long definition may be used thousands of times. */
const MAX_ADDRESSES = 200_000;

/** Characters and marks of a text that is rendered on the event loop. A usual post of this length has about a hundred marks. */
const USUAL_CHARACTERS = 3_000;
const USUAL_MARKS = 400;
/** Characters that may mean something to the parser: its time grows with them, and faster than they do. */
const MARK = /[\n\r\t\\`*_[\](){}<>#+=|~!&:@"^$%.-]/g;

/** The text is too long or too intricate to be shown; the caller turns it into a refusal. */
export class TooIntricate extends Error {
  override readonly name = 'TooIntricate';
}

/** Refuses, without parsing, what would make the parser slow or deep. Linear in the length of the text. */
export function checkSource(source: string): void {
  if (source.length > MAX_SOURCE) throw new TooIntricate('too long');
  for (const line of source.split('\n', MAX_SOURCE)) {
    if (marksOf(line) > MAX_MARKS && !isRule(line)) throw new TooIntricate('too many marks');
  }
}

/** Whether even the worst text of this kind is rendered in some milliseconds (`npm run bench -- markdown`). */
export function isUsual(source: string): boolean {
  return source.length <= USUAL_CHARACTERS && (source.match(MARK)?.length ?? 0) <= USUAL_MARKS;
}

function marksOf(line: string): number {
  let marks = 0;
  for (let at = 0; at < line.length; at++) {
    const mark = line.charAt(at);
    if (mark === '>') marks++;
    else if ('-+*.)'.includes(mark)) {
      if (isSpace(line.charAt(at + 1))) marks++;
    } else if (!isSpace(mark) && !(mark >= '0' && mark <= '9')) break;
  }
  return marks;
}

const isSpace = (character: string): boolean => character === ' ' || character === '\t';
const isRule = (line: string): boolean => /^[\s*]+$|^[\s-]+$/.test(line);

/** Refuses a parsed tree that is too deep, or that would grow out of proportion when written out. */
export function checkTree(tree: HastNodes | MdastNodes): void {
  const stack: [HastNodes | MdastNodes, number][] = [[tree, 0]];
  const definitions = new Map<string, number>();
  const uses: string[] = [];
  let addresses = 0;
  for (let entry = stack.pop(); entry; entry = stack.pop()) {
    const [node, depth] = entry;
    if (depth > MAX_DEPTH) throw new TooIntricate('too deep');
    if (node.type === 'definition') definitions.set(node.identifier, node.url.length + (node.title?.length ?? 0));
    else if (node.type === 'linkReference' || node.type === 'imageReference') uses.push(node.identifier);
    else if (node.type === 'link' || node.type === 'image') addresses += node.url.length;
    else if (node.type === 'table' && node.children.length * (node.align?.length ?? 0) > MAX_CELLS) throw new TooIntricate('table too large');
    if ('children' in node) for (const child of node.children) stack.push([child, depth + 1]);
  }
  for (const use of uses) addresses += definitions.get(use) ?? 0;
  if (addresses > MAX_ADDRESSES) throw new TooIntricate('addresses too long');
}
