import { short, type Scene } from './scene.js';

/** Skies, from the top down. */
export const SKIES = {
  night: ['#101d27', '#152733', '#1b3240', '#23404f'],
  dawn: ['#2a4656', '#5b7883', '#c9a397', '#eccdb4'],
  day: ['#a9c6cc', '#bcd3d6', '#d0e0e0', '#e3ecea'],
  grey: ['#6f8088', '#86959b', '#9faaad', '#b9c0c0'],
  dusk: ['#1c2f3e', '#3d4b5e', '#8b6470', '#d98e6c'],
} as const;
export type Hour = keyof typeof SKIES;

/** Flat bands of sky, from the top down to `height`. */
export function sky(scene: Scene, height: number, hour: Hour): string {
  const colours = SKIES[hour];
  return colours
    .map((colour, i) => `<rect y="${short((height * i) / colours.length)}" width="${scene.width}" height="${short(height / colours.length) + 1}" fill="${colour}"/>`)
    .join('');
}

export function stars(scene: Scene, height: number, count: number): string {
  let dots = '';
  for (let i = 0; i < count; i++) {
    const x = short(scene.width * scene.random());
    const y = short(height * scene.random());
    dots += `<circle cx="${x}" cy="${y}" r="${short(0.6 + scene.random() * 1.1)}"/>`;
  }
  return `<g fill="#dfe9ec" opacity=".75">${dots}</g>`;
}

export function disc(x: number, y: number, radius: number, colour: string): string {
  return `<circle cx="${x}" cy="${y}" r="${radius}" fill="${colour}"/>`;
}

export interface Ridge {
  /** Foot of the slope. */
  readonly y: number;
  /** Height above the foot. */
  readonly amplitude: number;
  readonly points: number;
  /** Where it begins and ends, as parts of the scene's width. */
  readonly from: number;
  readonly to: number;
  readonly fill: string;
  /** Colour of the carved strokes; none without it. */
  readonly carve?: string;
  /** Which side is the high one. */
  readonly steep: 'left' | 'right';
}

/** A headland cut out of paper, with carved strokes as in a linocut. */
export function ridge(scene: Scene, { y, amplitude, points, from, to, fill, carve, steep }: Ridge): string {
  const { width, height, random } = scene;
  const crest: [x: number, y: number][] = [];
  for (let i = 0; i <= points; i++) {
    const along = i / points;
    const rise = steep === 'left' ? 1 - along : along;
    crest.push([width * (from + (to - from) * along), y - amplitude * rise * (0.55 + 0.6 * random())]);
  }
  const low = crest[steep === 'left' ? points : 0];
  if (low) low[1] = height + 2;
  const outline = smooth(crest, height);
  if (!carve) return `<path d="${outline}" fill="${fill}"/>`;
  let strokes = '';
  for (let i = 0; i < 22; i++) {
    const x = width * (from + (to - from) * random());
    const top = y - amplitude * 0.9 * random() + 6;
    const length = 10 + random() * 34;
    strokes += `M${short(x)} ${short(top)}l${short(length * 0.5)} ${short(length)}`;
  }
  const clip = scene.nextId();
  return (
    `<path d="${outline}" fill="${fill}"/><clipPath id="${clip}"><path d="${outline}"/></clipPath>` +
    `<path clip-path="url(#${clip})" d="${strokes}" stroke="${carve}" stroke-width="1.6" stroke-linecap="round" opacity=".55" fill="none"/>`
  );
}

/** A closed outline through the crest and down to the bottom of the scene. */
function smooth(crest: readonly (readonly [x: number, y: number])[], bottom: number): string {
  const [first, ...rest] = crest;
  if (!first) return '';
  let path = `M${short(first[0])} ${bottom} L${short(first[0])} ${short(first[1])}`;
  let [fromX, fromY] = first;
  for (const [x, y] of rest) {
    path += ` Q${short(fromX + (x - fromX) * 0.7)} ${short(fromY)} ${short((fromX + x) / 2 + (x - fromX) * 0.2)} ${short((fromY + y) / 2)} T${short(x)} ${short(y)}`;
    [fromX, fromY] = [x, y];
  }
  return `${path} L${short(fromX)} ${bottom}Z`;
}

export interface Sea {
  /** The horizon. */
  readonly y: number;
  readonly fill: string;
  readonly line: string;
  readonly waves: number;
  /** Where a light is mirrored. */
  readonly glint?: { readonly x: number; readonly colour: string };
}

export function sea(scene: Scene, { y, fill, line, waves, glint }: Sea): string {
  const { width, height, random } = scene;
  const depth = height - y;
  let crests = '';
  for (let i = 0; i < waves; i++) {
    const top = y + 6 + depth * random() ** 1.4;
    const x = width * random();
    const nearness = (top - y) / depth;
    const length = (14 + random() * 70) * (0.4 + nearness);
    crests += `M${short(x)} ${short(top)}q${short(length * 0.25)} ${short(-2 - 3 * nearness)} ${short(length * 0.5)} 0t${short(length * 0.5)} 0`;
  }
  const water = `<rect x="0" y="${y}" width="${width}" height="${depth}" fill="${fill}"/><path d="${crests}" stroke="${line}" stroke-width="1.7" stroke-linecap="round" fill="none" opacity=".7"/>`;
  if (!glint) return water;
  let gleams = '';
  for (let i = 0; i < 26; i++) {
    const top = y + 4 + (depth * i) / 26;
    const half = (6 + i * 2.4) * (0.5 + random());
    gleams += `M${short(glint.x - half + (random() - 0.5) * 18)} ${short(top)}h${short(half * 2)}`;
  }
  return `${water}<path d="${gleams}" stroke="${glint.colour}" stroke-width="2.2" stroke-linecap="round" opacity=".85"/>`;
}

export function rain(scene: Scene, colour: string): string {
  let drops = '';
  for (let i = 0; i < 70; i++) {
    const x = scene.width * scene.random();
    drops += `M${short(x)} ${short(scene.height * scene.random())}l-7 20`;
  }
  return `<path d="${drops}" stroke="${colour}" stroke-width="1.4" opacity=".5"/>`;
}

export function birds(x: number, y: number, scale: number, colour: string): string {
  return `<path transform="translate(${x} ${y}) scale(${scale})" d="M0 0q6 -7 11 0q5 -7 11 0M30 12q5 -6 9 0q4 -6 9 0M-22 16q4 -5 8 0q4 -5 8 0" fill="none" stroke="${colour}" stroke-width="2" stroke-linecap="round"/>`;
}

/** Ground seen from near, a path's `d` closed by the caller. */
export function ground(path: string, colour: string): string {
  return `<path d="${path}" fill="${colour}"/>`;
}
