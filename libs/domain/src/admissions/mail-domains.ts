import { refuse, type Result } from '../result/index.js';

const DOMAIN = /^(?=.{3,253}$)[\p{L}\p{N}](?:[\p{L}\p{N}-]*[\p{L}\p{N}])?(?:\.[\p{L}\p{N}](?:[\p{L}\p{N}-]*[\p{L}\p{N}])?)+$/u;
/** Domains of one list. */
export const DOMAINS_MAX = 500;

/** Reads a list of domains as somebody types it: by line, comma or space, with or without “@”. */
export function parseDomains(text: string, field: string): Result<string[]> {
  if (text.length > 60_000) return refuse('admission.domainsMany', field, { max: DOMAINS_MAX });
  const domains = [...new Set(text.toLowerCase().split(/[\s,;]+/).map((word) => word.replace(/^@/, '').replace(/\.$/, '')).filter((word) => word !== ''))];
  if (domains.length > DOMAINS_MAX) return refuse('admission.domainsMany', field, { max: DOMAINS_MAX });
  const wrong = domains.find((domain) => !DOMAIN.test(domain));
  if (wrong !== undefined) return refuse('admission.domain', field, { domain: wrong.slice(0, 60) });
  return { ok: true, value: domains.sort() };
}

/** Whether an address may join by its domain; a listed domain speaks for those under it. A refusal goes before a permission. */
export function domainAdmitted(email: string, lists: { readonly allowed: readonly string[]; readonly refused: readonly string[] }): boolean {
  const domain = email.slice(email.lastIndexOf('@') + 1).toLowerCase();
  const within = (list: readonly string[]): boolean => list.some((one) => domain === one || domain.endsWith(`.${one}`));
  return !within(lists.refused) && (lists.allowed.length === 0 || within(lists.allowed));
}
