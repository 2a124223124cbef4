import type { Finding, LookUpTxt } from './finding.js';

/** RFC 7208 allows this many look-ups; receivers give up beyond. */
const MOST_LOOKUPS = 10;

/** What well-known senders ask their customers to include, by the end of their server's name. */
const INCLUDES: Readonly<Record<string, string>> = {
  'amazonaws.com': 'amazonses.com',
  'brevo.com': 'spf.brevo.com',
  'sendinblue.com': 'spf.brevo.com',
  'gandi.net': '_mailcust.gandi.net',
  'gmail.com': '_spf.google.com',
  'google.com': '_spf.google.com',
  'infomaniak.com': 'spf.infomaniak.ch',
  'mailgun.org': 'mailgun.org',
  'mailjet.com': 'spf.mailjet.com',
  'mlsend.com': '_spf.mlsend.com',
  'office365.com': 'spf.protection.outlook.com',
  'ovh.net': 'mx.ovh.com',
  'postmarkapp.com': 'spf.mtasv.net',
  'sendgrid.net': 'sendgrid.net',
};

/** Judges which servers may send for the domain. */
export async function judgeSpf(domain: string, smtpHost: string | null, txt: LookUpTxt): Promise<Finding> {
  const records = await txt(domain);
  const finding = (verdict: Finding['verdict'], code: string, found: readonly string[], publish: string | null): Finding => ({ about: 'spf', verdict, code, name: domain, found, publish });
  if (records === null) return finding('unknown', 'silent', [], null);
  const found = records.filter(isSpf);
  const [record] = found;
  if (record === undefined) return finding('wrong', 'missing', [], `v=spf1 ${sender(smtpHost)} ~all`);
  if (found.length > 1) return finding('wrong', 'several', found, merged(found));
  const terms = termsOf(record);
  const all = terms.find((term) => /^[+?~-]?all$/i.test(term));
  if (all && /^(\+?all|\?all)$/i.test(all)) return finding('wrong', 'permissive', found, record.replace(/[+?]?\ball\b/i, '~all'));
  if ((await lookups(record, txt, new Set([domain]))) > MOST_LOOKUPS) return finding('wrong', 'lookups', found, null);
  const expected = providerOf(smtpHost);
  if (expected !== null && !record.toLowerCase().includes(`include:${expected}`)) return finding('wrong', 'sender', found, `v=spf1 include:${expected} ${terms.join(' ')}`);
  if (!all && !terms.some((term) => term.toLowerCase().startsWith('redirect='))) return finding('advice', 'open', found, `${record} ~all`);
  return finding('good', 'good', found, null);
}

const isSpf = (record: string): boolean => /^v=spf1(\s|$)/i.test(record);
const termsOf = (record: string): string[] => record.split(/\s+/).slice(1).filter(Boolean);

function providerOf(host: string | null): string | null {
  const name = host?.toLowerCase() ?? '';
  return Object.entries(INCLUDES).find(([end]) => name === end || name.endsWith(`.${end}`))?.[1] ?? null;
}

function sender(host: string | null): string {
  const provider = providerOf(host);
  if (provider !== null) return `include:${provider}`;
  return host !== null && host.includes('.') && !/^[\d.:]+$/.test(host) ? `a:${host} mx` : 'mx';
}

/** One record with the terms of all; a domain may have one only. */
function merged(records: readonly string[]): string {
  const terms = new Set(records.flatMap(termsOf).filter((term) => !/^[+?~-]?all$/i.test(term)));
  return `v=spf1 ${[...terms].join(' ')} ~all`;
}

/** Look-ups that a receiver has to make; stops counting once it is over. */
async function lookups(record: string, txt: LookUpTxt, seen: Set<string>): Promise<number> {
  let count = 0;
  for (const term of termsOf(record)) {
    const [, kind = '', name = ''] = /^[+?~-]?(include|redirect|a|mx|ptr|exists)(?:[:=]([^/\s]+))?(?:\/|$)/i.exec(term) ?? [];
    if (kind === '') continue;
    count++;
    if (count > MOST_LOOKUPS) return count;
    const deeper = /^(include|redirect)$/i.test(kind) ? name.toLowerCase() : '';
    if (deeper === '' || seen.has(deeper)) continue;
    seen.add(deeper);
    const inner = (await txt(deeper))?.find(isSpf);
    if (inner !== undefined) count += await lookups(inner, txt, seen);
    if (count > MOST_LOOKUPS) return count;
  }
  return count;
}
