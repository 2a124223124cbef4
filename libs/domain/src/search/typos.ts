/** A word that people write, and how often. */
export interface KnownWord {
  readonly word: string;
  readonly uses: number;
}

/** Under this many letters everything is one typo away from everything. */
export const TYPO_MIN = 4;

/** Whether one letter too many, missing, wrong, or two neighbours swapped turn one word into the other. */
export function isOneTypoAway(one: string, other: string): boolean {
  const [a, b] = [[...one], [...other]];
  if (Math.abs(a.length - b.length) > 1) return false;
  let head = 0;
  while (head < a.length && head < b.length && a[head] === b[head]) head++;
  let tail = 0;
  while (tail < a.length - head && tail < b.length - head && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail++;
  const [left, right] = [a.slice(head, a.length - tail), b.slice(head, b.length - tail)];
  if (left.length + right.length === 0) return false;
  if (left.length <= 1 && right.length <= 1) return true;
  return left.length === 2 && right.length === 2 && left[0] === right[1] && left[1] === right[0];
}

/** What a word was probably meant to be: the most used of the words one typo away; null when it is too short or there is none. */
export function meantBy(word: string, known: readonly KnownWord[]): string | null {
  if ([...word].length < TYPO_MIN) return null;
  const near = known.filter((candidate) => isOneTypoAway(word, candidate.word));
  return near.sort((a, b) => b.uses - a.uses || (a.word < b.word ? -1 : 1))[0]?.word ?? null;
}
