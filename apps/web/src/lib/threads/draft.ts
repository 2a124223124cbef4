import type { Answered } from './thread-types.ts';

/** A text that was not sent yet, as this device keeps it. */
export interface Draft {
  readonly text: string;
  readonly title?: string;
  readonly tags?: string;
  readonly kind?: string;
  readonly space?: string;
  readonly replyTo: Answered | null;
  /** How often the post had been edited when its correction began. */
  readonly version?: number;
  /** Of a thread being started: its place on the server. */
  readonly slot?: string;
  /** The key it is sent with, so that a second try is no second post. */
  readonly key: string;
  /** When it was kept, in ms since 1970. */
  readonly at: number;
  /** The server's revision that it continues, and whether the server has this very text. */
  readonly revision?: number;
  readonly synced?: boolean;
}

const PREFIX = 'foyer.draft';
const OLD_MS = 90 * 86_400_000;

const nameOf = (handle: string, place: string): string => `${PREFIX}.${handle}.${place}`;

/** The draft kept for a place (a thread's code, or `new`), if there is one. */
export function readDraft(handle: string, place: string): Draft | null {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(nameOf(handle, place)) ?? 'null');
    return isDraft(kept) ? kept : null;
  } catch {
    return null;
  }
}

/** Keeps a draft; says whether the device took it. */
export function keepDraft(handle: string, place: string, draft: Draft): boolean {
  try {
    localStorage.setItem(nameOf(handle, place), JSON.stringify(draft));
    return true;
  } catch {
    return forgetOldDrafts() && keepOnce(nameOf(handle, place), draft);
  }
}

function keepOnce(name: string, draft: Draft): boolean {
  try {
    localStorage.setItem(name, JSON.stringify(draft));
    return true;
  } catch {
    return false;
  }
}

/** Removes the draft of a place. */
export function dropDraft(handle: string, place: string): void {
  try {
    localStorage.removeItem(nameOf(handle, place));
  } catch {
    // A device that keeps nothing has nothing to remove.
  }
}

/** Makes room when the device is full; says whether it made some. */
function forgetOldDrafts(): boolean {
  let made = false;
  for (const name of Object.keys(localStorage)) {
    if (!name.startsWith(`${PREFIX}.`)) continue;
    const [handle = '', ...place] = name.slice(PREFIX.length + 1).split('.');
    const draft = readDraft(handle, place.join('.'));
    if (draft && Date.now() - draft.at < OLD_MS) continue;
    localStorage.removeItem(name);
    made = true;
  }
  return made;
}

function isDraft(value: unknown): value is Draft {
  if (typeof value !== 'object' || value === null) return false;
  const { text, key, at } = value as Partial<Draft>;
  return typeof text === 'string' && typeof key === 'string' && typeof at === 'number';
}

/** A fresh key for a reply. Works also on plain http, where `crypto.randomUUID` is missing. */
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20)}`;
}
