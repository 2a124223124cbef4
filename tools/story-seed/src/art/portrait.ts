/** Features of a drawn face. Short names because they are written by hand, a hundred and twenty times. */
export interface Look {
  /** Cut of the hair. */
  readonly h: keyof typeof CUTS;
  /** Colour of the hair. */
  readonly c: keyof typeof HAIR;
  /** Skin, from 0, the lightest, to 4. */
  readonly k: 0 | 1 | 2 | 3 | 4;
  /** Colours of the coat and of the background. */
  readonly v: string;
  readonly bg: string;
  /** What is worn on the head, and its two colours. */
  readonly t?: keyof typeof HATS | undefined;
  readonly tc?: readonly [string, string] | undefined;
  /** Beard: 1 short, 2 long. */
  readonly b?: 1 | 2 | undefined;
  /** Colour of the glasses. */
  readonly g?: string | undefined;
  /** How far the mouth smiles; 4 when not said. */
  readonly m?: number | undefined;
  /** How far one eyebrow is raised. */
  readonly br?: number | undefined;
}

const HAIR = { brun: '#2f231d', chatain: '#6b4a32', blond: '#d2a95f', roux: '#b3572b', gris: '#a7adb0', blanc: '#e8e6df', noir: '#17161a' } as const;
const SKINS = ['#f2cfb4', '#e5b692', '#c98f68', '#9a6544', '#6b4430'] as const;

/** Hair behind the head, and over it. */
const CUTS = {
  court: (c) => ['', `<path d="M29 44Q27 22 48 21Q70 21 68 45Q64 33 52 33Q38 34 34 36Q31 39 29 44Z" fill="${c}"/>`],
  bob: (c) => [
    `<path d="M26 44Q24 19 48 19Q72 19 70 44L71 62Q60 66 48 64Q36 66 25 62Z" fill="${c}"/>`,
    `<path d="M30 42Q32 25 50 26Q66 27 66 42Q58 38 53 31Q44 40 30 42Z" fill="${c}"/>`,
  ],
  long: (c) => [
    `<path d="M24 48Q22 18 48 18Q74 18 72 48L75 84H21Z" fill="${c}"/>`,
    `<path d="M30 44Q31 25 48 25Q65 25 66 44Q60 34 48 33Q37 34 30 44Z" fill="${c}"/>`,
  ],
  chignon: (c) => [`<circle cx="48" cy="15" r="10" fill="${c}"/>`, `<path d="M29 44Q27 21 48 21Q69 21 67 44Q62 30 48 30Q34 30 29 44Z" fill="${c}"/>`],
  boucles: (c) => [
    `<g fill="${c}"><circle cx="30" cy="34" r="11"/><circle cx="40" cy="23" r="12"/><circle cx="56" cy="23" r="12"/><circle cx="66" cy="34" r="11"/><circle cx="70" cy="48" r="9"/><circle cx="26" cy="48" r="9"/></g>`,
    `<path d="M31 40Q34 27 48 28Q62 27 65 40Q56 33 48 34Q40 33 31 40Z" fill="${c}"/>`,
  ],
  meche: (c) => ['', `<path d="M29 46Q25 20 50 19Q71 19 68 42Q66 34 60 31Q46 42 33 34Q30 38 29 46Z" fill="${c}"/>`],
  chauve: (c) => ['', `<path d="M29 50Q27 46 28 40L31 40L31 50ZM67 50Q69 46 68 40L65 40L65 50Z" fill="${c}"/>`],
} as const satisfies Record<string, (colour: string) => readonly [behind: string, over: string]>;

const HATS = {
  bonnet: (a, b) => `<path d="M27 36Q27 13 48 13Q69 13 69 36Z" fill="${a}"/><path d="M25 31h46v9H25z" fill="${b}"/><circle cx="48" cy="11" r="5" fill="${b}"/>`,
  cire: (a, b) => `<path d="M20 62Q16 12 48 11Q80 12 76 62L70 66Q74 26 48 26Q22 26 26 66Z" fill="${a}"/><path d="M26 62Q22 25 48 25Q74 25 70 62" fill="none" stroke="${b}" stroke-width="2.4"/>`,
  casquette: (a, b) => `<path d="M28 35Q27 16 48 16Q69 16 68 35Z" fill="${a}"/><path d="M44 31Q66 28 78 37Q62 38 44 36Z" fill="${b}"/>`,
  bandeau: (a) => `<path d="M28 33Q48 25 68 33V39Q48 31 28 39Z" fill="${a}"/>`,
} as const satisfies Record<string, (first: string, second: string) => string>;

export const CUT_NAMES = Object.keys(CUTS) as (keyof typeof CUTS)[];
export const HAIR_NAMES = Object.keys(HAIR) as (keyof typeof HAIR)[];
export const HAT_NAMES = Object.keys(HATS) as (keyof typeof HATS)[];

/** A head and shoulders on a plain ground, 96 × 96. */
export function portrait(look: Look): string {
  const hair = HAIR[look.c];
  const skin = SKINS[look.k];
  const line = look.k > 2 ? '#2a1a12' : '#3a2a22';
  const [behind, over] = CUTS[look.h](hair);
  const [first, second] = look.tc ?? ['', ''];
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 96 96" width="96" height="96"><rect width="96" height="96" fill="${look.bg}"/>${look.t === 'cire' ? '' : behind}` +
    `<path d="M8 98Q10 74 36 71L48 78L60 71Q86 74 88 98Z" fill="${look.v}"/><path d="M39 60h18v13q-9 8 -18 0z" fill="${skin}"/><path d="M39 64q9 7 18 0v4q-9 7 -18 0z" fill="#000" opacity=".12"/>` +
    `<path d="M30 42Q30 26 48 26Q66 26 66 42Q67 67 48 68Q29 67 30 42Z" fill="${skin}"/><circle cx="30" cy="48" r="4" fill="${skin}"/><circle cx="66" cy="48" r="4" fill="${skin}"/>` +
    beard(look, hair) +
    face(look, line) +
    over +
    glasses(look) +
    (look.t ? HATS[look.t](first, second) : '') +
    `<path d="M36 71L48 82L60 71" fill="none" stroke="#000" stroke-opacity=".22" stroke-width="2.4"/></svg>`
  );
}

function beard({ b }: Look, hair: string): string {
  if (!b) return '';
  const [corner, chin] = b > 1 ? [76, 77] : [71, 71];
  return `<path d="M30 48Q31 ${corner} 48 ${chin}Q65 ${corner} 66 48Q62 56 55 56Q48 53 41 56Q34 56 30 48Z" fill="${hair}"/>`;
}

function face({ b, m = 4, br = 0 }: Look, line: string): string {
  return (
    `<circle cx="40" cy="46" r="2.1" fill="${line}"/><circle cx="56" cy="46" r="2.1" fill="${line}"/>` +
    `<path d="M35.5 ${40 - br}q4 -2.4 8 0M52.5 40q4 -2.4 8 0" stroke="${line}" stroke-width="1.8" fill="none" stroke-linecap="round"/>` +
    `<path d="M48 46l-2 8h3.4" stroke="${line}" stroke-width="1.5" fill="none" opacity=".55" stroke-linecap="round"/>` +
    `<path d="M42.5 60.5q5.5 ${m} 11 0" stroke="${b ? '#f3d6c2' : line}" stroke-width="1.9" fill="none" stroke-linecap="round"/>`
  );
}

function glasses({ g }: Look): string {
  if (!g) return '';
  return `<g fill="none" stroke="${g}" stroke-width="2"><circle cx="40" cy="46.5" r="6.2"/><circle cx="56" cy="46.5" r="6.2"/><path d="M46.2 46h3.6"/></g>`;
}
