import type { Role } from '../access/index.js';
import { parseDisplayName } from '../members/index.js';
import { accept, refuse, type Result } from '../result/index.js';

/** Shortest password, in characters (security decisions: 10, administrators 15). */
export const PASSWORD_MIN = 10;
export const PASSWORD_MIN_ADMIN = 15;
/** Longest password in UTF-8 bytes: enough for any phrase, small enough that hashing cannot be abused. */
export const PASSWORD_MAX_BYTES = 256;

/** Those who must show two factors: they act for the brand, with power over everybody. */
export const SECOND_FACTOR_ROLES: readonly Role[] = ['admin', 'cm'];

export interface SignUpDraft {
  readonly displayName: string;
  readonly email: string;
  readonly password: string;
}

/** Checks what somebody typed to join. `isBreached` knows the shipped list of leaked passwords. */
export function parseSignUp(draft: SignUpDraft, isBreached: (password: string) => boolean): Result<SignUpDraft> {
  const name = parseDisplayName(draft.displayName);
  if (!name.ok) return name;
  const email = parseEmail(draft.email);
  if (!email.ok) return email;
  const password = checkPassword(draft.password, 'member', [name.value, email.value], isBreached);
  if (!password.ok) return password;
  return accept({ displayName: name.value, email: email.value, password: draft.password });
}

/** An address is only checked for its form; that it is hers is proved by a mail. */
export function parseEmail(text: string): Result<string> {
  const email = text.trim();
  if (email.length > 254 || /\p{Cc}/u.test(email) || !/^[^\s@<>"(),:;\\[\]]{1,64}@[^\s@.]+(\.[^\s@.]+)+$/u.test(email)) return refuse('member.email', 'email');
  return accept(email);
}

/** Length counts, composition does not; a leaked or obvious password is refused whatever its length. */
export function checkPassword(password: string, role: Role, known: readonly string[], isBreached: (password: string) => boolean): Result<true> {
  const min = role === 'admin' ? PASSWORD_MIN_ADMIN : PASSWORD_MIN;
  if ([...password].length < min) return refuse('member.passwordShort', 'password', { min });
  if (utf8Length(password) > PASSWORD_MAX_BYTES) return refuse('member.passwordLong', 'password', { max: PASSWORD_MAX_BYTES });
  const lower = password.toLowerCase();
  if (isBreached(lower) || new Set(lower).size < 4) return refuse('member.passwordCommon', 'password');
  if (known.some((word) => word.length > 3 && lower === word.toLowerCase())) return refuse('member.passwordKnown', 'password');
  return accept(true);
}

/** Bytes of the text in UTF-8, without needing an encoder. */
function utf8Length(text: string): number {
  let bytes = 0;
  for (const character of text) {
    const point = character.codePointAt(0) ?? 0;
    bytes += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
  }
  return bytes;
}
