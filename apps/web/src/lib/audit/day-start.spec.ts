import { dayStart } from './day-start.ts';

it('a day begins at midnight where the community is, whatever the season', () => {
  const begins = (day: string, later = 0): string | undefined => dayStart(day, 'Europe/Paris', later)?.toISOString();
  expect(begins('2026-11-20')).toBe('2026-11-19T23:00:00.000Z');
  expect(begins('2026-07-14')).toBe('2026-07-13T22:00:00.000Z');
  // The clocks go forward on 29 March, and back on 25 October.
  expect([begins('2026-03-29'), begins('2026-03-29', 1)]).toEqual(['2026-03-28T23:00:00.000Z', '2026-03-29T22:00:00.000Z']);
  expect([begins('2026-10-25'), begins('2026-10-25', 1)]).toEqual(['2026-10-24T22:00:00.000Z', '2026-10-25T23:00:00.000Z']);
  for (const none of ['', '2026-02-30', 'hier', '20-11-2026']) expect(begins(none)).toBeUndefined();
  expect(dayStart(null, 'UTC')).toBeNull();
});
