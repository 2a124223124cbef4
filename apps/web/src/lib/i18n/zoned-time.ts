const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;
const KEPT_DAYS = 4_000;

/** The wall clock in a zone. */
export interface ZonedTime {
  readonly year: number;
  /** 1–12. */
  readonly month: number;
  /** 1–31. */
  readonly day: number;
  /** 0–23. */
  readonly hour: number;
  readonly minute: number;
  /** 0 is Sunday. */
  readonly weekday: number;
  /** Days since 1 January 1970 in the zone: subtract two to count calendar days. */
  readonly dayNumber: number;
}

const clocks = new Map<string, Intl.DateTimeFormat>();
const offsets = new Map<string, Map<number, number>>();

function clockOf(timeZone: string): Intl.DateTimeFormat {
  let clock = clocks.get(timeZone);
  if (!clock) {
    clock = new Intl.DateTimeFormat('en-US', {
      timeZone, hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric',
    });
    clocks.set(timeZone, clock);
  }
  return clock;
}

/** The zone's offset from UTC at an instant, in ms, as the runtime's tables say. */
function measuredOffset(at: number, timeZone: string): number {
  const part: Record<string, number> = {};
  for (const { type, value } of clockOf(timeZone).formatToParts(at)) part[type] = Number(value);
  const wall = Date.UTC(part['year'] ?? 1970, (part['month'] ?? 1) - 1, part['day'] ?? 1, part['hour'] ?? 0, part['minute'] ?? 0);
  return wall - Math.floor(at / MINUTE_MS) * MINUTE_MS;
}

/** Lists show hundreds of instants: the tables are asked once per UTC day, twice when the clock changes that day. */
function offsetAt(at: number, timeZone: string): number {
  let days = offsets.get(timeZone);
  if (!days) {
    days = new Map();
    offsets.set(timeZone, days);
  }
  const utcDay = Math.floor(at / DAY_MS);
  const known = days.get(utcDay);
  if (known !== undefined) return known;
  const start = measuredOffset(utcDay * DAY_MS, timeZone);
  const end = measuredOffset((utcDay + 1) * DAY_MS - MINUTE_MS, timeZone);
  if (start !== end) return measuredOffset(at, timeZone);
  if (days.size >= KEPT_DAYS) days.clear();
  days.set(utcDay, start);
  return start;
}

/** What the clock and the calendar on the wall show in a zone at an instant. */
export function zonedTime(instant: Date, timeZone: string): ZonedTime {
  const wall = instant.getTime() + offsetAt(instant.getTime(), timeZone);
  const date = new Date(wall);
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    hour: Math.floor((((wall % DAY_MS) + DAY_MS) % DAY_MS) / HOUR_MS),
    minute: date.getUTCMinutes(),
    weekday: date.getUTCDay(),
    dayNumber: Math.floor(wall / DAY_MS),
  };
}
