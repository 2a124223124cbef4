import { openApp, startApp, VISITOR, type Client, type TestApp } from '../../test/harness.js';
import { post, postNews, reaches, registerTrials, rowOf, settled } from '../../test/mail-house.js';
import { CERTIFICATE, headersOf, silentPort, smtpPeer, type SmtpPeer } from '../../test/smtp-peer.js';
import { StopLinks } from '../platform/mail/index.js';
import { NAMES, type Names } from './names.js';

const LIST = `query ($state: MailState, $search: String, $after: String, $first: Int) {
  mails(state: $state, search: $search, after: $after, first: $first) { items { id state toAddress subject lastError } next counts { state count } templates } }`;
const DETAIL = `query ($id: String!) { mail(mailId: $id) { from readable proofDue opensSomething retriable mail { subject toName } } }`;
const OPEN = `mutation ($id: String!) { openMail(mailId: $id) { ... on MailContent { html text } ... on Refused { code } } }`;
const RETRY = `mutation ($id: String!) { retryMail(mailId: $id) { ... on Done { ok } ... on Refused { code } } }`;
const HOLD = `mutation ($state: GateState!, $reason: String!) { holdSending(state: $state, reason: $reason) {
  ... on GateChanged { gate { state reason changedBy heldCount } } ... on Refused { code field } } }`;

interface Page { mails: { items: { id: string; state: string; toAddress: string; subject: string }[]; next: string | null; counts: { state: string; count: number }[]; templates: string[] } }

const audited = async (app: TestApp, action: string): Promise<number> => Number((await app.owner.query<{ n: string }>('SELECT count(*) AS n FROM audit_entries WHERE action = $1', [action])).rows[0]?.n);

describe('the console’s mails', () => {
  let app: TestApp;
  let admin: Client;
  beforeAll(async () => {
    registerTrials();
    app = await startApp();
    admin = await app.member('Admin', 'admin');
  });
  beforeEach(() => settled(app));
  afterAll(() => app.close());

  it('are listed, filtered and searched, by an administrator alone', async () => {
    const link = await post(app);
    const news = await postNews(app, 'Bonjour');
    await reaches(app, link, 'kept');
    await reaches(app, news, 'kept');
    const all = await app.gql<Page>(LIST, { first: 1 }, admin);
    expect(all.data.mails.items.map(({ id }) => id)).toEqual([news]);
    const rest = await app.gql<Page>(LIST, { first: 1, after: all.data.mails.next }, admin);
    expect(rest.data.mails.items.map(({ id }) => id)).toEqual([link]);
    expect(all.data.mails.counts).toEqual([{ state: 'kept', count: 4 }]);
    expect(all.data.mails.templates).toEqual(['admissions.confirm', 'try.link', 'try.news', 'welcome.letter']);
    const found = await app.gql<Page>(LIST, { search: 'MAELLE@' }, admin);
    expect(found.data.mails.items.map(({ toAddress }) => toAddress)).toEqual(['maelle@example.org']);
    expect((await app.gql<Page>(LIST, { search: '%' }, admin)).data.mails.items).toEqual([]);
    expect((await app.gql<Page>(LIST, { state: 'sent' }, admin)).data.mails.items).toEqual([]);
    for (const role of ['cm', 'moderator', 'member'] as const) expect((await app.gql(LIST, {}, await app.member(`No ${role}`, role))).errors[0]?.extensions['code']).toBe('FORBIDDEN');
  });

  it('are read whole; reading one that opens something is recorded', async () => {
    const link = await reachesKept(() => post(app));
    const news = await reachesKept(() => postNews(app, 'Rien à cacher'));
    expect((await app.gql(DETAIL, { id: link }, admin)).data).toMatchObject({ mail: { from: 'Foyer', readable: true, opensSomething: true, retriable: false } });
    expect(await audited(app, 'mail.opened')).toBe(0);
    expect((await app.gql<{ openMail: { text: string } }>(OPEN, { id: news }, admin)).data.openMail.text).toContain('Rien à cacher');
    expect(await audited(app, 'mail.opened')).toBe(0);
    expect((await app.gql<{ openMail: { text: string } }>(OPEN, { id: link }, admin)).data.openMail.text).toContain('s3cr3t');
    expect(await audited(app, 'mail.opened')).toBe(1);
    const { rows } = await app.owner.query(`SELECT detail::text FROM audit_entries WHERE action = 'mail.opened'`);
    expect(JSON.stringify(rows)).not.toMatch(/s3cr3t|maelle@/);
  });

  it('are read after a proof of a moment ago alone: they hold what one person was meant to read', async () => {
    const [news, link] = [await reachesKept(() => postNews(app, 'Rien que pour elle')), await reachesKept(() => post(app))];
    const stale = await app.member('Partie déjeuner', 'admin');
    await app.owner.query(`UPDATE sessions SET proved_at = now() - interval '11 minutes' WHERE member_id = $1`, [stale.memberId]);
    const before = await audited(app, 'mail.opened');
    for (const id of [news, link]) {
      const refused = await app.gql(OPEN, { id }, stale);
      expect([refused.errors[0]?.extensions['code'], refused.text.includes('Rien que pour elle')]).toEqual(['STEP_UP_REQUIRED', false]);
      expect((await app.gql(DETAIL, { id }, stale)).data).toMatchObject({ mail: { proofDue: true } });
      expect((await app.gql(DETAIL, { id }, admin)).data).toMatchObject({ mail: { proofDue: false } });
    }
    expect(await audited(app, 'mail.opened')).toBe(before);
    // What she sees without opening them: the list.
    expect((await app.gql<Page>(LIST, { first: 1 }, stale)).data.mails.items).toHaveLength(1);
  });

  it('that are not there, or were emptied, say so', async () => {
    const link = await reachesKept(() => post(app));
    await app.owner.query('UPDATE mails SET data = NULL WHERE id = $1', [link]);
    expect((await app.gql(OPEN, { id: link }, admin)).data).toEqual({ openMail: { code: 'mail.emptied' } });
    expect((await app.gql(OPEN, { id: '019fffff-ffff-7fff-8fff-ffffffffffff' }, admin)).data).toEqual({ openMail: { code: 'mail.unknown' } });
    expect((await app.gql(DETAIL, { id: 'nonsense' }, admin)).data).toEqual({ mail: null });
    expect((await app.gql(OPEN, { id: 'nonsense' }, admin)).data).toEqual({ openMail: { code: 'mail.unknown' } });
    expect((await app.gql(RETRY, { id: link }, admin)).data).toEqual({ retryMail: { code: 'mail.noServer' } });
  });

  it('include one to oneself, to try', async () => {
    const answer = await app.gql<{ sendTestMail: { mailId: string } }>('mutation { sendTestMail { ... on TestMailQueued { mailId } } }', {}, admin);
    await reaches(app, answer.data.sendTestMail.mailId, 'kept');
    expect((await app.mails()).at(-1)).toMatchObject({ template: 'mail.test', to: expect.stringMatching(/^admin\./), subject: 'Essai\u00a0: les mails de Foyer arrivent' });
  });

  async function reachesKept(queue: () => Promise<string>): Promise<string> {
    const id = await queue();
    await reaches(app, id, 'kept');
    return id;
  }
});

describe('the send gate', () => {
  let app: TestApp;
  let second: TestApp;
  let peer: SmtpPeer;
  let cm: Client;
  let admin: Client;
  beforeAll(async () => {
    registerTrials();
    peer = await smtpPeer();
    const through = { SMTP_URL: `smtp://localhost:${peer.port}`, SMTP_CA_FILE: CERTIFICATE, MAIL_FROM: 'bonjour@example.org' };
    app = await startApp({ ...through, FOYER_ROLE: 'web' });
    second = await openApp(app.settings.databaseUrl ?? '', { ...through, FOYER_ROLE: 'worker' });
    cm = await app.member('Anaïs', 'cm');
    admin = await app.member('Admin', 'admin');
  });
  // Whoever signs up gets a code and a letter of welcome: what a test looks at begins after that.
  beforeEach(async () => {
    await settled(app);
    peer.received.length = 0;
  });
  afterAll(async () => {
    await Promise.all([app.close(), second.close()]);
    await peer.close();
  });

  it('holds for all processes what is asked to be held, and lets it leave in order', async () => {
    expect((await app.gql(HOLD, { state: 'closed', reason: ' ' }, cm)).data).toEqual({ holdSending: { code: 'sending.reason', field: 'reason' } });
    expect((await app.gql(HOLD, { state: 'closed', reason: 'Une crise' }, cm)).data).toEqual({ holdSending: { gate: { state: 'closed', reason: 'Une crise', changedBy: 'Anaïs', heldCount: 0 } } });
    const ids: string[] = [];
    for (let i = 0; i < 6; i++) ids.push(i % 2 ? await post(app) : await postNews(app, `Nouvelle ${i}`));
    for (const id of ids) expect(await reaches(app, id, 'held')).toMatchObject({ attempts: 0 });
    expect(peer.received).toEqual([]);

    await app.gql(HOLD, { state: 'essential_only', reason: 'Une crise' }, cm);
    for (const id of ids.filter((_, i) => i % 2)) await reaches(app, id, 'sent');
    expect(peer.received).toHaveLength(3);
    expect(await rowOf(app, ids[0] ?? '')).toMatchObject({ state: 'held' });

    expect((await app.gql(HOLD, { state: 'open', reason: '' }, cm)).data).toMatchObject({ holdSending: { gate: { state: 'open', reason: '' } } });
    for (const id of ids) await reaches(app, id, 'sent');
    const order = peer.received.map((mail) => headersOf(mail.raw).get('message-id'));
    expect(order).toEqual([1, 3, 5, 0, 2, 4].map((i) => `<${ids[i]}@example.org>`));
    expect(await audited(app, 'sending.held')).toBe(2);
    expect(await audited(app, 'sending.opened')).toBe(1);
  });

  it('is moved by those who may, and seen by the team', async () => {
    for (const role of ['moderator', 'analyst', 'member'] as const) {
      const who = await app.member(`Not ${role}`, role);
      expect((await app.gql(HOLD, { state: 'closed', reason: 'parce que' }, who)).errors[0]?.extensions['code']).toBe('FORBIDDEN');
      const seen = await app.gql('{ sendingGate { state } }', {}, who);
      expect(seen.errors[0]?.extensions['code'] ?? 'seen').toBe(role === 'member' ? 'FORBIDDEN' : 'seen');
    }
  });

  it('is not asked twice: a bounced mail is tried again when an administrator says so', async () => {
    peer.moods.push({ at: 'rcpt', status: 550, says: '5.2.2 Mailbox full' });
    const id = await post(app);
    await reaches(app, id, 'bounced');
    expect((await app.gql(RETRY, { id }, admin)).data).toEqual({ retryMail: { ok: true } });
    await reaches(app, id, 'sent');
    expect((await app.gql(RETRY, { id }, admin)).data).toEqual({ retryMail: { code: 'mail.emptied' } });
  });

  it('lets nobody be written to who asked for nothing, except for what is essential', async () => {
    const first = await postNews(app, 'Première', 'Loan@example.org');
    await reaches(app, first, 'sent');
    const headers = headersOf(peer.received.at(-1)?.raw ?? '');
    expect(headers.get('list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click');
    const path = new URL((headers.get('list-unsubscribe') ?? '').slice(1, -1)).pathname;
    const pressed = await fetch(`${app.url}${path}`, { method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: 'List-Unsubscribe=One-Click' });
    expect(pressed.status).toBe(200);
    const news = await postNews(app, 'Deuxième', 'loan@example.org');
    expect(await reaches(app, news, 'unwanted')).toMatchObject({ data: null });
    const link = await post(app, { to: { address: 'loan@example.org', name: null } });
    await reaches(app, link, 'sent');
    expect(headersOf(peer.received.at(-1)?.raw ?? '').has('list-unsubscribe')).toBe(false);

    const token = await app.server.app.get(StopLinks).tokenFor('loan@example.org');
    const STOP = `mutation ($token: String!, $stop: Boolean!) { stopMails(token: $token, stop: $stop) { ... on Done { ok } ... on Refused { code } } }`;
    expect((await app.gql(STOP, { token, stop: false }, VISITOR)).data).toEqual({ stopMails: { ok: true } });
    await reaches(app, await postNews(app, 'Troisième', 'loan@example.org'), 'sent');
    const touched = `${token.slice(0, -2)}${token.endsWith('AA') ? 'BB' : 'AA'}`;
    for (const wrong of [touched, '', 'x', 'é'.repeat(100)]) expect((await app.gql(STOP, { token: wrong, stop: true }, VISITOR)).data).toEqual({ stopMails: { code: 'mail.stopInvalid' } });
    expect((await fetch(`${app.url}/mail/one-click/${touched}`, { method: 'POST' })).status).toBe(404);
  });
});

describe('the checker', () => {
  it('asks the name system about the domain mails come from', async () => {
    const app = await startApp({ SMTP_URL: `smtp://smtp.example.org:${await silentPort()}`, MAIL_FROM: 'bonjour@example.org' });
    try {
      const admin = await app.member('Admin', 'admin');
      const asked: string[] = [];
      const zone: Names = {
        txt: (name) => {
          asked.push(name);
          return Promise.resolve(name === 'example.org' ? ['v=spf1 mx -all'] : []);
        },
        mx: () => Promise.resolve(null),
      };
      Object.assign(app.server.app.get<object>(NAMES, { strict: false }), zone);
      const answer = await app.gql<{ mailCheck: object[] }>('{ mailCheck { about verdict code name publish } }', {}, admin);
      expect(answer.data.mailCheck).toEqual([
        { about: 'spf', verdict: 'good', code: 'good', name: 'example.org', publish: null },
        { about: 'dkim', verdict: 'advice', code: 'unsigned', name: 'foyer._domainkey.example.org', publish: null },
        { about: 'dmarc', verdict: 'wrong', code: 'missing', name: '_dmarc.example.org', publish: 'v=DMARC1; p=none; rua=mailto:bonjour@example.org' },
        { about: 'mx', verdict: 'unknown', code: 'silent', name: 'example.org', publish: null },
      ]);
      expect(asked.toSorted()).toEqual(['_dmarc.example.org', 'example.org']);
    } finally {
      await app.close();
    }
  });
});
