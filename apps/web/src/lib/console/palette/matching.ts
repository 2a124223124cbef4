import type { Choice } from './choices.ts';

/** Without accents and capitals: what is typed in haste finds what is written with care. */
export const folded = (text: string): string => text.normalize('NFD').replace(/\p{M}+/gu, '').toLowerCase();

/** The choices in which every word of the search begins a word. */
export function matching(choices: readonly Choice[], search: string): readonly Choice[] {
  const words = folded(search).split(/\s+/).filter(Boolean);
  return choices.filter((choice) => {
    const own = folded(choice.label).split(/[\s’'-]+/);
    return words.every((word) => own.some((part) => part.startsWith(word)));
  });
}
