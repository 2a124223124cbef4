import { randomOf, type Random } from './art/scene.js';

/** Randomness that depends on nothing but a name: the same story is told every time. */
export function chanceOf(name: string): Random {
  let hash = 0x811c9dc5;
  for (let i = 0; i < name.length; i++) hash = Math.imul(hash ^ name.charCodeAt(i), 0x01000193) >>> 0;
  return randomOf(hash);
}

/** A whole number from `from` to `to`, both included. */
export function between(chance: Random, from: number, to: number): number {
  return from + Math.floor(chance() * (to - from + 1));
}

/** `count` of the items, without repetition; heavier ones come more often (weighted sampling by exponential keys). */
export function draw<T>(chance: Random, items: readonly T[], count: number, weightOf: (item: T) => number): T[] {
  return items
    .map((item) => ({ item, key: Math.log(1 - chance()) / weightOf(item) }))
    .sort((a, b) => b.key - a.key)
    .slice(0, count)
    .map(({ item }) => item);
}
