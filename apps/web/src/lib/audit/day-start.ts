import { zonedTime } from '#lib/i18n/zoned-time.ts';

const DAY = /^(\d{4})-(\d\d)-(\d\d)$/;
const DAY_MS = 86_400_000;

/** When a day (`2026-11-20`) begins in a zone, perhaps so many days later; null when it is no day. */
export function dayStart(day: string | null, timeZone: string, later = 0): Date | null {
  const [, year, month, date] = DAY.exec(day ?? '') ?? [];
  if (!year || !month || !date) return null;
  const wanted = Date.UTC(Number(year), Number(month) - 1, Number(date)) + later * DAY_MS;
  if (Number.isNaN(wanted) || new Date(Date.UTC(Number(year), Number(month) - 1, Number(date))).getUTCDate() !== Number(date)) return null;
  // Twice: the offset at midnight may not be that of the first guess.
  let at = wanted;
  for (let i = 0; i < 2; i++) at -= wallOf(at, timeZone) - wanted;
  return new Date(at);
}

function wallOf(at: number, timeZone: string): number {
  const { year, month, day, hour, minute } = zonedTime(new Date(at), timeZone);
  return Date.UTC(year, month - 1, day, hour, minute);
}
