import { formatAbsolute, formatClock, formatDay, formatLongDate, formatMonth, formatNumber, formatWhen } from './formats.ts';
import { zonedTime } from './zoned-time.ts';

const PARIS = 'Europe/Paris';
const at = (iso: string): Date => new Date(iso);
const now = at('2026-11-20T19:30:00Z');
const plain = (text: string): string => text.replaceAll('\u00a0', ' ');

describe('moments in words', () => {
  it.each([
    ['2026-11-20T18:12:00Z', 'aujourd’hui, 19 h 12', 'today, 7:12 pm'],
    ['2026-11-19T22:59:00Z', 'hier, 23 h 59', 'yesterday, 11:59 pm'],
    ['2026-11-19T23:00:00Z', 'aujourd’hui, 0 h 00', 'today, 12:00 am'],
    ['2026-11-17T07:20:00Z', 'mardi, 8 h 20', 'Tuesday, 8:20 am'],
    ['2026-11-13T12:00:00Z', '13 nov., 13 h 00', '13 Nov, 1:00 pm'],
    ['2024-07-14T12:00:00Z', '14 juil. 2024, 14 h 00', '14 Jul 2024, 2:00 pm'],
  ])('%s', (instant, french, english) => {
    expect(plain(formatWhen(at(instant), now, PARIS, 'full', 'fr'))).toBe(french);
    expect(plain(formatWhen(at(instant), now, PARIS, 'full', 'en'))).toBe(english);
  });

  it('shows the hour of today in lists, otherwise the day', () => {
    expect(plain(formatWhen(at('2026-11-20T18:12:00Z'), now, PARIS, 'row', 'fr'))).toBe('19 h 12');
    expect(formatWhen(at('2026-11-18T18:12:00Z'), now, PARIS, 'row', 'fr')).toBe('mercredi');
  });

  it('stays true for ever in a cached page', () => {
    expect(plain(formatAbsolute(at('2026-11-20T18:12:00Z'), PARIS, 'full', 'fr'))).toBe('20 nov. 2026, 19 h 12');
  });

  it('never breaks a date or a number over two lines', () => {
    const all = [
      formatDay(at('2024-07-14T12:00:00Z'), now, PARIS, 'fr'), formatClock(now, PARIS, 'fr'), formatClock(now, PARIS, 'en'),
      formatNumber(1_234_567, 'fr'), formatMonth(now, PARIS, 'fr'),
    ];
    for (const text of all) expect(text).not.toMatch(/[ \u202f]/);
  });

  it('writes long dates as a sentence starts', () => {
    expect(plain(formatLongDate(now, PARIS, 'fr'))).toBe('Vendredi 20 novembre');
    expect(plain(formatLongDate(now, PARIS, 'en'))).toBe('Friday 20 November');
  });
});

describe('the wall clock', () => {
  it.each(['Europe/Paris', 'America/St_Johns', 'Asia/Kathmandu', 'Australia/Lord_Howe', 'UTC'])('agrees with the runtime in %s', (timeZone) => {
    const clock = new Intl.DateTimeFormat('en-US', { timeZone, hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric' });
    // A step that walks through every hour of the day and both changes of the clock of several years.
    for (let instant = Date.UTC(2024, 0, 1), step = 0; step < 4_000; step += 1, instant += 11_213_000) {
      const shown = Object.fromEntries(clock.formatToParts(instant).map((part) => [part.type, Number(part.value)]));
      const { year, month, day, hour, minute } = zonedTime(new Date(instant), timeZone);
      expect([year, month, day, hour, minute]).toEqual([shown['year'], shown['month'], shown['day'], shown['hour'], shown['minute']]);
    }
  });
});
