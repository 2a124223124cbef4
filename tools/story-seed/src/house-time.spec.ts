import { houseTime } from './house-time.js';

const paris = (now: string): ReturnType<typeof houseTime> => houseTime(new Date(now), 'Europe/Paris');

describe('the story’s present', () => {
  it('is a quarter past eight in the evening, today once it has struck, otherwise yesterday', () => {
    expect(paris('2026-11-20T19:15:00Z').present.toISOString()).toBe('2026-11-20T19:15:00.000Z');
    expect(paris('2026-11-20T19:14:59Z').present.toISOString()).toBe('2026-11-19T19:15:00.000Z');
    expect(paris('2026-07-01T23:30:00Z').present.toISOString()).toBe('2026-07-01T18:15:00.000Z');
  });

  it('reckons days on the clock of the house, across daylight saving', () => {
    // Clocks go forward on 29 March 2026.
    const spring = paris('2026-03-30T19:00:00Z');
    expect(spring.at(0, 8 * 60).toISOString()).toBe('2026-03-30T06:00:00.000Z');
    expect(spring.at(-2, 8 * 60).toISOString()).toBe('2026-03-28T07:00:00.000Z');
    expect(spring.at(-1, 2 * 60 + 30).toISOString()).toBe('2026-03-29T01:30:00.000Z');
    // And back on 25 October.
    const autumn = paris('2026-10-26T20:00:00Z');
    expect(autumn.at(-1, 2 * 60 + 30).toISOString()).toBe('2026-10-25T00:30:00.000Z');
    expect(autumn.at(-1, 3 * 60).toISOString()).toBe('2026-10-25T02:00:00.000Z');
  });

  it('takes minutes beyond midnight as the next day’s', () => {
    const evening = paris('2026-11-20T20:00:00Z');
    expect(evening.at(-1, 25 * 60)).toEqual(evening.at(0, 60));
  });
});
