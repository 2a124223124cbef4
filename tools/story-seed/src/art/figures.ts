import { short, type Scene } from './scene.js';

const INK = '#15222d';
const NIGHT_INK = '#0b141b';
const LAMP = '#f4bc2e';

export interface Beam {
  /** 1 shines to the right, -1 to the left. */
  readonly direction: 1 | -1;
  readonly length: number;
  readonly opacity: number;
}

/** A lighthouse; `y` is its foot. */
export function lighthouse(scene: Scene, x: number, y: number, scale: number, beam?: Beam): string {
  const tower =
    `<g transform="translate(${x} ${y}) scale(${scale})"><path d="M-11 2L-7 -64H7L11 2Z" fill="#e9eef0"/>` +
    `<path d="M-9.6 -20L-8.6 -36H8.6L9.6 -20Z M-7.6 -52L-7 -64H7L7.6 -52Z" fill="${INK}"/><path d="M-10 -64h20v-3h-20z" fill="${INK}"/>` +
    `<rect x="-5.5" y="-79" width="11" height="12" fill="${LAMP}"/><path d="M-7 -79Q0 -89 7 -79Z" fill="${INK}"/>` +
    `<path d="M0 -84v-8" stroke="${INK}" stroke-width="1.6"/><path d="M-2 -79v12M2 -79v12" stroke="${INK}" stroke-width="1"/></g>`;
  if (!beam) return tower;
  const { direction, length, opacity } = beam;
  const lampY = y - 74 * scale;
  const fade = scene.nextId();
  return (
    `<linearGradient id="${fade}" x1="${direction > 0 ? 0 : 1}" x2="${direction > 0 ? 1 : 0}"><stop stop-color="${LAMP}" stop-opacity="${opacity}"/><stop offset="1" stop-color="${LAMP}" stop-opacity="0"/></linearGradient>` +
    `<path d="M${x} ${short(lampY)}L${x + direction * length} ${short(lampY - length * 0.17)}V${short(lampY + length * 0.13)}Z" fill="url(#${fade})"/>${tower}`
  );
}

export interface Tent {
  readonly light?: string;
  readonly shade?: string;
}

/** A small ridge tent, lit from inside; `y` is the ground. */
export function tent(x: number, y: number, scale: number, { light = LAMP, shade = '#c98a12' }: Tent = {}): string {
  return (
    `<g transform="translate(${x} ${y}) scale(${scale})"><ellipse cx="0" cy="2" rx="70" ry="12" fill="${light}" opacity=".22"/>` +
    `<path d="M-46 0L-6 -42L42 0Z" fill="${shade}"/><path d="M-46 0L-6 -42L10 0Z" fill="${light}"/><path d="M-16 0L-8 -26L-2 0Z" fill="${INK}" opacity=".75"/>` +
    `<path d="M-6 -42l-6 -6M-46 0l-10 5M42 0l12 5" stroke="#e9eef0" stroke-width="1.4" opacity=".6"/></g>`
  );
}

/** A storm lantern, lit; `glow` is the radius of its halo. */
export function lantern(scene: Scene, x: number, y: number, scale: number, glow: number): string {
  const halo = scene.nextId();
  return (
    `<g transform="translate(${short(x)} ${short(y)}) scale(${short(scale * 100) / 100})"><radialGradient id="${halo}"><stop stop-color="${LAMP}" stop-opacity=".6"/><stop offset="1" stop-color="${LAMP}" stop-opacity="0"/></radialGradient><circle cx="0" cy="-22" r="${glow}" fill="url(#${halo})"/>` +
    `<path d="M-9 -40Q0 -58 9 -40" fill="none" stroke="${NIGHT_INK}" stroke-width="2.4"/><path d="M-12 -40h24l3 5h-30z" fill="${NIGHT_INK}"/><rect x="-11" y="-35" width="22" height="26" fill="#ffd877"/>` +
    `<path d="M-4 -12q4 -16 4 -16q4 10 4 16z" fill="#fff6dc"/><path d="M-11 -35v26M11 -35v26M-4 -35v26M4 -35v26" stroke="${NIGHT_INK}" stroke-width="1.6"/><path d="M-14 -9h28v9h-28z" fill="${NIGHT_INK}"/></g>`
  );
}

export interface Walker {
  readonly coat: string;
  readonly bag?: string;
  /** 1 walks to the right, -1 to the left. */
  readonly direction?: 1 | -1;
  readonly withLantern?: boolean;
}

/** Somebody in a coat with a bag on the back; `y` is the ground. */
export function walker(scene: Scene, x: number, y: number, scale: number, { coat, bag = INK, direction = 1, withLantern = false }: Walker): string {
  const arm = withLantern ? `<path d="M8 -38l10 4" stroke="${coat}" stroke-width="4"/>` : '';
  const person =
    `<g transform="translate(${x} ${y}) scale(${scale * direction} ${scale})"><path d="M-5 -26l-5 26h5l4 -19l5 19h5l-4 -26z" fill="${INK}"/>` +
    `<path d="M-9 -25Q-9 -50 1 -52Q10 -50 9 -25Q0 -21 -9 -25Z" fill="${coat}"/><path d="M-6 -52Q0 -66 8 -56Q8 -48 0 -47Z" fill="${coat}"/>` +
    `<circle cx="4.6" cy="-54" r="4" fill="#d9a98a"/><path d="M-15 -47q-4 12 0 20h8v-20z" fill="${bag}"/>${arm}</g>`;
  return withLantern ? person + lantern(scene, x + 18 * scale * direction, y - 10 * scale, scale * 0.42, 60) : person;
}

/** A small sailing boat; `y` is the waterline. */
export function boat(x: number, y: number, scale: number): string {
  return (
    `<g transform="translate(${x} ${y}) scale(${scale})"><path d="M-35 -22h70l-14 22h-44z" fill="#b86652"/>` +
    `<path d="M-3 -22v-84l44 74z" fill="#f7f4ea"/><path d="M-7 -22v-66l-28 58z" fill="${LAMP}"/></g>`
  );
}

/** A camera on its tripod; (`x`, `y`) is the head. */
export function tripod(x: number, y: number): string {
  return (
    `<g transform="translate(${x} ${y})"><path d="M-34 44l28 -74l30 74M-4 -26v70" stroke="${NIGHT_INK}" stroke-width="5" fill="none"/>` +
    `<rect x="-26" y="-50" width="46" height="28" rx="3" fill="${LAMP}"/><circle cx="4" cy="-36" r="9" fill="${INK}"/><circle cx="4" cy="-36" r="4" fill="#a9c6cc"/></g>`
  );
}

/** A wooden post with two bars of paint, red over white as on a GR path; `y` is the ground. */
export function waymark(x: number, y: number, scale: number): string {
  return (
    `<g transform="translate(${x} ${y}) scale(${scale})"><path d="M-9 4V-86L0 -94L9 -86V4Z" fill="#7a5a41"/><path d="M3 4V-91L9 -86V4Z" fill="#5e442f"/>` +
    `<path d="M-9 -70h18v9h-18z" fill="#f7f4ea"/><path d="M-9 -59h18v9h-18z" fill="#b8503f"/></g>`
  );
}

/** A waxed jacket hung by its loop; (`x`, `y`) is the hook. */
export function hungJacket(x: number, y: number, scale: number, cloth = LAMP, fold = '#b98507'): string {
  return (
    `<g transform="translate(${x} ${y}) scale(${scale})"><path d="M0 0v8" stroke="${INK}" stroke-width="3"/><path d="M-20 14q20 -14 40 0l28 22l-12 76h-72l-12 -76z" fill="${cloth}"/>` +
    `<path d="M0 16v96M-34 52l8 58M34 52l-8 58" stroke="${fold}" stroke-width="3" fill="none"/><path d="M-14 12q14 14 28 0l-3 -8q-11 -6 -22 0z" fill="#c98a12"/><path d="M-26 76h17M9 76h17" stroke="${INK}" stroke-width="3"/></g>`
  );
}
