import type { Finding, LookUpTxt } from './finding.js';

/** Judges what receivers are told to do with mails that claim to come from the domain. */
export async function judgeDmarc(domain: string, reportTo: string, txt: LookUpTxt): Promise<Finding> {
  const labels = domain.split('.');
  // Its own record counts, then those of the domains above it.
  for (let from = 0; from <= labels.length - 2; from++) {
    const name = `_dmarc.${labels.slice(from).join('.')}`;
    const records = await txt(name);
    if (records === null) return { about: 'dmarc', verdict: 'unknown', code: 'silent', name, found: [], publish: null };
    const found = records.filter((record) => /^v=DMARC1\s*(;|$)/i.test(record));
    if (found.length > 0) return judged(name, found);
  }
  return { about: 'dmarc', verdict: 'wrong', code: 'missing', name: `_dmarc.${domain}`, found: [], publish: `v=DMARC1; p=none; rua=mailto:${reportTo}` };
}

function judged(name: string, found: readonly string[]): Finding {
  const finding = (verdict: Finding['verdict'], code: string, publish: string | null): Finding => ({ about: 'dmarc', verdict, code, name, found, publish });
  const record = found[0] ?? '';
  if (found.length > 1) return finding('wrong', 'several', record);
  const policy = /;\s*p\s*=\s*(\w+)/i.exec(record)?.[1]?.toLowerCase();
  if (policy === 'quarantine' || policy === 'reject') return finding('good', 'good', null);
  if (policy === 'none') return finding('advice', 'watching', record.replace(/(;\s*p\s*=\s*)none/i, '$1quarantine'));
  return finding('wrong', 'malformed', 'v=DMARC1; p=none');
}
