import { handleFrom } from '@foyer/domain/members';
import { slugOf } from '../platform/ids/ids.js';

const HANDLE = /^[A-Za-z0-9_.-]{2,40}$/;
const SLUG_LENGTH = 76;

/** The wished handle when it has the form of one, otherwise one made from the names. */
export function handleWished(handle: string, displayName: string): string {
  if (HANDLE.test(handle)) return handle;
  const shortened = handle.slice(0, 40);
  return HANDLE.test(shortened) ? shortened : handleFrom(/[a-z0-9]{2}/i.test(handle.normalize('NFKD')) ? handle : displayName);
}

/** The name, or the name with the first number that makes it free; adds it to `taken` (lower case). */
export function freeHandle(wished: string, taken: Set<string>): string {
  return numbered(wished, 40, taken);
}

export function freeSlug(wished: string, taken: Set<string>): string {
  return numbered(slugOf(wished).slice(0, SLUG_LENGTH), 80, taken);
}

function numbered(wished: string, longest: number, taken: Set<string>): string {
  for (let number = 1; ; number++) {
    const suffix = number === 1 ? '' : `-${number}`;
    const name = wished.slice(0, longest - suffix.length) + suffix;
    if (taken.has(name.toLowerCase())) continue;
    taken.add(name.toLowerCase());
    return name;
  }
}
