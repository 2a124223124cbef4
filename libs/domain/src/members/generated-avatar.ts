/** Pairs of ground and mark, each at 4.5:1 or more, so that initials stay legible at 20 px. */
const INKS: readonly (readonly [ground: string, mark: string, tint: string])[] = [
  ['#24506b', '#f6ead6', '#2f6384'],
  ['#f4bc2e', '#15222d', '#e0a71a'],
  ['#2f5142', '#e3ecea', '#3e6a55'],
  ['#b8503f', '#ffffff', '#a4432f'],
  ['#cfe0e2', '#15222d', '#b9d0d3'],
  ['#15222d', '#f4bc2e', '#22323f'],
  ['#e6d9c2', '#3a2a22', '#d8c6a8'],
  ['#5b4a72', '#f1e9f7', '#6d5a86'],
];

/** Flags' geometry: each draws its tint on a 96 × 96 ground. */
const PATTERNS: readonly ((tint: string) => string)[] = [
  (t) => `<path d="M0 96L96 0V96Z" fill="${t}"/>`,
  (t) => `<path d="M0 64h96v32H0z" fill="${t}"/>`,
  (t) => `<path d="M0 0h48v48H0zM48 48h48v48H48z" fill="${t}"/>`,
  (t) => `<circle cx="48" cy="48" r="40" fill="${t}"/>`,
  (t) => `<path d="M48 2L94 48L48 94L2 48Z" fill="${t}"/>`,
  (t) => `<path d="M0 70q12 -12 24 0t24 0t24 0t24 0V96H0z" fill="${t}"/>`,
];

/**
 * A member's picture when she has none: two initials on a maritime flag, chosen by her handle (FNV-1a hash), so that
 * it is the same everywhere and for ever. A complete SVG document of 96 × 96, without script or reference.
 */
export function generatedAvatar(handle: string, displayName: string): string {
  const hash = fnv1a(handle.toLowerCase());
  const [ground, mark, tint] = INKS[hash % INKS.length] ?? ['#24506b', '#f6ead6', '#2f6384'];
  const pattern = PATTERNS[Math.floor(hash / INKS.length) % PATTERNS.length]?.(tint) ?? '';
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 96 96" width="96" height="96"><rect width="96" height="96" fill="${ground}"/>${pattern}` +
    `<text x="48" y="49" fill="${mark}" font-family="Schibsted Grotesk,system-ui,sans-serif" font-size="38" font-weight="700" text-anchor="middle" dominant-baseline="central">${initials(displayName)}</text></svg>`
  );
}

/** First letters of the first and last words, upper case; letters and digits only, so nothing needs escaping. */
function initials(name: string): string {
  const words = name.split(/[^\p{L}\p{N}]+/u).filter(Boolean);
  const first = [...(words[0] ?? '?')][0] ?? '?';
  const last = words.length > 1 ? ([...(words.at(-1) ?? '')][0] ?? '') : '';
  return (first + last).toUpperCase();
}

function fnv1a(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) {
    hash ^= text.charCodeAt(i);
    hash = Math.imul(hash, 0x01000193) >>> 0;
  }
  return hash;
}
