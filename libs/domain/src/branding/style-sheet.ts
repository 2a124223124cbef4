import type { BrandInput } from './brand.js';
import { type ColourTokens, colourTokens } from './tokens.js';
import type { BrandTheme } from './theme.js';

const LIGHT_DEPTH = `--color-scrim:rgb(15 26 34 / .5);--shadow-float:0 1px 2px rgb(15 26 34 / .08),0 10px 28px -8px rgb(15 26 34 / .22);--shadow-dock:0 -8px 24px -16px rgb(15 26 34 / .35);color-scheme:light`;
const DARK_DEPTH = `--color-scrim:rgb(0 0 0 / .6);--shadow-float:0 0 0 1px var(--color-line),0 14px 32px -8px rgb(0 0 0 / .6);--shadow-dock:0 -10px 28px -12px rgb(0 0 0 / .7);color-scheme:dark`;

const colours = (tokens: ColourTokens): string =>
  colourTokens.map((name) => `--color-${name}:${tokens[name]}`).join(';');

/**
 * The brand as a style sheet of CSS variables for both themes. The document's `data-theme`
 * (`light`, `dark`, anything else follows the device) chooses.
 * The brand must have passed `themeOf`, which makes every value safe to write.
 */
export function brandStyleSheet(brand: BrandInput, theme: BrandTheme): string {
  const brandValues = [
    `--brand-accent:${brand.accent}`,
    `--brand-font-ui:"${brand.fontUi}"`,
    `--brand-font-text:"${brand.fontText}"`,
    `--brand-radius:${brand.radius}px`,
    `--brand-mark:url("${brand.mark}")`,
  ].join(';');
  const dark = `${colours(theme.dark)};${DARK_DEPTH}`;
  return [
    `:root{${brandValues};${colours(theme.light)};${LIGHT_DEPTH}}`,
    `@media (prefers-color-scheme:dark){:root:not([data-theme="light"]){${dark}}}`,
    `:root[data-theme="dark"]{${dark}}`,
    '',
  ].join('\n');
}
