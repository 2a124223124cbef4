import { randomBytes } from 'node:crypto';
import { v7 } from 'uuid';

/** A time-ordered identifier (UUIDv7), made by the application so that it is known before the write. */
export const newId = (): string => v7();

// No vowels, no look-alikes: a code never spells a word and survives being read aloud.
const ALPHABET = '23456789bcdfghjkmnpqrstvwxyz';
const LENGTH = 8;

/** The 8-character code of an address, 38 bits; the column is unique, so a clash fails the write instead of mixing two things up. */
export function newCode(): string {
  let code = '';
  while (code.length < LENGTH) {
    for (const byte of randomBytes(LENGTH)) {
      // 252 is the largest multiple of 28 that fits a byte: beyond it, letters would not be equally likely.
      if (byte < 252 && code.length < LENGTH) code += ALPHABET.charAt(byte % ALPHABET.length);
    }
  }
  return code;
}

/** Whether a string has the form of a code; anything else is not worth a look-up. */
export const isCode = (text: string): boolean => /^[2-9b-df-hjkmnp-tv-z]{8}$/.test(text);

/** The readable part of an address: ASCII letters, digits and hyphens, at most 80 characters, never empty. */
export function slugOf(title: string): string {
  const ascii = title
    .replace(/[œŒ]/g, 'oe')
    .replace(/[æÆ]/g, 'ae')
    .replace(/ß/g, 'ss')
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-');
  return ascii.slice(0, 80).replace(/^-+|-+$/g, '') || 'sujet';
}
