/** Where a form or a query may lead back to is on this site: the host stands for it. */
const HERE = 'http://here';
const LONGEST = 2000;

/**
 * An address of this site that a form or a query gave to come back to; `/` when it is anything else. Written as a
 * header takes it: letters beyond ASCII are encoded.
 */
export function localAddress(given: unknown): string {
  if (typeof given !== 'string' || given.length > LONGEST || !given.startsWith('/') || /[\u0000-\u001f\\]/.test(given)) return '/';
  const address = URL.canParse(given, HERE) ? new URL(given, HERE) : null;
  // `//host` leads elsewhere, and so does what becomes it once its dots are resolved.
  if (address?.origin !== HERE || address.pathname.startsWith('//')) return '/';
  return address.pathname + address.search + address.hash;
}
