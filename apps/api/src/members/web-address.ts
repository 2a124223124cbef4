const SCHEME = /^[a-z][a-z0-9+.-]*:/i;
const HOST_AND_PORT = /^[^/:]+\.[^/:]+:\d/;

/**
 * An address of the web in its normal form; what has no scheme is taken for https. Null for every other scheme, for a
 * name and password in it, and for a host that is none of the public web.
 */
export function webAddress(text: string): string | null {
  const full = SCHEME.test(text) && !HOST_AND_PORT.test(text) ? text : `https://${text}`;
  if (/[\s\p{Cc}\p{Cf}\\]/u.test(full) || !URL.canParse(full)) return null;
  const url = new URL(full);
  const onTheWeb = (url.protocol === 'https:' || url.protocol === 'http:') && url.username === '' && url.password === '' && url.hostname.includes('.');
  return onTheWeb ? url.href : null;
}
