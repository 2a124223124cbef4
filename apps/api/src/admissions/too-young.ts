import { createHmac, timingSafeEqual } from 'node:crypto';
import { readCookie } from '../platform/auth/session-cookie.js';
import type { HeaderSink } from '../platform/http/request-context.js';

/** For how long the same browser is not asked again, in days. */
const DAYS = 30;
const NAME = 'foyer_later';

/**
 * Somebody said that she is too young: nothing of her is kept. Her browser keeps a signed day until which another answer
 * is not taken; the day says nothing about her, and it is the same for everybody who was refused that day.
 */
export function rememberTooYoung(reply: HeaderSink, secret: Buffer, now: Date, secure: boolean): void {
  const until = new Date(now.getTime() + DAYS * 86_400_000).toISOString().slice(0, 10);
  reply.header('set-cookie', `${NAME}=${until}.${signed(until, secret)}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${DAYS * 86_400}${secure ? '; Secure' : ''}`);
}

/** Whether this browser was refused for age not long ago. What somebody made up counts for nothing. */
export function wasTooYoung(cookies: string | null, secret: Buffer, now: Date): boolean {
  const [until = '', signature = ''] = (readCookie(cookies ?? undefined, NAME) ?? '').split('.');
  if (!/^\d{4}-\d{2}-\d{2}$/.test(until)) return false;
  const [given, expected] = [Buffer.from(signature), Buffer.from(signed(until, secret))];
  return given.length === expected.length && timingSafeEqual(given, expected) && until > now.toISOString().slice(0, 10);
}

const signed = (until: string, secret: Buffer): string => createHmac('sha256', secret).update(`later ${until}`).digest('base64url');
