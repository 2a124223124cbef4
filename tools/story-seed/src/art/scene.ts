/** A source of numbers in [0, 1); the same seed always draws the same picture. */
export type Random = () => number;

/** Mulberry32: small, quick, and good enough to scatter strokes. */
export function randomOf(seed: number): Random {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** One decimal is finer than anything these pictures show. */
export const short = (value: number): number => Math.round(value * 10) / 10;

/** What a drawing is made on: its size in user units, its own randomness, and identifiers unique within it. */
export interface Scene {
  readonly width: number;
  readonly height: number;
  readonly random: Random;
  /** A fresh identifier for a gradient or a clip. */
  readonly nextId: () => string;
}

export function sceneOf(seed: number, width: number, height: number): Scene {
  let ids = 0;
  return { width, height, random: randomOf(seed), nextId: () => `s${++ids}` };
}

/** A finished drawing: a complete SVG document that refers to nothing outside itself. */
export interface Drawing {
  /** File name without extension. */
  readonly name: string;
  readonly width: number;
  readonly height: number;
  /** What it shows, in French; pages give their own alternative text. */
  readonly title: string;
  readonly svg: string;
}

export function drawingOf(name: string, scene: Scene, title: string, parts: readonly string[]): Drawing {
  const { width, height } = scene;
  return {
    name,
    width,
    height,
    title,
    svg: `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" preserveAspectRatio="xMidYMid slice" role="img" aria-label="${title}">${parts.join('')}</svg>`,
  };
}
