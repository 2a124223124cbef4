import type { Role } from '../access/index.js';
import { accept, refuse, type Result } from '../result/index.js';

/**
 * When an address that a provider gives may be taken for the person's: when the provider says that it verified it, always
 * (a company that gives out its addresses itself), or never.
 */
export const ADDRESS_TRUST = ['claim', 'always', 'never'] as const;
export type AddressTrust = (typeof ADDRESS_TRUST)[number];

/**
 * Whom a provider brings in without an account here: nobody; whoever the door lets in, as if she had signed up; or
 * everybody whom it answers for, as if each had an invitation (a company's own).
 */
export const ADMITS = ['nobody', 'door', 'everybody'] as const;
export type Admits = (typeof ADMITS)[number];

export const MAPPINGS_MAX = 100;
const DOMAINS_MAX = 50;
const LINE_MAX = 60;
const FIELD_MAX = 500;

/** What an administrator types of a provider. */
export interface ProviderDraft {
  readonly name: string;
  readonly labelFr: string;
  readonly labelEn: string;
  readonly issuer: string;
  readonly clientId: string;
  /** Null keeps the one that is there, an empty text means that there is none. */
  readonly clientSecret: string | null;
  readonly scopes: string;
  readonly emailClaim: string;
  readonly nameClaim: string;
  readonly valuesClaim: string;
  readonly addressTrust: AddressTrust;
  readonly linkByAddress: boolean;
  readonly allowedDomains: readonly string[];
  readonly admits: Admits;
  readonly secondFactor: boolean;
  readonly acrValues: string;
  readonly enabled: boolean;
  readonly mappings: readonly MappingDraft[];
}

export interface MappingDraft {
  readonly value: string;
  readonly role: Role | null;
  readonly customRole: string | null;
  readonly group: string | null;
}

/** Checks and tidies it. `local`: the house runs on this machine, and a provider on it may be spoken to without TLS. */
export function parseProvider(draft: ProviderDraft, local: boolean): Result<ProviderDraft> {
  for (const field of ['name', 'labelFr', 'labelEn', 'issuer', 'clientId', 'scopes', 'emailClaim', 'nameClaim', 'valuesClaim', 'acrValues'] as const) {
    if (draft[field].length > FIELD_MAX) return refuse('sso.fieldLong', field, { max: FIELD_MAX });
  }
  const name = line(draft.name);
  if (name.length < 2) return refuse('sso.nameShort', 'name');
  for (const field of ['name', 'labelFr', 'labelEn'] as const) if (line(draft[field]).length > LINE_MAX) return refuse('sso.fieldLong', field, { max: LINE_MAX });
  const issuer = parseIssuer(draft.issuer, local);
  if (!issuer.ok) return issuer;
  const clientId = draft.clientId.trim();
  if (!PRINTABLE.test(clientId)) return refuse('sso.clientId', 'clientId');
  if (draft.clientSecret !== null && draft.clientSecret !== '' && (!PRINTABLE.test(draft.clientSecret) || draft.clientSecret.length > FIELD_MAX)) return refuse('sso.clientSecret', 'clientSecret');
  const scopes = words(draft.scopes);
  if (!scopes.includes('openid')) scopes.unshift('openid');
  if (!scopes.every((scope) => PRINTABLE.test(scope))) return refuse('sso.scopes', 'scopes');
  const emailClaim = draft.emailClaim.trim() || 'email';
  const nameClaim = draft.nameClaim.trim() || 'name';
  const valuesClaim = draft.valuesClaim.trim();
  for (const [field, claim] of Object.entries({ emailClaim, nameClaim, valuesClaim })) if (claim !== '' && !PRINTABLE.test(claim)) return refuse('sso.claim', field);
  const domains = parseDomains(draft.allowedDomains);
  if (!domains.ok) return domains;
  const acrValues = words(draft.acrValues);
  if (!acrValues.every((value) => PRINTABLE.test(value))) return refuse('sso.claim', 'acrValues');
  const mappings = parseMappings(draft.mappings, valuesClaim);
  if (!mappings.ok) return mappings;
  return accept({
    ...draft, name, labelFr: line(draft.labelFr), labelEn: line(draft.labelEn), issuer: issuer.value, clientId, scopes: scopes.join(' '),
    emailClaim, nameClaim, valuesClaim, allowedDomains: domains.value, acrValues: acrValues.join(' '), mappings: mappings.value,
  });
}

/** The address of a provider, as its own document must name it. */
export function parseIssuer(text: string, local: boolean): Result<string> {
  const trimmed = text.trim().replace(/\/\.well-known\/openid-configuration$/, '');
  const parts = trimmed.length > FIELD_MAX ? null : /^(https?):\/\/(\[[\da-fA-F:.]+\]|[^/\s:@?#[\]\\]+)(:\d{1,5})?(\/[^\s?#\\]*)?$/.exec(trimmed);
  if (!parts || !PRINTABLE.test(trimmed)) return refuse('sso.issuer', 'issuer');
  if (parts[1] === 'http' && !(local && LOOPBACK.test(parts[2] ?? ''))) return refuse('sso.issuerPlain', 'issuer');
  return accept(trimmed);
}

function parseDomains(given: readonly string[]): Result<string[]> {
  const domains = [...new Set(given.map((domain) => domain.slice(0, FIELD_MAX).trim().toLowerCase().replace(/^@/, '')).filter((domain) => domain !== ''))];
  if (domains.length > DOMAINS_MAX) return refuse('sso.domainsMany', 'allowedDomains', { max: DOMAINS_MAX });
  if (!domains.every((domain) => domain.length <= 253 && /^[^\s@.,;:/\\]+(\.[^\s@.,;:/\\]+)+$/.test(domain) && PRINTABLE.test(domain))) return refuse('sso.domain', 'allowedDomains');
  return accept(domains);
}

function parseMappings(given: readonly MappingDraft[], valuesClaim: string): Result<MappingDraft[]> {
  if (given.length > MAPPINGS_MAX) return refuse('sso.mappingsMany', 'mappings', { max: MAPPINGS_MAX });
  const mappings: MappingDraft[] = [];
  for (const one of given) {
    if (one.value.length > 200 || /\p{Cc}/u.test(one.value)) return refuse('sso.mappingValue', 'mappings');
    const mapping = { ...one, value: one.value.trim() };
    if ([mapping.role, mapping.customRole, mapping.group].filter((gift) => gift !== null && gift !== '').length !== 1) return refuse('sso.mappingGift', 'mappings');
    if (mapping.value !== '' && valuesClaim === '') return refuse('sso.mappingNoClaim', 'valuesClaim');
    mappings.push(mapping);
  }
  return accept(mappings);
}

const PRINTABLE = /^[\x21-\x7e\u00a1-\ud7ff\ue000-\ufffd]+$/;
const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

const words = (text: string): string[] => [...new Set(text.split(/[\s,]+/).filter((word) => word !== ''))];
const line = (text: string): string => text.normalize('NFC').replace(/[\p{Cc}\p{Cf}\p{Cs}]/gu, '').replace(/\s+/g, ' ').trim();
