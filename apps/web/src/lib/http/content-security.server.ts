import { createHash } from 'node:crypto';

/** What a page may load: its own files alone. The framework's page announcer carries one style attribute. */
const POLICY = [
  "default-src 'self'",
  "style-src 'self'",
  "style-src-attr 'unsafe-hashes' 'sha256-S8qMpvofolR8Mpjy4kQvEm7m1q8clzU4dfDH0AmvZjo='",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

const OPENS = '<script>';
const CLOSES = '</script>';

/**
 * The content security policy of a page: our files, and the framework's one inline script by its SHA-256, so that a
 * kept page carries nothing of a person. That script is the last of the document: anything that got in before it is
 * not hashed and does not run. (The framework's own hashing sends each page through a thread; this is as safe and
 * costs a twentieth.)
 */
export function contentSecurityPolicy(html: string): string {
  const start = html.lastIndexOf(OPENS);
  const end = start < 0 ? -1 : html.indexOf(CLOSES, start);
  if (end < 0) return `${POLICY}; script-src 'self'`;
  const hash = createHash('sha256').update(html.slice(start + OPENS.length, end)).digest('base64');
  return `${POLICY}; script-src 'self' 'sha256-${hash}'`;
}
