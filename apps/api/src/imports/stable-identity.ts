import { createHash } from 'node:crypto';
import { v7 } from 'uuid';

const ALPHABET = '23456789bcdfghjkmnpqrstvwxyz';
const CODE_LENGTH = 8;

/** What a thing is in its source: enough to give it the same id in every run. */
export interface Origin {
  readonly source: string;
  readonly kind: string;
  readonly key: string;
}

const digest = ({ source, kind, key }: Origin, salt: string): Buffer => createHash('sha256').update([source, kind, key, salt].join('\0')).digest();

/** A UUIDv7 whose time is the record's and whose other bits follow from its origin: a repeated run gives the same. */
export function stableId(origin: Origin, at: Date): string {
  return v7({ msecs: Math.max(0, at.getTime()), random: digest(origin, 'id').subarray(0, 16) });
}

/** An address's code that follows from the origin; another `attempt` when it is taken. */
export function stableCode(origin: Origin, attempt = 0): string {
  let code = '';
  for (let round = 0; code.length < CODE_LENGTH; round++) {
    for (const byte of digest(origin, `code ${attempt} ${round}`)) {
      // 252 is the largest multiple of 28 that fits a byte: beyond it, letters would not be equally likely.
      if (byte < 252 && code.length < CODE_LENGTH) code += ALPHABET.charAt(byte % ALPHABET.length);
    }
  }
  return code;
}

/** The origin's first code that is neither in `taken` nor used already; adds it to `taken`. */
export function freeCode(origin: Origin, taken: Set<string>): string {
  for (let attempt = 0; ; attempt++) {
    const code = stableCode(origin, attempt);
    if (taken.has(code)) continue;
    taken.add(code);
    return code;
  }
}
