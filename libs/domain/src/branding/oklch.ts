/** A colour in OKLCH: lightness 0–1, chroma (about 0–0.37 in sRGB), hue in degrees 0–360. */
export interface Oklch {
  readonly l: number;
  readonly c: number;
  readonly h: number;
}

/** A colour as `#rrggbb`, lower case. */
export type Hex = `#${string}`;

type Triple = readonly [number, number, number];

const HEX = /^#[0-9a-f]{6}$/i;

/** Whether a text is a `#rrggbb` colour, the only form the engine accepts. */
export function isHex(text: string): text is Hex {
  return HEX.test(text);
}

const channels = (hex: Hex): Triple => {
  const n = Number.parseInt(hex.slice(1), 16);
  return [((n >> 16) & 255) / 255, ((n >> 8) & 255) / 255, (n & 255) / 255];
};

const toLinear = (v: number): number => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
const toGamma = (v: number): number => (v <= 0.0031308 ? v * 12.92 : 1.055 * v ** (1 / 2.4) - 0.055);

/**
 * Converts to OKLCH.
 * Matrices: Björn Ottosson, "A perceptual color space for image processing" (2020).
 */
export function toOklch(hex: Hex): Oklch {
  const [r, g, b] = channels(hex).map(toLinear) as unknown as Triple;
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  const lightness = 0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s;
  const a = 1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s;
  const bb = 0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s;
  const hue = (Math.atan2(bb, a) * 180) / Math.PI;
  return { l: lightness, c: Math.hypot(a, bb), h: (hue + 360) % 360 };
}

const toLinearSrgb = ({ l, c, h }: Oklch): Triple => {
  const a = c * Math.cos((h * Math.PI) / 180);
  const b = c * Math.sin((h * Math.PI) / 180);
  const l3 = (l + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m3 = (l - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s3 = (l - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    4.0767416621 * l3 - 3.3077115913 * m3 + 0.2309699292 * s3,
    -1.2684380046 * l3 + 2.6097574011 * m3 - 0.3413193965 * s3,
    -0.0041960863 * l3 - 0.7034186147 * m3 + 1.707614701 * s3,
  ];
};

const displayable = (rgb: Triple): boolean => rgb.every((v) => v >= -1e-5 && v <= 1 + 1e-5);

/** The nearest displayable colour of the same lightness and hue: chroma is lowered until it fits sRGB. */
export function toHex(colour: Oklch): Hex {
  const l = Math.min(1, Math.max(0, colour.l));
  let rgb = toLinearSrgb({ ...colour, l });
  if (!displayable(rgb)) {
    let low = 0;
    let high = colour.c;
    while (high - low > 1e-4) {
      const middle = (low + high) / 2;
      if (displayable(toLinearSrgb({ l, c: middle, h: colour.h }))) low = middle;
      else high = middle;
    }
    rgb = toLinearSrgb({ l, c: low, h: colour.h });
  }
  const byte = (v: number): string =>
    Math.round(Math.min(1, Math.max(0, toGamma(Math.min(1, Math.max(0, v))))) * 255)
      .toString(16)
      .padStart(2, '0');
  return `#${byte(rgb[0])}${byte(rgb[1])}${byte(rgb[2])}`;
}

const luminance = (hex: Hex): number => {
  const [r, g, b] = channels(hex).map(toLinear) as unknown as Triple;
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};

/** WCAG 2.2 contrast ratio, 1 to 21. */
export function contrast(a: Hex, b: Hex): number {
  const x = luminance(a);
  const y = luminance(b);
  return (Math.max(x, y) + 0.05) / (Math.min(x, y) + 0.05);
}

/** Mixes two colours in OKLab; `share` is how much of the second one, 0–1. */
export function mix(first: Hex, second: Hex, share: number): Hex {
  const cartesian = ({ l, c, h }: Oklch): Triple => [
    l,
    c * Math.cos((h * Math.PI) / 180),
    c * Math.sin((h * Math.PI) / 180),
  ];
  const p = cartesian(toOklch(first));
  const q = cartesian(toOklch(second));
  const at = (i: 0 | 1 | 2): number => p[i] + (q[i] - p[i]) * share;
  const a = at(1);
  const b = at(2);
  return toHex({ l: at(0), c: Math.hypot(a, b), h: (Math.atan2(b, a) * 180) / Math.PI });
}

/** The smaller angle between two hues, 0–180 degrees. */
export function hueDistance(a: number, b: number): number {
  const d = Math.abs(a - b) % 360;
  return d > 180 ? 360 - d : d;
}

/**
 * Walks the lightness from the colour's own until every background is cleared by `minimum`.
 * Falls back to black or white, which the caller's verdicts then judge.
 */
export function solveLightness(
  colour: Hex,
  backgrounds: readonly Hex[],
  minimum: number,
  direction: 'darker' | 'lighter',
): Hex {
  const { l, c, h } = toOklch(colour);
  const step = direction === 'darker' ? -0.004 : 0.004;
  for (let at = l; at >= 0 && at <= 1; at += step) {
    const candidate = toHex({ l: at, c, h });
    if (backgrounds.every((background) => contrast(candidate, background) >= minimum)) return candidate;
  }
  return direction === 'darker' ? '#000000' : '#ffffff';
}
