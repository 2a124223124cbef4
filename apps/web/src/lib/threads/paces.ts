import { m } from '#lib/i18n/index.ts';

/** What a slow mode may be set to, in seconds. */
const SLOW = [0, 30, 60, 300, 900, 3_600, 21_600, 86_400] as const;
/** What closing by itself may be set to, in days. */
const QUIET = [7, 14, 30, 60, 90, 180, 365] as const;

/** A time in the largest unit that fits, written alike in French and English. */
export function paceIn(seconds: number): string {
  if (seconds < 60) return `${seconds}\u00a0s`;
  if (seconds < 3_600) return `${Math.round(seconds / 60)}\u00a0min`;
  return `${Math.round(seconds / 3_600)}\u00a0h`;
}

interface Choice {
  readonly value: string;
  readonly label: string;
}

/** The choices of a slow mode; what it is now is among them, whoever set it. */
export const slowChoices = (now: number): Choice[] =>
  [...new Set([...SLOW, now])].sort((a, b) => a - b).map((seconds) => ({ value: String(seconds), label: seconds === 0 ? m.care_slow_off() : m.care_slow_every({ wait: paceIn(seconds) }) }));

/** The choices of closing by itself; `none` says what happens without. */
export const quietChoices = (now: number | null | undefined, none: string): Choice[] => [
  { value: '', label: none },
  ...[...new Set([...QUIET, ...(now ? [now] : [])])].sort((a, b) => a - b).map((days) => ({ value: String(days), label: m.care_quiet_days({ count: days }) })),
];

/** What a form says of a pace. */
export function paceOf(slow: string, days: string): { slowSeconds: number; autoCloseDays: number | null } {
  return { slowSeconds: Math.trunc(Number(slow)) || 0, autoCloseDays: Math.trunc(Number(days)) || null };
}
