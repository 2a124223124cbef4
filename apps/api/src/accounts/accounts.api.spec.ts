import { randomBytes } from 'node:crypto';
import { PASSWORD, startApp, VISITOR, type Client, type TestApp } from '../../test/harness.js';

const SIGN_IN = `mutation SignIn($email: String!, $password: String!) {
  signIn(email: $email, password: $password) { __typename ... on SignedIn { viewer { handle } } ... on Refused { code field message } } }`;
const VIEWER = 'query Viewer { viewer { handle displayName role } }';

const mail = (): string => `p${randomBytes(5).toString('hex')}@example.org`;

describe('accounts', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startApp();
  });
  afterAll(() => app.close());

  it('keeps only the hash of the session', async () => {
    const { cookie } = await app.signUp('Paol');
    const token = cookie?.split('=')[1] ?? '';
    const { rows } = await app.owner.query<{ dump: string }>(`SELECT string_agg(s::text, ' ') AS dump FROM sessions s`);
    expect(token).toHaveLength(43);
    expect(rows[0]?.dump).not.toContain(token);
  });

  it('answers an unknown address and a wrong password with the same words', async () => {
    const { email } = await app.signUp('Soizic');
    const [wrong, unknown] = [await app.gql(SIGN_IN, { email, password: 'pas le bon mot' }), await app.gql(SIGN_IN, { email: mail(), password: 'pas le bon mot' })];
    expect(wrong.text).toEqual(unknown.text);
    expect(wrong.data).toMatchObject({ signIn: { __typename: 'Refused', code: 'session.refused' } });
  });

  it('changes the session at sign-in and ends it at sign-out', async () => {
    const { email, ...first } = await app.signUp('Erwan');
    const again = await app.gql(SIGN_IN, { email, password: PASSWORD }, first);
    const second: Client = { ...VISITOR, cookie: again.headers.getSetCookie()[0]?.split(';')[0] ?? '' };
    expect(second.cookie).not.toEqual(first.cookie);
    expect((await app.gql<{ viewer: unknown }>(VIEWER, {}, first)).data.viewer).toBeNull();
    expect((await app.gql<{ viewer: unknown }>(VIEWER, {}, second)).data.viewer).not.toBeNull();
    await app.gql('mutation SignOut { signOut { ok } }', {}, second);
    expect((await app.gql<{ viewer: unknown }>(VIEWER, {}, second)).data.viewer).toBeNull();
  });

  it.each(['', 'x', 'a'.repeat(43), '%00', '../../etc', 'a'.repeat(5000)])('takes a tampered cookie (%#) for a visitor', async (token) => {
    const answer = await app.gql<{ viewer: unknown }>(VIEWER, {}, { ...VISITOR, cookie: `foyer_session=${token}` });
    expect(answer).toMatchObject({ status: 200, data: { viewer: null } });
  });

  it('hands an imported account over once, by its link', async () => {
    const admin = await app.member('Goulwen Admin', 'admin');
    await app.owner.query(`INSERT INTO members (id, handle, display_name, state) VALUES (gen_random_uuid(), 'oldsalt', 'Old Salt', 'unclaimed')`);
    const made = await app.gql<{ createClaimLink: { url: string } }>('mutation { createClaimLink(handle: "oldsalt") { ... on ClaimLink { url } ... on Refused { code } } }', {}, admin);
    const token = made.data.createClaimLink.url.split('/').at(-1) ?? '';
    const claim = `mutation Claim($token: String!, $email: String!, $password: String!) { claimAccount(input: { token: $token, email: $email, password: $password, country: "FR", oldEnough: true }) { __typename ... on SignedIn { viewer { handle } } ... on Refused { code } } }`;
    const answers = await Promise.all([1, 2].map(() => app.gql<{ claimAccount: { __typename: string } }>(claim, { token, email: mail(), password: PASSWORD })));
    expect(answers.map((answer) => answer.data.claimAccount.__typename).sort()).toEqual(['Refused', 'SignedIn']);
    // The link came from an administrator's hand: it says nothing about the address that was typed.
    const { rows } = await app.owner.query(`SELECT a.email_confirmed_at FROM member_accounts a JOIN members m ON m.id = a.member_id WHERE m.handle = 'oldsalt'`);
    expect(rows).toEqual([{ email_confirmed_at: null }]);
    const wrong = await app.gql(claim, { token: randomBytes(32).toString('base64url'), email: mail(), password: PASSWORD });
    expect(wrong.data).toMatchObject({ claimAccount: { __typename: 'Refused', code: 'claim.invalid' } });
  });

  it('writes sign-ins and claim links into the audit log, without the address or the token', async () => {
    const { rows } = await app.owner.query<{ action: string }>('SELECT DISTINCT action FROM audit_entries ORDER BY 1');
    expect(rows.map((row) => row.action)).toEqual(expect.arrayContaining(['member.claimLinkCreated', 'session.closed', 'session.opened']));
    const dump = await app.owner.query<{ text: string }>(`SELECT string_agg(detail::text, ' ') AS text FROM audit_entries`);
    expect(dump.rows[0]?.text).not.toContain('@');
  });

  it('limits tries on one account from one address, and says how long to wait', async () => {
    const limited = await startApp({ FOYER_LIMITS: 'on' });
    try {
      const tries = [];
      for (let n = 0; n < 11; n++) tries.push(await limited.gql(SIGN_IN, { email: 'someone@example.org', password: `try number ${n}` }));
      const last = tries.at(-1);
      expect(tries.slice(0, 10).every((answer) => answer.errors.length === 0)).toBe(true);
      expect(last?.errors[0]?.extensions).toMatchObject({ code: 'RATE_LIMITED', retryAfter: expect.any(Number) });
    } finally {
      await limited.close();
    }
  });
});
