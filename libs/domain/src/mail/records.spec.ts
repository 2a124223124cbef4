import { judgeDkim, judgeDmarc, judgeSpf, type LookUpTxt } from './index.js';

const zone = (records: Readonly<Record<string, readonly string[]>>): LookUpTxt => (name) => Promise.resolve(records[name] ?? []);
const silent: LookUpTxt = () => Promise.resolve(null);

describe('SPF', () => {
  const judge = (records: readonly string[], host: string | null = 'smtp.example.org') => judgeSpf('example.org', host, zone({ 'example.org': records }));

  it.each([
    [['v=spf1 mx -all'], 'good', 'good', null],
    [['google-site-verification=x', 'v=spf1 mx ~all'], 'good', 'good', null],
    [['google-site-verification=x'], 'wrong', 'missing', 'v=spf1 a:smtp.example.org mx ~all'],
    [['v=spf10 mx -all'], 'wrong', 'missing', 'v=spf1 a:smtp.example.org mx ~all'],
    [['v=spf1 mx -all', 'v=spf1 include:a.example -all'], 'wrong', 'several', 'v=spf1 mx include:a.example ~all'],
    [['v=spf1 mx +all'], 'wrong', 'permissive', 'v=spf1 mx ~all'],
    [['v=spf1 mx ?all'], 'wrong', 'permissive', 'v=spf1 mx ~all'],
    [['v=spf1 mx'], 'advice', 'open', 'v=spf1 mx ~all'],
    [['v=spf1 redirect=other.example'], 'good', 'good', null],
  ])('%j is %s: %s', async (records, verdict, code, publish) => {
    expect(await judge(records)).toMatchObject({ verdict, code, publish, name: 'example.org' });
  });

  it('asks for what the sender’s provider needs', async () => {
    expect(await judge([], 'in-v3.mailjet.com')).toMatchObject({ code: 'missing', publish: 'v=spf1 include:spf.mailjet.com ~all' });
    expect(await judge(['v=spf1 mx -all'], 'in-v3.mailjet.com')).toMatchObject({ code: 'sender', publish: 'v=spf1 include:spf.mailjet.com mx -all' });
    expect(await judge(['v=spf1 include:spf.mailjet.com -all'], 'in-v3.mailjet.com')).toMatchObject({ verdict: 'good' });
    expect(await judge(['v=spf1 mx -all'], 'notmailjet.com')).toMatchObject({ verdict: 'good' });
  });

  it('counts look-ups through what is included, and is not caught in a circle', async () => {
    const many = Array.from({ length: 6 }, (_, i) => `include:${i}.example`).join(' ');
    const records = { 'example.org': [`v=spf1 ${many} -all`], ...Object.fromEntries(Array.from({ length: 6 }, (_, i) => [`${i}.example`, ['v=spf1 a mx -all']])) };
    expect(await judgeSpf('example.org', null, zone(records))).toMatchObject({ code: 'lookups' });
    expect(await judgeSpf('example.org', null, zone({ 'example.org': ['v=spf1 include:b.example -all'], 'b.example': ['v=spf1 include:example.org -all'] }))).toMatchObject({ verdict: 'good' });
  });

  it('says so when nobody answers', async () => {
    expect(await judgeSpf('example.org', null, silent)).toMatchObject({ verdict: 'unknown', code: 'silent' });
  });
});

describe('DKIM', () => {
  const key = { domain: 'example.org', selector: 'foyer', publicKey: 'MIIBkey' };
  const judge = (records: readonly string[], from = 'example.org') => judgeDkim(key, from, zone({ 'foyer._domainkey.example.org': records }));

  it.each([
    [['v=DKIM1; k=rsa; p=MIIBkey'], 'good', 'good'],
    [['v=DKIM1; k=rsa; p=MIIB key'], 'good', 'good'],
    [['p=MIIBkey'], 'good', 'good'],
    [[], 'wrong', 'missing'],
    [['v=DKIM1; p='], 'wrong', 'revoked'],
    [['v=DKIM1; p=other'], 'wrong', 'mismatch'],
    [['v=DKIM1; p=MIIBkey', 'v=DKIM1; p=other'], 'wrong', 'several'],
  ])('%j is %s: %s', async (records, verdict, code) => {
    expect(await judge(records)).toMatchObject({ verdict, code, publish: verdict === 'good' ? null : 'v=DKIM1; k=rsa; p=MIIBkey' });
  });

  it('has to vouch for the domain mails come from', async () => {
    expect(await judge(['p=MIIBkey'], 'mail.example.org')).toMatchObject({ verdict: 'good' });
    expect(await judge(['p=MIIBkey'], 'elsewhere.org')).toMatchObject({ verdict: 'wrong', code: 'aligned' });
    expect(await judge(['p=MIIBkey'], 'notexample.org')).toMatchObject({ code: 'aligned' });
  });

  it('is advised when nothing signs', async () => {
    expect(await judgeDkim(null, 'example.org', silent)).toMatchObject({ verdict: 'advice', code: 'unsigned' });
  });
});

describe('DMARC', () => {
  const judge = (records: Readonly<Record<string, readonly string[]>>, domain = 'example.org') => judgeDmarc(domain, 'bonjour@example.org', zone(records));

  it.each([
    [['v=DMARC1; p=reject'], 'good', 'good', null],
    [['v=DMARC1; p=none; rua=mailto:x@example.org'], 'advice', 'watching', 'v=DMARC1; p=quarantine; rua=mailto:x@example.org'],
    [['v=DMARC1; p=none; sp=reject'], 'advice', 'watching', 'v=DMARC1; p=quarantine; sp=reject'],
    [['v=DMARC1; sp=reject'], 'wrong', 'malformed', 'v=DMARC1; p=none'],
    [['v=DMARC1; p=reject', 'v=DMARC1; p=none'], 'wrong', 'several', 'v=DMARC1; p=reject'],
    [[], 'wrong', 'missing', 'v=DMARC1; p=none; rua=mailto:bonjour@example.org'],
  ])('%j is %s: %s', async (records, verdict, code, publish) => {
    expect(await judge({ '_dmarc.example.org': records })).toMatchObject({ verdict, code, publish });
  });

  it('is taken from the domain above when there is none', async () => {
    expect(await judge({ '_dmarc.example.org': ['v=DMARC1; p=reject'] }, 'news.example.org')).toMatchObject({ verdict: 'good', name: '_dmarc.example.org' });
    expect(await judgeDmarc('example.org', 'a@example.org', silent)).toMatchObject({ verdict: 'unknown' });
  });
});
