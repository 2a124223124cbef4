import { escapeLabel } from './rewrite-links.js';
import type { ImportWords } from './words.js';

// Uploads live on the old server under one of these; other addresses are ordinary pictures of the web.
const STORE = String.raw`/(?:uploads/(?:default|short-url|db\d+)|secure-(?:media-)?uploads|(?:original|optimized)/\dX)/`;
const UPLOAD = String.raw`(?:upload://|(?:(?:https?:)?//[^\s()<>]*?)?${STORE})[^\s()<>]*`;
const IMAGE = new RegExp(String.raw`!\[([^\]]*)\]\(<?${UPLOAD}>?(?:\s+"[^"]*")?\)`, 'g');
const FILE = new RegExp(String.raw`\[([^\]]*?)(?:\|attachment)?\]\(<?${UPLOAD}>?(?:\s+"[^"]*")?\)`, 'g');
const BARE = new RegExp(String.raw`(?<![\w(<"'/])https?://[^\s()<>]*?${STORE}[^\s()<>]+`, 'g');
const SIZED = /!\[([^\]|]*)\|[^\]]*\]\(/g;

/** Pictures and files that stayed on the old server → a note with their name, and a count. */
export function noteMissingFiles(text: string, words: ImportWords): { readonly text: string; readonly missing: number } {
  let missing = 0;
  const note = (said: string): string => {
    missing++;
    return missingNote(said);
  };
  const noted = text
    .replace(IMAGE, (_all, alt: string) => note(words.missingImage(nameOf(alt))))
    .replace(FILE, (_all, label: string) => note(words.missingFile(nameOf(label) || '?')))
    .replace(BARE, (address) => note(words.missingFile(address.slice(address.lastIndexOf('/') + 1))))
    .replace(SIZED, '![$1](');
  return { text: noted, missing };
}

/** Whether an address leads to the old server's own files. */
export const isUpload = (address: string): boolean => new RegExp(`^${UPLOAD}$`).test(address);

export const missingNote = (said: string): string => `*\\[${escapeLabel(said)}\\]*`;

/** `name|690x388, 50%` → `name`; a generic name says nothing. */
export function nameOf(alt: string): string {
  const name = (alt.split('|')[0] ?? '').trim();
  return name.toLowerCase() === 'image' ? '' : name;
}
