import type { Role } from '../access/index.js';
import { accept, refuse, type Result } from '../result/index.js';

/** Shortest password, in characters (security decisions: 10, administrators 15). */
export const PASSWORD_MIN = 10;
export const PASSWORD_MIN_ADMIN = 15;
/** Longest password in UTF-8 bytes: enough for any phrase, small enough that hashing cannot be abused. */
export const PASSWORD_MAX_BYTES = 256;
export const DISPLAY_NAME_MAX = 60;
export const BIO_MAX = 2_000;
/** Raw characters beyond which a name is refused unread: normalising a long run of accents takes the square of its length. */
const RAW_NAME = 400;

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

/** A name people read: 2 to 60 characters, no control, invisible or direction characters. */
export function parseDisplayName(text: string): Result<string> {
  if (text.length > RAW_NAME) return refuse('member.nameLong', 'displayName', { max: DISPLAY_NAME_MAX });
  const name = text.normalize('NFC').replace(/\s+/g, ' ').trim();
  if (/[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Cs}]/u.test(name)) return refuse('member.nameCharacters', 'displayName');
  if (name.length < 2) return refuse('member.nameShort', 'displayName');
  if (name.length > DISPLAY_NAME_MAX) return refuse('member.nameLong', 'displayName', { max: DISPLAY_NAME_MAX });
  return accept(name);
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

/** The handle proposed for a name: ASCII letters, digits, dots; the caller adds a number when it is taken. */
export function handleFrom(displayName: string): string {
  const handle = displayName
    .replace(/[œŒ]/g, 'oe')
    .replace(/[æÆ]/g, 'ae')
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '.')
    .replace(/^\.+|\.+$/g, '')
    .slice(0, 32)
    .replace(/\.+$/, '');
  return handle.length >= 2 ? handle : `membre.${handle}`.replace(/\.$/, '');
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
