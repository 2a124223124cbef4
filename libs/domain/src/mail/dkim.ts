import type { Finding, LookUpTxt } from './finding.js';

/** Judges the published key against the one mails are signed with (base64 of its DER). */
export async function judgeDkim(key: { readonly domain: string; readonly selector: string; readonly publicKey: string } | null, fromDomain: string, txt: LookUpTxt): Promise<Finding> {
  if (!key) return { about: 'dkim', verdict: 'advice', code: 'unsigned', name: `foyer._domainkey.${fromDomain}`, found: [], publish: null };
  const name = `${key.selector}._domainkey.${key.domain}`;
  const publish = `v=DKIM1; k=rsa; p=${key.publicKey}`;
  const finding = (verdict: Finding['verdict'], code: string, found: readonly string[], remedy: string | null = publish): Finding => ({ about: 'dkim', verdict, code, name, found, publish: remedy });
  const records = await txt(name);
  if (records === null) return finding('unknown', 'silent', [], null);
  const found = records.filter((record) => /(^|;)\s*p\s*=/i.test(record));
  const [record] = found;
  if (record === undefined) return finding('wrong', 'missing', records);
  if (found.length > 1) return finding('wrong', 'several', found);
  const published = (/(?:^|;)\s*p\s*=([^;]*)/i.exec(record)?.[1] ?? '').replace(/\s+/g, '');
  if (published === '') return finding('wrong', 'revoked', found);
  if (published !== key.publicKey) return finding('wrong', 'mismatch', found);
  if (!aligned(key.domain, fromDomain)) return finding('wrong', 'aligned', found, null);
  return finding('good', 'good', found, null);
}

/** Whether a signature of one domain vouches for mails of the other, as DMARC's relaxed mode has it. */
function aligned(signing: string, from: string): boolean {
  const [a, b] = [signing.toLowerCase(), from.toLowerCase()];
  return a === b || a.endsWith(`.${b}`) || b.endsWith(`.${a}`);
}
