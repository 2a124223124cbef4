export { type BrandInput, type BrandProblem, checkBrandForm, defaultBrand } from './brand.js';
export { judge, type Verdict } from './guarantees.js';
export { contrast, type Hex, hueDistance, isHex, toOklch } from './oklch.js';
export { brandStyleSheet } from './style-sheet.js';
export { type BrandTheme, themeOf, type ThemeResult } from './theme.js';
export { type ColourToken, colourTokens, type ColourTokens, dangerHue, type ThemeName } from './tokens.js';
