import type { BrandInput } from './brand.js';
import { contrast, type Hex, hueDistance, mix, solveLightness, toHex, toOklch } from './oklch.js';

const STATUS = [
  ['danger', 27, 0.17],
  ['warning', 58, 0.13],
  ['success', 158, 0.11],
  ['info', 238, 0.1],
] as const;

/** Names of the derived colours, in the order they are written. */
export const colourTokens = [
  'canvas', 'surface', 'sunken', 'raised', 'line', 'line-strong', 'ink', 'ink-2', 'ink-3',
  'accent', 'accent-hover', 'on-accent', 'accent-soft', 'accent-text', 'accent-mark', 'focus',
  'solid', 'on-solid', 'solid-mark',
  'danger', 'danger-soft', 'danger-solid', 'warning', 'warning-soft', 'warning-solid',
  'success', 'success-soft', 'success-solid', 'info', 'info-soft', 'info-solid',
  'chart-1', 'chart-2', 'chart-3', 'chart-4', 'chart-5',
] as const;
export type ColourToken = (typeof colourTokens)[number];
export type ColourTokens = Readonly<Record<ColourToken, Hex>>;
export type ThemeName = 'light' | 'dark';

/** Danger keeps this many degrees away from an accent that is itself a colour. */
const DANGER_DISTANCE = 25;
const VISIBLE_CHROMA = 0.06;

/**
 * The hue of danger, in degrees: 27 unless the accent is too close, then the nearest hue that
 * still reads as red and stays clear of the accent and of warning.
 */
export function dangerHue(accent: Hex): number {
  const { c, h } = toOklch(accent);
  if (c < VISIBLE_CHROMA || hueDistance(h, 27) >= DANGER_DISTANCE) return 27;
  const options = [h - DANGER_DISTANCE, h + DANGER_DISTANCE]
    .map((hue) => (hue + 360) % 360)
    .filter((hue) => hueDistance(hue, 15) <= 27 && hueDistance(hue, 58) >= 16)
    .sort((a, b) => hueDistance(a, 27) - hueDistance(b, 27));
  return options[0] ?? (h + 360 - DANGER_DISTANCE) % 360;
}


/** Derives one theme. Colours that carry text or meaning are solved against every ground they meet. */
export function deriveTheme(brand: BrandInput, theme: ThemeName): ColourTokens {
  const dark = theme === 'dark';
  const away = dark ? 'lighter' : 'darker';
  const paper = toOklch(brand.paper);
  const night = toOklch(brand.night);
  const accent = toOklch(brand.accent);
  const tint = toOklch(brand.ink).h;

  const canvas = dark ? brand.night : brand.paper;
  const surface = dark
    ? toHex({ l: night.l + 0.035, c: night.c + 0.004, h: tint })
    : toHex({ l: Math.min(1, paper.l + 0.022), c: paper.c * 0.3, h: tint });
  const sunken = dark
    ? toHex({ l: night.l - 0.03, c: night.c, h: tint })
    : toHex({ l: paper.l - 0.022, c: paper.c + 0.002, h: tint });
  const raised = dark ? toHex({ l: night.l + 0.075, c: night.c + 0.006, h: tint }) : '#ffffff';
  const grounds = [canvas, surface, sunken, raised] as const;
  const accentSoft = dark
    ? toHex({ l: toOklch(surface).l + 0.065, c: Math.min(0.045, accent.c * 0.3), h: accent.h })
    : mix(surface, brand.accent, 0.17);
  const tinted = [...grounds, accentSoft];

  const neutral = (l: number, c: number, minimum: number): Hex =>
    solveLightness(toHex({ l, c, h: tint }), tinted, minimum, away);
  const ink = dark ? neutral(0.95, 0.008, 10) : solveLightness(brand.ink, tinted, 10, away);
  const accentMark = solveLightness(brand.accent, tinted, 3.05, away);
  const solid = dark ? toHex({ l: 0.93, c: 0.01, h: tint }) : ink;
  const onAccent = readableOn(brand.accent, brand.ink);

  return {
    canvas, surface, sunken, raised,
    line: dark
      ? toHex({ l: night.l + 0.125, c: night.c + 0.006, h: tint })
      : toHex({ l: paper.l - 0.085, c: paper.c + 0.006, h: tint }),
    'line-strong': solveLightness(toHex({ l: dark ? 0.45 : 0.7, c: 0.02, h: tint }), grounds, 3.05, away),
    ink,
    'ink-2': neutral(dark ? 0.74 : 0.5, 0.022, dark ? 5.5 : 6),
    'ink-3': solveLightness(toHex({ l: 0.6, c: 0.02, h: tint }), grounds, 4.6, away),
    accent: brand.accent,
    'accent-hover': hoverOf(brand.accent, onAccent),
    'on-accent': onAccent,
    'accent-soft': accentSoft,
    'accent-text': solveLightness(
      toHex({ l: dark ? Math.max(accent.l, 0.6) : accent.l, c: accent.c * (dark ? 0.9 : 0.85), h: accent.h }),
      tinted, 4.6, away,
    ),
    'accent-mark': accentMark,
    focus: dark ? accentMark : solveLightness(toHex({ l: 0.5, c: 0.13, h: tint }), tinted, 4.5, 'darker'),
    solid,
    'on-solid': dark ? brand.night : '#ffffff',
    'solid-mark': solveLightness(brand.accent, [solid], 3.05, dark ? 'darker' : 'lighter'),
    ...statusColours(brand, dark, surface, grounds),
    ...chartColours(tint, accent, dark, [canvas, surface, raised]),
  };
}

/** Ink or white, whichever is easier to read on the accent. */
function readableOn(accent: Hex, ink: Hex): Hex {
  return contrast(ink, accent) >= contrast('#ffffff', accent) ? ink : '#ffffff';
}

/** A step darker, or a step lighter when the darker step would not carry the accent's text. */
function hoverOf(accent: Hex, text: Hex): Hex {
  const { l, c, h } = toOklch(accent);
  const darker = toHex({ l: l - 0.045, c, h });
  return contrast(text, darker) >= 4.5 ? darker : toHex({ l: l + 0.045, c, h });
}

type StatusToken = Extract<ColourToken, `${'danger' | 'warning' | 'success' | 'info'}${string}`>;

function statusColours(
  brand: BrandInput, dark: boolean, surface: Hex, grounds: readonly Hex[],
): Record<StatusToken, Hex> {
  const colours = {} as Record<StatusToken, Hex>;
  for (const [name, usualHue, chroma] of STATUS) {
    const h = name === 'danger' ? dangerHue(brand.accent) : usualHue;
    const soft = dark
      ? mix(surface, toHex({ l: 0.6, c: chroma, h }), 0.2)
      : mix(surface, toHex({ l: 0.65, c: chroma, h }), 0.13);
    colours[`${name}-soft`] = soft;
    colours[name] = solveLightness(
      toHex({ l: dark ? 0.62 : 0.6, c: chroma, h }), [...grounds, soft], 4.6, dark ? 'lighter' : 'darker',
    );
    colours[`${name}-solid`] = solveLightness(toHex({ l: 0.55, c: chroma, h }), ['#ffffff'], 4.7, 'darker');
  }
  return colours;
}

type ChartToken = Extract<ColourToken, `chart-${string}`>;

function chartColours(
  tint: number, accent: { c: number; h: number }, dark: boolean, grounds: readonly Hex[],
): Record<ChartToken, Hex> {
  const series = (c: number, h: number): Hex =>
    solveLightness(toHex({ l: dark ? 0.68 : 0.6, c, h }), grounds, 3.1, dark ? 'lighter' : 'darker');
  return {
    'chart-1': series(0.09, tint),
    'chart-2': series(accent.c * 0.85, accent.h),
    'chart-3': series(0.11, 35),
    'chart-4': series(0.08, 165),
    'chart-5': series(0.07, 330),
  };
}
