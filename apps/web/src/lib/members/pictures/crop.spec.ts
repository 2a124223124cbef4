import fc from 'fast-check';
import { moved, partOf, WHOLE, zoomed, type View } from './crop.ts';

const size = fc.record({ width: fc.integer({ min: 1, max: 8_000 }), height: fc.integer({ min: 1, max: 8_000 }) });
const ratio = fc.constantFrom(1, 4);
const view: fc.Arbitrary<View> = fc.record({ x: fc.double({ min: -2, max: 3, noNaN: true }), y: fc.double({ min: -2, max: 3, noNaN: true }), zoom: fc.double({ min: 0.1, max: 20, noNaN: true }) });

describe('what a frame shows of a picture', () => {
  it('is always inside the picture and of the frame’s shape', () => {
    fc.assert(
      fc.property(size, ratio, view, (s, r, v) => {
        const part = partOf(s, r, v);
        expect(part.left).toBeGreaterThanOrEqual(0);
        expect(part.top).toBeGreaterThanOrEqual(0);
        expect(part.left + part.width).toBeLessThanOrEqual(1 + 1e-9);
        expect(part.top + part.height).toBeLessThanOrEqual(1 + 1e-9);
        expect((part.width * s.width) / (part.height * s.height) / r).toBeCloseTo(1, 6);
      }),
    );
  });

  it('is as much as fits at first, around the middle', () => {
    expect(partOf({ width: 600, height: 400 }, 1, WHOLE)).toEqual({ left: (1 - 2 / 3) / 2, top: 0, width: 2 / 3, height: 1 });
    expect(partOf({ width: 400, height: 400 }, 4, WHOLE)).toEqual({ left: 0, top: 0.375, width: 1, height: 0.25 });
  });

  it('moves with the hand and stops at the edges, from where it comes back at once', () => {
    const picture = { width: 400, height: 400 };
    const near = zoomed(WHOLE, 2);
    expect(partOf(picture, 1, moved(picture, 1, near, 0.25, 0)).left).toBeCloseTo(0.375);
    const edge = moved(picture, 1, near, 99, -99);
    expect(partOf(picture, 1, edge)).toEqual({ left: 0.5, top: 0, width: 0.5, height: 0.5 });
    expect(partOf(picture, 1, moved(picture, 1, edge, -0.1, 0)).left).toBeCloseTo(0.45);
  });
});
