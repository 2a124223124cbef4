import { accept, refuse, type Result } from '../result/index.js';

export const DISPLAY_NAME_MAX = 60;
export const BIO_MAX = 2_000;
/** Raw characters beyond which a name is refused unread: normalising a long run of accents takes the square of its length. */
const RAW_NAME = 400;

/** A name people read: 2 to 60 characters, no control, invisible or direction characters. */
export function parseDisplayName(text: string): Result<string> {
  if (text.length > RAW_NAME) return refuse('member.nameLong', 'displayName', { max: DISPLAY_NAME_MAX });
  const name = text.normalize('NFC').replace(/\s+/g, ' ').trim();
  if (/[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Cs}]/u.test(name)) return refuse('member.nameCharacters', 'displayName');
  if (name.length < 2) return refuse('member.nameShort', 'displayName');
  if (name.length > DISPLAY_NAME_MAX) return refuse('member.nameLong', 'displayName', { max: DISPLAY_NAME_MAX });
  return accept(name);
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
