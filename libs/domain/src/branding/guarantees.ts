import { contrast } from './oklch.js';
import type { ColourToken, ColourTokens } from './tokens.js';

/** One promised pair and what it measures. */
export interface Verdict {
  readonly colour: ColourToken;
  readonly ground: ColourToken;
  /** WCAG ratio that must be reached. */
  readonly required: number;
  readonly measured: number;
  readonly passes: boolean;
}

const GROUNDS = ['canvas', 'surface', 'sunken', 'raised'] as const;

const PROMISES: readonly (readonly [ColourToken, readonly ColourToken[], number])[] = [
  ['ink', [...GROUNDS, 'accent-soft'], 7],
  ['ink-2', [...GROUNDS, 'accent-soft'], 4.5],
  ['ink-3', GROUNDS, 4.5],
  ['accent-text', [...GROUNDS, 'accent-soft'], 4.5],
  ['accent-mark', GROUNDS, 3],
  ['line-strong', GROUNDS, 3],
  ['focus', GROUNDS, 3],
  ['on-accent', ['accent', 'accent-hover'], 4.5],
  ['on-solid', ['solid'], 4.5],
  ['solid-mark', ['solid'], 3],
  ['danger', [...GROUNDS, 'danger-soft'], 4.5],
  ['warning', [...GROUNDS, 'warning-soft'], 4.5],
  ['success', [...GROUNDS, 'success-soft'], 4.5],
  ['info', [...GROUNDS, 'info-soft'], 4.5],
];

/** Measures the 55 pairs that a theme promises. */
export function judge(tokens: ColourTokens): Verdict[] {
  return PROMISES.flatMap(([colour, grounds, required]) =>
    grounds.map((ground) => {
      const measured = contrast(tokens[colour], tokens[ground]);
      return { colour, ground, required, measured, passes: measured >= required };
    }),
  );
}
