import { createHash, randomBytes } from 'node:crypto';

/** How many are given at a time. */
export const RECOVERY_CODES = 10;
// Crockford's base 32: no letter that can be taken for a digit.
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';
const LENGTH = 16;
const GROUP = /(.{4})(?=.)/g;

/** New codes of 80 random bits, as they are shown: `3k7d-…`. Only their hashes are kept. */
export const newRecoveryCodes = (): string[] => Array.from({ length: RECOVERY_CODES }, () => Array.from(randomBytes(LENGTH), (byte) => ALPHABET.charAt(byte % ALPHABET.length)).join('').replace(GROUP, '$1-'));

/** The hash of a code however it was typed, or null when it has not the form of one. */
export function recoveryHash(typed: string): Buffer | null {
  const code = typed.toLowerCase().replace(/[\s\u00a0\u202f-]/g, '').replace(/o/g, '0').replace(/[il]/g, '1');
  return /^[0-9a-hjkmnp-tv-z]{16}$/.test(code) ? createHash('sha256').update(code).digest() : null;
}
