/** Shapes on a 32 × 32 ground, in the hand of maritime signals: two or three flat colours, no gradient. */
const FLAGS = {
  // The story's spaces.
  lampes: ['#15222d', '<circle cx="16" cy="16" r="8" fill="#f4bc2e"/>'],
  sacs: ['#2f5142', '<path d="M0 32L32 0V32Z" fill="#cfe0e2"/>'],
  cires: ['#f4bc2e', '<path d="M0 0h16v16H0zM16 16h16v16H16z" fill="#15222d"/>'],
  sentiers: ['#cfe0e2', '<path d="M0 0L32 32M32 0L0 32" stroke="#b8503f" stroke-width="7"/>'],
  bivouac: ['#b8503f', '<path d="M16 5L28 28H4Z" fill="#f6ead6"/>'],
  marees: ['#24506b', '<path d="M0 20q4 -5 8 0t8 0t8 0t8 0V32H0z" fill="#cfe0e2"/><circle cx="22" cy="9" r="4" fill="#f4bc2e"/>'],
  atelier: ['#24506b', '<path d="M0 12h32v8H0z" fill="#f6ead6"/>'],
  presentations: ['#f6ead6', '<path d="M0 0h11v32H0z" fill="#24506b"/><path d="M21 0h11v32H21z" fill="#b8503f"/>'],
  idees: ['#d9937f', '<path d="M16 3L29 16L16 29L3 16Z" fill="#15222d"/>'],
  annonces: ['#f4bc2e', '<path d="M0 0L14 16L0 32Z" fill="#b8503f"/><path d="M32 0L18 16L32 32Z" fill="#b8503f"/>'],
  english: ['#b8503f', '<path d="M0 0h32v16H0z" fill="#24506b"/><path d="M11 0h10v32H11z" fill="#f6ead6"/>'],
  cercle: ['#2f5142', '<circle cx="16" cy="16" r="9" fill="none" stroke="#f4bc2e" stroke-width="5"/>'],
  // For any community.
  plain: ['#24506b', '<path d="M0 0h16v32H0z" fill="#cfe0e2"/>'],
  wave: ['#cfe0e2', '<path d="M0 11q4 -5 8 0t8 0t8 0t8 0V19q-4 5 -8 0t-8 0t-8 0t-8 0z" fill="#24506b"/>'],
  sun: ['#24506b', '<path d="M4 32a12 12 0 0 1 24 0z" fill="#f4bc2e"/><path d="M16 5v7M5.5 10.500l4.5 5.500M26.5 10.500L22 16" stroke="#f4bc2e" stroke-width="3.2"/>'],
  star: ['#15222d', '<path d="M16 4L19.5 12.500L28 16L19.5 19.500L16 28L12.5 19.500L4 16L12.5 12.500Z" fill="#f6ead6"/>'],
  leaf: ['#e6d9c2', '<path d="M6 26Q4 8 26 6Q28 24 6 26Z" fill="#2f5142"/><path d="M4 28L19 13" stroke="#e6d9c2" stroke-width="2.4"/>'],
  chat: ['#b8503f', '<path d="M5 7h22v14H15l-6 6v-6H5z" fill="#f6ead6"/>'],
} as const satisfies Record<string, readonly [ground: string, shapes: string]>;

/** Key of a drawn flag. */
export type FlagKey = keyof typeof FLAGS;

export const FLAG_KEYS = Object.keys(FLAGS) as FlagKey[];

/** The flag as a complete SVG document, or null when there is none of that key. */
export function flagSvg(key: string): string | null {
  if (!Object.hasOwn(FLAGS, key)) return null;
  const [ground, shapes] = FLAGS[key as FlagKey];
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32" width="32" height="32"><rect width="32" height="32" fill="${ground}"/>${shapes}</svg>`;
}
