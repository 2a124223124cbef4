import { Secret, TOTP } from 'otpauth';

const STEP_SECONDS = 30;
/** Steps before and after the present one whose codes are taken: a clock half a minute off. */
const WINDOW = 1;
/** Steps that are looked at to say that a clock is wrong: twenty minutes each way. */
const LOOKED_AT = 40;
const CODE = /^\d{6}$/;

export type CodeCheck =
  | { readonly fits: true; readonly step: number }
  /** `minutes`: by how much the clock that made the code is wrong; null when no clock explains it. */
  | { readonly fits: false; readonly minutes: number | null };

/** A new seed, in base 32: 160 random bits. */
export const newSeed = (): string => new Secret({ size: 20 }).base32;

/** The address that a code app reads, as a picture or by touch. */
export const seedAddress = (seed: string, community: string, account: string): string => totpOf(seed, community, account).toString();

/** Which step a code belongs to (RFC 6238: six digits, SHA-1, thirty seconds). */
export function checkCode(seed: string, code: string, now: Date): CodeCheck {
  const token = code.replace(/[\s\u00a0\u202f]/g, '');
  if (!CODE.test(token)) return { fits: false, minutes: null };
  const totp = totpOf(seed);
  const timestamp = now.getTime();
  const delta = totp.validate({ token, timestamp, window: WINDOW });
  if (delta !== null) return { fits: true, step: Math.floor(timestamp / 1_000 / STEP_SECONDS) + delta };
  const off = totp.validate({ token, timestamp, window: LOOKED_AT });
  return { fits: false, minutes: off === null ? null : Math.max(1, Math.round((Math.abs(off) * STEP_SECONDS) / 60)) };
}

const totpOf = (seed: string, issuer = '', label = ''): TOTP => new TOTP({ issuer, label, secret: Secret.fromBase32(seed), algorithm: 'SHA1', digits: 6, period: STEP_SECONDS });
