const MINUTE = 60_000;
const DAY = 1440;
/** The story's present: a quarter past eight in the evening. */
const PRESENT = 20 * 60 + 15;

/** Turns the story's days and minutes into instants. */
export interface HouseTime {
  /** The story's present: the latest 20:15, local time, at or before the given now. */
  readonly present: Date;
  /** An instant from a day (0 is today, -1 yesterday) and minutes since its midnight, as read on the clock of the house. */
  readonly at: (day: number, minutes: number) => Date;
}

/**
 * @param now the real present
 * @param timeZone IANA name of the community's zone
 */
export function houseTime(now: Date, timeZone: string): HouseTime {
  const clock = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  /** What the clock on the wall shows, as if it were UTC. */
  const wallOf = (instant: number): number => {
    const part = new Map(clock.formatToParts(instant).map(({ type, value }) => [type, Number(value)]));
    const of = (type: Intl.DateTimeFormatPartTypes): number => part.get(type) ?? 0;
    return Date.UTC(of('year'), of('month') - 1, of('day'), of('hour'), of('minute'), of('second'));
  };
  const instantOf = (wall: number): number => {
    // An hour that daylight saving skips comes out one hour later; one that it repeats, the first time.
    const before = wall - (wallOf(wall - 12 * 60 * MINUTE) - (wall - 12 * 60 * MINUTE));
    if (wallOf(before) === wall) return before;
    const after = wall - (wallOf(wall + 12 * 60 * MINUTE) - (wall + 12 * 60 * MINUTE));
    return wallOf(after) === wall ? after : before;
  };

  const second = Math.floor(now.getTime() / 1000) * 1000;
  const wallNow = wallOf(second);
  let midnight = wallNow - (wallNow % (DAY * MINUTE));
  if (wallNow - midnight < PRESENT * MINUTE) midnight -= DAY * MINUTE;
  const at = (day: number, minutes: number): Date => new Date(instantOf(midnight + (day * DAY + minutes) * MINUTE));
  return { present: at(0, PRESENT), at };
}

/** The instant so many minutes later (earlier when negative). */
export const later = (instant: Date, minutes: number): Date => new Date(instant.getTime() + Math.round(minutes * MINUTE));

export const earliest = (...instants: readonly Date[]): Date => new Date(Math.min(...instants.map(Number)));
export const latest = (...instants: readonly Date[]): Date => new Date(Math.max(...instants.map(Number)));
