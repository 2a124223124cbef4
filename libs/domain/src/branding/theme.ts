import { type BrandInput, type BrandProblem, checkBrandForm } from './brand.js';
import { judge } from './guarantees.js';
import { contrast, type Hex, toHex, toOklch } from './oklch.js';
import { type ColourTokens, dangerHue, deriveTheme } from './tokens.js';

/** Both themes of a brand, with what had to be adapted. */
export interface BrandTheme {
  readonly light: ColourTokens;
  readonly dark: ColourTokens;
  /** The accent was too close to danger's red, which therefore moved. */
  readonly dangerMoved: boolean;
}

export type ThemeResult =
  | { readonly ok: true; readonly theme: BrandTheme }
  | { readonly ok: false; readonly problems: readonly BrandProblem[] };

const COLOURS = ['paper', 'night', 'ink', 'accent'] as const;
type ColourInput = (typeof COLOURS)[number];

/**
 * Derives and checks a brand. It is refused when an input is malformed or when one of the promised
 * pairs fails; the problem then names the input and the nearest lightness that passes.
 */
export function themeOf(brand: BrandInput): ThemeResult {
  const malformed = checkBrandForm(brand);
  if (malformed.length > 0) return { ok: false, problems: malformed };

  const problems: BrandProblem[] = [];
  for (const input of COLOURS) {
    if (suits(brand, input)) continue;
    const nearest = nearestSuitable(brand, input);
    problems.push({ input, code: 'colour.contrast', ...(nearest ? { nearest } : {}) });
  }
  if (problems.length > 0) return { ok: false, problems };

  const theme: BrandTheme = {
    light: deriveTheme(brand, 'light'),
    dark: deriveTheme(brand, 'dark'),
    dangerMoved: dangerHue(brand.accent) !== 27,
  };
  const fails = [...judge(theme.light), ...judge(theme.dark)].some((verdict) => !verdict.passes);
  if (!fails) return { ok: true, theme };
  const nearest = nearestPassing(brand, 'accent');
  return { ok: false, problems: [{ input: 'accent', code: 'colour.contrast', ...(nearest ? { nearest } : {}) }] };
}

/** What each input must do by itself, so that a refusal names the right one. */
function suits(brand: BrandInput, input: ColourInput): boolean {
  switch (input) {
    case 'paper':
      return contrast('#000000', brand.paper) >= 15;
    case 'night':
      return contrast('#ffffff', brand.night) >= 13.5;
    case 'ink':
      return contrast(brand.ink, '#ffffff') >= 10;
    case 'accent': {
      const text = contrast(brand.ink, brand.accent) >= contrast('#ffffff', brand.accent) ? brand.ink : '#ffffff';
      return contrast(text, brand.accent) >= 4.5 && onHover(brand);
    }
  }
}

function onHover(brand: BrandInput): boolean {
  const tokens = deriveTheme(brand, 'light');
  return contrast(tokens['on-accent'], tokens['accent-hover']) >= 4.5;
}

function nearestSuitable(brand: BrandInput, input: ColourInput): Hex | undefined {
  return nearest(brand, input, (candidate) => suits(candidate, input));
}

function nearestPassing(brand: BrandInput, input: ColourInput): Hex | undefined {
  return nearest(brand, input, (candidate) =>
    [deriveTheme(candidate, 'light'), deriveTheme(candidate, 'dark')].every((tokens) =>
      judge(tokens).every((verdict) => verdict.passes),
    ),
  );
}

/** The closest lightness, either way, for which the changed brand satisfies `test`. */
function nearest(brand: BrandInput, input: ColourInput, test: (candidate: BrandInput) => boolean): Hex | undefined {
  const { l, c, h } = toOklch(brand[input]);
  for (let distance = 0.005; distance <= 1; distance += 0.005) {
    for (const at of [l - distance, l + distance]) {
      if (at < 0 || at > 1) continue;
      const colour = toHex({ l: at, c, h });
      if (test({ ...brand, [input]: colour })) return colour;
    }
  }
  return undefined;
}
