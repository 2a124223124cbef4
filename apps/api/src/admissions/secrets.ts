import { createHash, randomBytes, randomInt, timingSafeEqual } from 'node:crypto';

const TOKEN = /^[A-Za-z0-9_-]{43}$/;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** 256 random bits for a link; the house keeps their hash. */
export function newToken(): { readonly token: string; readonly hash: Buffer } {
  const token = randomBytes(32).toString('base64url');
  return { token, hash: hashOf(token) };
}

/** The hash of a link's token; null for what cannot be one. */
export const tokenHash = (token: string): Buffer | null => (TOKEN.test(token) ? hashOf(token) : null);

export const isUuid = (text: string): boolean => UUID.test(text);

/** Six digits to type. */
export const newCodeToType = (): string => String(randomInt(1_000_000)).padStart(6, '0');

/** A code is hashed with what it belongs to: equal codes have different hashes. */
export const codeHash = (challenge: string, code: string): Buffer => createHash('sha256').update(`${challenge} ${code}`).digest();

/** What was typed, without the spaces and dashes that people put into codes. */
export const typedCode = (text: string): string => text.slice(0, 40).replace(/[\s-]/g, '');

export const sameHash = (one: Buffer, other: Buffer): boolean => one.length === other.length && timingSafeEqual(one, other);

/** The hash of a text that somebody agreed to. */
export const textHash = (text: string): Buffer => createHash('sha256').update(text, 'utf8').digest();

const hashOf = (token: string): Buffer => createHash('sha256').update(token).digest();
