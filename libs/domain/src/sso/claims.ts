import { parseEmail } from '../accounts/index.js';
import { parseDisplayName } from '../members/index.js';
import type { AddressTrust } from './provider-draft.js';

/** The names under which a provider says what; a dot goes one level down (`realm_access.roles`). */
export interface ClaimNames {
  readonly emailClaim: string;
  readonly nameClaim: string;
  readonly valuesClaim: string;
  readonly addressTrust: AddressTrust;
  /** Values of `acr` that stand for two factors; `amr` naming several is believed as well. */
  readonly acrValues: readonly string[];
}

/** Who a provider says that somebody is. */
export interface WhoTheySay {
  readonly email: string | null;
  /** Whether the address may be taken for hers. */
  readonly emailVerified: boolean;
  readonly name: string | null;
  /** What mappings compare with: groups, roles, departments. */
  readonly values: readonly string[];
  readonly secondFactor: boolean;
  /** When she showed there who she is (`auth_time`, seconds since 1970); null when it is not said. */
  readonly authTime: number | null;
}

const VALUES_MAX = 500;
const VALUE_MAX = 200;
/** Methods of RFC 8176 that stand for two factors, or for one that nobody can copy. */
const STRONG_METHODS = ['mfa', 'hwk', 'otp', 'fido'];

/** Reads what a provider said, whatever its form; what is malformed counts for nothing. */
export function readClaims(claims: Readonly<Record<string, unknown>>, names: ClaimNames): WhoTheySay {
  const said = claimOf(claims, names.emailClaim);
  const email = typeof said === 'string' ? parseEmail(said) : null;
  const known = email?.ok ? email.value : null;
  return {
    email: known,
    // The claim speaks of `email`, and of no other address.
    emailVerified: known !== null && (names.addressTrust === 'always' || (names.addressTrust === 'claim' && names.emailClaim === 'email' && isTrue(claims['email_verified']))),
    name: nameOf(claims, names.nameClaim),
    values: valuesOf(claimOf(claims, names.valuesClaim)),
    secondFactor: strong(claims, names.acrValues),
    authTime: momentOf(claims['auth_time']),
  };
}

/** The claim of that very name, or the one that its dots lead to. */
function claimOf(claims: Readonly<Record<string, unknown>>, name: string): unknown {
  if (name === '') return undefined;
  if (Object.hasOwn(claims, name)) return claims[name];
  let found: unknown = claims;
  for (const part of name.split('.')) {
    if (typeof found !== 'object' || found === null || !Object.hasOwn(found, part)) return undefined;
    found = (found as Record<string, unknown>)[part];
  }
  return found;
}

// Some providers write it as a text.
const isTrue = (value: unknown): boolean => value === true || value === 'true';

function nameOf(claims: Readonly<Record<string, unknown>>, claim: string): string | null {
  const parts = [claims['given_name'], claims['family_name']].filter((part) => typeof part === 'string').join(' ');
  for (const candidate of [claimOf(claims, claim), claims['name'], parts, claims['preferred_username']]) {
    const parsed = typeof candidate === 'string' ? parseDisplayName(candidate.slice(0, 60)) : null;
    if (parsed?.ok) return parsed.value;
  }
  return null;
}

function valuesOf(said: unknown): string[] {
  const all: unknown[] = Array.isArray(said) ? said : typeof said === 'string' ? [said] : [];
  return [...new Set(all.filter((one): one is string => typeof one === 'string' && one !== '' && one.length <= VALUE_MAX))].slice(0, VALUES_MAX);
}

const momentOf = (said: unknown): number | null => (typeof said === 'number' && Number.isFinite(said) && said > 0 && said < 1e11 ? said : null);

function strong(claims: Readonly<Record<string, unknown>>, acrValues: readonly string[]): boolean {
  const { acr, amr } = claims;
  if (typeof acr === 'string' && acrValues.includes(acr)) return true;
  return Array.isArray(amr) && amr.some((method) => STRONG_METHODS.includes(method as string));
}
