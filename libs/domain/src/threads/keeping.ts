import { accept, refuse, type Result } from '../result/index.js';

/** How closely a member follows a thread, a space or a tag: told of everything, told now and then, as usual, or left alone by it. */
export const SUBSCRIPTION_LEVELS = ['watch', 'follow', 'normal', 'mute'] as const;
export type SubscriptionLevel = (typeof SUBSCRIPTION_LEVELS)[number];

/** Of a bookmark's note in UTF-16 units, and of its reminder in days from today. */
export const BOOKMARK_LIMITS = { noteMax: 300, remindDays: 366 * 2 } as const;

/** A post that a member keeps for herself. */
export interface BookmarkDraft {
  readonly note: string;
  /** A calendar day in the community's time zone, `2026-03-01`. */
  readonly remindOn: string | null;
}

const DAY = /^(\d{4})-(\d{2})-(\d{2})$/;
const CONTROLS = /[\u0000-\u0009\u000B-\u001F\u007F-\u009F]/g;
const HALVES = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g;
const MONTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;
const isLeap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;

/** The number of a calendar day, counted from year 0; null when there is no such day. */
function dayNumber(text: string): number | null {
  const [, y, m, d] = DAY.exec(text) ?? [];
  if (y === undefined || m === undefined || d === undefined) return null;
  const [year, month, day] = [Number(y), Number(m), Number(d)];
  const length = (MONTHS[month - 1] ?? 0) + (month === 2 && isLeap(year) ? 1 : 0);
  if (day < 1 || day > length) return null;
  const before = MONTHS.slice(0, month - 1).reduce<number>((sum, days) => sum + days, 0) + (month > 2 && isLeap(year) ? 1 : 0);
  const past = year - 1;
  return year * 365 + Math.floor(past / 4) - Math.floor(past / 100) + Math.floor(past / 400) + before + day;
}

/** Reads what a form sends. @param today the community's calendar day: a reminder is for tomorrow or later */
export function parseBookmark(given: { readonly note?: string | null; readonly remindOn?: string | null }, today: string): Result<BookmarkDraft> {
  const raw = given.note ?? '';
  if (raw.length > BOOKMARK_LIMITS.noteMax * 4) return refuse('bookmark.noteLong', 'note', { noteMax: BOOKMARK_LIMITS.noteMax });
  const note = raw.replace(HALVES, '\uFFFD').replace(/\r\n?/g, '\n').replace(CONTROLS, '').trim();
  if (note.length > BOOKMARK_LIMITS.noteMax) return refuse('bookmark.noteLong', 'note', { noteMax: BOOKMARK_LIMITS.noteMax });
  const remindOn = given.remindOn?.trim() || null;
  if (remindOn === null) return accept({ note, remindOn });
  const [from, to] = [dayNumber(today), dayNumber(remindOn)];
  if (from === null || to === null) return refuse('bookmark.remindForm', 'remindOn');
  const days = to - from;
  if (days < 1) return refuse('bookmark.remindPast', 'remindOn');
  return days > BOOKMARK_LIMITS.remindDays ? refuse('bookmark.remindFar', 'remindOn') : accept({ note, remindOn });
}
