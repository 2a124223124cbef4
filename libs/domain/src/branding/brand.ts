import { type Hex, isHex } from './oklch.js';

/** The eight inputs a brand gives; everything else is derived. */
export interface BrandInput {
  /** The one accent: primary act, unread, current place. */
  readonly accent: Hex;
  /** Text; its hue tints every neutral. */
  readonly ink: Hex;
  /** The light canvas. */
  readonly paper: Hex;
  /** The dark canvas. */
  readonly night: Hex;
  /** Family of titles and interface. */
  readonly fontUi: string;
  /** Family of what members write and read. */
  readonly fontText: string;
  /** Corner radius in px, 0–14. */
  readonly radius: number;
  /** Address of the mark on this installation, such as `/favicon.svg`. */
  readonly mark: string;
}

/** The theme of a new installation. */
export const defaultBrand: BrandInput = {
  accent: '#f4bc2e',
  ink: '#15222d',
  paper: '#f4f7f7',
  night: '#0f1a22',
  fontUi: 'Schibsted Grotesk',
  fontText: 'Literata',
  radius: 6,
  mark: '/favicon.svg',
};

/** What is wrong with a brand input; `nearest` is the closest colour that passes, when there is one. */
export interface BrandProblem {
  readonly input: keyof BrandInput;
  readonly code: 'colour.format' | 'colour.contrast' | 'font.name' | 'radius.range' | 'mark.address';
  readonly nearest?: Hex;
}

const FONT_NAME = /^[\p{L}\p{N}][\p{L}\p{N} '-]{0,63}$/u;
const LOCAL_ADDRESS = /^\/[\w\-./]{1,200}$/;

/** Checks the form of the inputs (not their contrast): what passes here can be written into a style sheet. */
export function checkBrandForm(brand: BrandInput): BrandProblem[] {
  const problems: BrandProblem[] = [];
  for (const input of ['accent', 'ink', 'paper', 'night'] as const) {
    if (!isHex(brand[input])) problems.push({ input, code: 'colour.format' });
  }
  for (const input of ['fontUi', 'fontText'] as const) {
    if (!FONT_NAME.test(brand[input])) problems.push({ input, code: 'font.name' });
  }
  if (!(brand.radius >= 0 && brand.radius <= 14)) problems.push({ input: 'radius', code: 'radius.range' });
  if (!LOCAL_ADDRESS.test(brand.mark) || brand.mark.includes('..')) {
    problems.push({ input: 'mark', code: 'mark.address' });
  }
  return problems;
}
