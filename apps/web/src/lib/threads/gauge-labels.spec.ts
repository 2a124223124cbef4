import fc from 'fast-check';
import { placeMarks, type Mark } from './gauge-labels.ts';

const marks = (tide: number, here: number, last: number): Mark[] => [
  { key: 'first', position: 1 },
  { key: 'tide', position: tide },
  { key: 'here', position: here },
  { key: 'last', position: last },
];

describe('the reading gauge', () => {
  it('puts marks where they are in the thread', () => {
    expect(placeMarks(marks(11, 21, 41), 1, 41, 160, 20).map(({ key, y, label }) => [key, y, label])).toEqual([
      ['first', 0, 0],
      ['tide', 40, 40],
      ['here', 80, 80],
      ['last', 160, 160],
    ]);
  });

  it('keeps lines of words apart, whatever the thread', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9999 }), fc.nat(9999), fc.nat(9999), (last, tide, here) => {
        const placed = placeMarks(marks(tide, here, last), 1, last, 150, 22);
        placed.forEach((mark, index) => {
          const before = placed[index - 1];
          if (before) expect(mark.label - before.label).toBeGreaterThanOrEqual(21);
          expect(mark.label).toBeLessThanOrEqual(150);
          expect(mark.y).toBeGreaterThanOrEqual(0);
          expect(mark.y).toBeLessThanOrEqual(150);
        });
      }),
    );
  });
});
