import { parse as parseCookie } from 'cookie';
import type { HeaderSink } from '../http/request-context.js';

/** How long a session may live however much it is used, in days. The cookie goes then; the server ends idle ones earlier. */
export const LONGEST_DAYS = 90;
const MAX_AGE_SECONDS = LONGEST_DAYS * 24 * 3600;

/** The cookie's name: `__Host-` binds it to this host over https, a plain name serves http://localhost. */
export const cookieName = (publicUrl: string): string => (publicUrl.startsWith('https:') ? '__Host-foyer_session' : 'foyer_session');

export function setSessionCookie(reply: HeaderSink, publicUrl: string, token: string): void {
  reply.header('set-cookie', `${cookieName(publicUrl)}=${token}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${MAX_AGE_SECONDS}${secure(publicUrl)}`);
}

export function clearSessionCookie(reply: HeaderSink, publicUrl: string): void {
  reply.header('set-cookie', `${cookieName(publicUrl)}=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0${secure(publicUrl)}`);
}

/** Sets a cookie of ours that no script can read; `__Host-` binds it to this host over https. */
export function setOwnCookie(reply: HeaderSink, publicUrl: string, name: string, value: string, maxAgeSeconds: number): void {
  reply.header('set-cookie', `${ownCookieName(publicUrl, name)}=${value}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${maxAgeSeconds}${secure(publicUrl)}`);
}

/** The name of such a cookie on this address. */
export const ownCookieName = (publicUrl: string, name: string): string => (publicUrl.startsWith('https:') ? `__Host-${name}` : name);

/** One cookie's value from a Cookie header, or null. */
export const readCookie = (header: string | undefined, name: string): string | null => (header ? (parseCookie(header)[name] ?? null) : null);

const secure = (publicUrl: string): string => (publicUrl.startsWith('https:') ? '; Secure' : '');
