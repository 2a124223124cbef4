import { BadInput } from './errors.js';

type Kind = 'string' | 'number' | 'boolean';
type Value<K extends Kind> = K extends 'string' ? string : K extends 'number' ? number : boolean;
type Values<K extends readonly Kind[]> = { -readonly [I in keyof K]: Value<K[I]> };

/** The place in a list after which a page begins: the sort key of its neighbour, opaque to the reader. */
export const cursorOf = (key: readonly (string | number | boolean)[]): string => Buffer.from(JSON.stringify(key)).toString('base64url');

/** Reads a cursor back; anything but a key of these kinds is refused as malformed. */
export function readCursor<const K extends readonly Kind[]>(cursor: string, kinds: K): Values<K> {
  let key: unknown = null;
  try {
    if (cursor.length <= 400) key = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    // Refused below, like every other malformed cursor.
  }
  const valid = Array.isArray(key) && key.length === kinds.length && kinds.every((kind, i) => typeof key[i] === kind && isSane(key[i]));
  if (!valid) throw new BadInput('cursor');
  return key as Values<K>;
}

// PostgreSQL's text takes no NUL, and its integers no fractions or giants.
const isSane = (value: unknown): boolean => (typeof value === 'number' ? Number.isSafeInteger(value) : typeof value !== 'string' || !value.includes('\0'));
