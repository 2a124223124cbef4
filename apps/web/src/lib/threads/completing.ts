import { EMOJIS } from './emojis.ts';

/** A word that is being typed and could be completed. */
export interface Completable {
  readonly kind: 'mention' | 'emoji';
  /** What stands after the sign. */
  readonly typed: string;
  /** Where the sign stands, in UTF-16 units. */
  readonly from: number;
}

const WORD = /(?:^|[\s([{«“"'’*_~>])([@:])([\p{L}\p{N}_.+-]{1,40})$/u;
const MOST = 8;

/** The word before the cursor, if it calls somebody (`@ma`) or names an emoji (`:sou`); two letters make an emoji, so that a time or a list stays one. */
export function completableAt(text: string, caret: number): Completable | null {
  const line = text.slice(Math.max(text.lastIndexOf('\n', caret - 1) + 1, caret - 60), caret);
  const [, sign, typed = ''] = WORD.exec(line) ?? [];
  if (sign === undefined) return null;
  const from = caret - typed.length - 1;
  if (sign === '@') return { kind: 'mention', typed, from };
  return /^\p{L}{2,}/u.test(typed) ? { kind: 'emoji', typed, from } : null;
}

/** Without case or accents: nobody types « sourire béat » with its accent. */
const bare = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** Emojis whose names, in either language, begin like this; the closest first. */
export function emojisFor(typed: string): readonly { readonly sign: string; readonly name: string }[] {
  const wanted = bare(typed).replaceAll('_', ' ');
  const found = EMOJIS.flatMap(([sign, ...names]) => {
    const at = names.findIndex((name) => bare(name).split(' ').some((word) => word.startsWith(wanted)) || bare(name).startsWith(wanted));
    return at < 0 ? [] : [{ sign, name: names[at] ?? '', first: bare(names[at] ?? '').startsWith(wanted) }];
  });
  return [...found.filter((one) => one.first), ...found.filter((one) => !one.first)].slice(0, MOST);
}
