/** An address of this site that a form or a query gave to come back to; `/` when it is anything else. */
export function localAddress(given: unknown): string {
  if (typeof given !== 'string' || !given.startsWith('/') || /^\/[/\\]/.test(given) || /[\u0000-\u001f\\]/.test(given)) return '/';
  return given.length > 2000 ? '/' : given;
}
