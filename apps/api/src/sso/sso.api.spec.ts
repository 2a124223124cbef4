import { jest } from '@jest/globals';
import { startApp, VISITOR, type Answer, type Client, type TestApp } from '../../test/harness.js';
import { CROOKED_CLIENT, CrookedProvider, type Lies } from '../../test/crooked-provider.js';
import { CLIENT, OidcHouse, type Person } from '../../test/oidc-house.js';
import { Clock } from '../platform/clock/clock.js';

const START = 'mutation S($p: String!, $next: String!) { startSso(providerCode: $p, next: $next) { __typename ... on SsoStarted { url } ... on Refused { code message } } }';
const LINK = 'mutation L($p: String!) { linkSso(providerCode: $p, next: "/") { __typename ... on SsoStarted { url } ... on Refused { code } } }';
const UNLINK = 'mutation U($p: String!) { unlinkSso(providerCode: $p) { __typename ... on Refused { code } } }';
const FINISH = `mutation F($p: String!, $q: String!) { finishSso(providerCode: $p, query: $q) { __typename
  ... on SsoEntered { next created viewer { handle displayName role permissions } } ... on SsoSecondFactorDue { challenge methods next } ... on SsoLinked { name } ... on Refused { code message } } }`;
const CREATE = 'mutation C($input: SsoProviderInput!) { createSsoProvider(input: $input) { __typename ... on SsoProviderSaved { provider { code redirectUri hasSecret } } ... on Refused { code field } } }';
const EDIT = 'mutation E($p: String!, $input: SsoProviderInput!) { editSsoProvider(providerCode: $p, input: $input) { __typename ... on SsoProviderSaved { provider { code hasSecret } } ... on Refused { code field } } }';
const REMOVE = 'mutation R($p: String!) { removeSsoProvider(providerCode: $p) { __typename ... on Refused { code } } }';
const CHECK = 'mutation K($i: String!) { checkSsoIssuer(issuer: $i) { __typename ... on SsoIssuerFound { issuer pkce namesItself } ... on Refused { code } } }';

interface Finished { finishSso: { __typename: string; code?: string; next?: string; created?: boolean; name?: string; viewer?: { handle: string; displayName: string; role: string; permissions: string[] } } }
interface Begun { readonly url: string; readonly as: Client }

const input = (issuer: string, clientId: string, more: object = {}): object => ({
  name: 'Kerlune', labelFr: '', labelEn: '', issuer, clientId, clientSecret: CLIENT.secret, scopes: 'openid email profile groups', emailClaim: 'email', nameClaim: 'name',
  valuesClaim: 'groups', addressTrust: 'claim', linkByAddress: false, allowedDomains: [], createAccounts: true, secondFactor: false, acrValues: '', enabled: true, mappings: [], ...more,
});
const cookieOf = (answer: Pick<Answer, 'headers'>, name: string): string | undefined => answer.headers.getSetCookie().map((line) => line.split(';')[0] ?? '').find((pair) => pair.startsWith(`${name}=`));

describe('single sign-on', () => {
  let app: TestApp, op: OidcHouse, crooked: CrookedProvider, admin: Client, kerlune: string, other: string;
  let count = 0;
  const person = (more: Partial<Person> = {}): Person => ({ sub: `s${++count}`, email: `personne${count}@kerlune.example`, email_verified: true, name: `Personne ${count}`, ...more });
  const configure = (more: object): Promise<Answer> => app.gql(EDIT, { p: kerlune, input: { ...input(op.issuer, CLIENT.id), ...more } }, admin);

  const begin = async (code: string, as: Client = VISITOR, next = '/'): Promise<Begun> => {
    const answer = await app.gql<{ startSso: { url: string } }>(START, { p: code, next }, as);
    return { url: answer.data.startSso.url, as: { ...as, cookie: [as.cookie, cookieOf(answer, 'foyer_sso')].filter(Boolean).join('; ') } };
  };
  const finish = (code: string, query: string, as: Client): Promise<Answer<Finished>> => app.gql<Finished>(FINISH, { p: code, q: query }, as);
  const come = async (who: Person | null, as: Client = VISITOR, next = '/'): Promise<Answer<Finished>> => {
    const begun = await begin(kerlune, as, next);
    return finish(kerlune, await op.visit(begun.url, who), begun.as);
  };
  /** Comes back from the crooked provider. */
  const lied = async (lies: Lies, parameters: Record<string, string> = {}): Promise<Answer<Finished>> => {
    crooked.lies = lies;
    const begun = await begin(other);
    const asked = new URL(begun.url).searchParams;
    crooked.nonce = asked.get('nonce') ?? '';
    const query = new URLSearchParams({ code: 'x', state: asked.get('state') ?? '', iss: crooked.issuer, ...parameters });
    const answer = await finish(other, query.toString(), begun.as);
    crooked.lies = {};
    return answer;
  };
  const roleOf = async (handle: string | undefined): Promise<string | undefined> => (await app.owner.query<{ role: string }>('SELECT role FROM members WHERE handle = $1', [handle])).rows[0]?.role;

  beforeAll(async () => {
    app = await startApp();
    [op, crooked] = [await OidcHouse.open(), await CrookedProvider.open()];
    admin = await app.member('Goulwen Admin', 'admin');
    const made = await app.gql<{ createSsoProvider: { provider: { code: string; redirectUri: string; hasSecret: boolean } } }>(CREATE, { input: input(op.issuer, CLIENT.id) }, admin);
    kerlune = made.data.createSsoProvider.provider.code;
    op.serve(made.data.createSsoProvider.provider.redirectUri);
    const second = await app.gql<{ createSsoProvider: { provider: { code: string } } }>(CREATE, { input: input(crooked.issuer, CROOKED_CLIENT, { name: 'Tordu', clientSecret: '' }) }, admin);
    other = second.data.createSsoProvider.provider.code;
  });
  afterEach(() => jest.restoreAllMocks());
  afterAll(async () => {
    await app.close();
    await Promise.all([op.close(), crooked.close()]);
  });

  it('makes an account at the first visit and opens it at the next', async () => {
    const who = person({ name: 'Maëlle Le Goff' });
    const first = await come(who, VISITOR, '/threads/x?a=1');
    expect(first.data.finishSso).toMatchObject({ __typename: 'SsoEntered', created: true, next: '/threads/x?a=1', viewer: { handle: 'maelle.le.goff', displayName: 'Maëlle Le Goff', role: 'member' } });
    const session = cookieOf(first, 'foyer_session') ?? null;
    const viewer = await app.gql<{ viewer: { handle: string } }>('{ viewer { handle } }', {}, { ...VISITOR, cookie: session });
    expect(viewer.data.viewer.handle).toBe('maelle.le.goff');
    expect((await come(who)).data.finishSso).toMatchObject({ created: false, viewer: { handle: 'maelle.le.goff' } });
    const { rows } = await app.owner.query<{ count: string }>('SELECT count(*) FROM sso_identities WHERE subject = $1', [who.sub]);
    expect(rows[0]?.count).toBe('1');
  });

  it('asks with PKCE, state and nonce, for one exact address', async () => {
    const { url } = await begin(kerlune);
    const asked = new URL(url).searchParams;
    expect(asked.get('code_challenge_method')).toBe('S256');
    for (const name of ['state', 'nonce', 'code_challenge']) expect(asked.get(name)).toMatch(/^[\w-]{43}$/);
    expect(asked.get('redirect_uri')).toBe(`${app.settings.publicUrl}/sign-in/sso/${kerlune}/callback`);
  });

  it.each(['//evil.example', 'https://evil.example', '/\\evil.example', 'javascript:1', '/a b'])('never leads on to %s', async (next) => {
    expect((await come(person(), VISITOR, next)).data.finishSso).toMatchObject({ __typename: 'SsoEntered', next: '/' });
  });

  it('asks for the second factor that an account has, unless the provider is believed to have asked for two', async () => {
    const who = person();
    const handle = (await come(who)).data.finishSso.viewer?.handle;
    await app.owner.query(`INSERT INTO member_totp (member_id, secret, created_at, confirmed_at) SELECT id, 'x', now(), now() FROM members WHERE handle = $1`, [handle]);
    const asked = await come(who);
    expect(asked.data.finishSso).toMatchObject({ __typename: 'SsoSecondFactorDue', methods: ['totp'] });
    expect(cookieOf(asked, 'foyer_session')).toBeUndefined();
    expect((await come({ ...who, amr: ['pwd', 'otp'] })).data.finishSso.__typename).toBe('SsoSecondFactorDue');
    await configure({ secondFactor: true });
    expect((await come({ ...who, amr: ['pwd', 'otp'] })).data.finishSso.__typename).toBe('SsoEntered');
    await configure({});
  });

  it('keeps no secret in the clear and tells none', async () => {
    const { rows } = await app.owner.query<{ all: string }>(`SELECT string_agg(p::text, ' ') || (SELECT string_agg(a::text, ' ') FROM audit_entries a) AS all FROM sso_providers p`);
    expect(rows[0]?.all).not.toContain(CLIENT.secret);
    expect((await app.gql('{ ssoProviders { hasSecret clientId } }', {}, admin)).text).not.toContain(CLIENT.secret);
  });

  describe('a sign-in that is under way', () => {
    it('is used once', async () => {
      const begun = await begin(kerlune);
      const query = await op.visit(begun.url, person());
      expect((await finish(kerlune, query, begun.as)).data.finishSso.__typename).toBe('SsoEntered');
      expect((await finish(kerlune, query, begun.as)).data.finishSso.code).toBe('sso.flowOver');
    });

    it('belongs to the browser that began it', async () => {
      const [mine, theirs] = [await begin(kerlune), await begin(kerlune)];
      const query = await op.visit(mine.url, person());
      expect((await finish(kerlune, query, theirs.as)).data.finishSso.code).toBe('sso.flowOver');
      expect((await finish(kerlune, query, VISITOR)).data.finishSso.code).toBe('sso.flowOver');
      expect((await finish(kerlune, query, mine.as)).data.finishSso.__typename).toBe('SsoEntered');
    });

    it('does not disturb another one in the same browser', async () => {
      const one = await begin(kerlune);
      const two = await begin(kerlune, one.as);
      const [first, second] = [await op.visit(one.url, person()), await op.visit(two.url, person())];
      expect((await finish(kerlune, first, one.as)).data.finishSso.__typename).toBe('SsoEntered');
      expect((await finish(kerlune, second, one.as)).data.finishSso.__typename).toBe('SsoEntered');
    });

    it('is over after ten minutes', async () => {
      const begun = await begin(kerlune);
      const query = await op.visit(begun.url, person());
      const now = Date.now();
      jest.spyOn(app.server.app.get(Clock), 'now').mockImplementation(() => new Date(now + 10 * 60_000 + 1_000));
      expect((await finish(kerlune, query, begun.as)).data.finishSso.code).toBe('sso.flowOver');
    });

    it('is not finished as another provider’s', async () => {
      const begun = await begin(kerlune);
      const query = await op.visit(begun.url, person());
      expect((await finish(other, query, begun.as)).data.finishSso.code).toBe('sso.flowOver');
    });

    it.each(['', 'state=', 'state=x&code=y', `state=${'a'.repeat(43)}&code=y`, 'x'.repeat(20_000), '%00=%00'])('is not found by %#', async (query) => {
      const begun = await begin(kerlune);
      expect((await finish(kerlune, query, begun.as)).data.finishSso.code).toBe('sso.flowOver');
    });

    it('that was cancelled over there says so', async () => {
      expect((await come(null)).data.finishSso.code).toBe('sso.refusedThere');
    });

    it('with a code that was changed, or is somebody else’s, signs nobody in', async () => {
      const [one, two] = [await begin(kerlune), await begin(kerlune)];
      const [mine, theirs] = [new URLSearchParams(await op.visit(one.url, person())), new URLSearchParams(await op.visit(two.url, person()))];
      mine.set('code', theirs.get('code') ?? '');
      expect((await finish(kerlune, mine.toString(), one.as)).data.finishSso.code).toBe('sso.unbelievable');
    });
  });

  describe('what cannot be believed', () => {
    it('is told from what can', async () => {
      expect((await lied({})).data.finishSso).toMatchObject({ __typename: 'SsoEntered', created: true });
    });

    const now = Math.floor(Date.now() / 1_000);
    it.each<[string, Lies]>([
      ['another nonce', { claims: { nonce: 'x' } }], ['no nonce', { claims: { nonce: undefined } }], ['another audience', { claims: { aud: 'somebody-else' } }],
      ['another issuer', { claims: { iss: 'https://evil.example' } }], ['the signature of a stranger', { signedBy: 'a stranger' }], ['no signature', { signedBy: 'nobody' }],
      ['a token that ended five minutes ago', { claims: { exp: now - 300 } }], ['a token that begins in five minutes', { claims: { nbf: now + 300 } }], ['no subject', { claims: { sub: undefined } }], ['more about somebody else', { userinfo: { sub: 'somebody-else' } }],
    ])('%s', async (_what, lies) => {
      const answer = await lied(lies);
      expect(answer.data.finishSso.code).toBe('sso.unbelievable');
      expect(cookieOf(answer, 'foyer_session')).toBeUndefined();
    });

    it('takes a clock that is half a minute off', async () => {
      const at = Math.floor(Date.now() / 1_000);
      expect((await lied({ claims: { exp: at - 25, iat: at - 325 } })).data.finishSso.__typename).toBe('SsoEntered');
    });

    it.each([{ iss: 'https://evil.example' }, { iss: '' }])('an answer in the name of another provider: %j', async (parameters) => {
      expect((await lied({}, parameters)).data.finishSso.code).toBe('sso.unbelievable');
    });

    it('a provider that is away, at either end of the way', async () => {
      const gone = await CrookedProvider.open();
      await gone.close();
      const made = await app.gql<{ createSsoProvider: { provider: { code: string } } }>(CREATE, { input: input(gone.issuer, 'nobody-there') }, admin);
      const silent = await app.gql<{ startSso: { code: string } }>(START, { p: made.data.createSsoProvider.provider.code, next: '/' });
      expect(silent.data.startSso.code).toBe('sso.away');
      await app.gql(REMOVE, { p: made.data.createSsoProvider.provider.code }, admin);
      const begun = await begin(other);
      const asked = new URL(begun.url).searchParams;
      crooked.lies = { status: 502 };
      const answer = await finish(other, new URLSearchParams({ code: 'x', state: asked.get('state') ?? '', iss: crooked.issuer }).toString(), begun.as);
      crooked.lies = {};
      expect(answer.data.finishSso.code).toBe('sso.away');
    });
  });

  describe('the address', () => {
    const account = async (): Promise<{ email: string; client: Client }> => {
      const client = await app.member('Déjà Là');
      const { rows } = await app.owner.query<{ email: string }>('SELECT email FROM member_accounts WHERE member_id = $1', [client.memberId]);
      return { email: rows[0]?.email ?? '', client };
    };
    afterEach(() => configure({}));

    it('links nothing when it is not verified, and is answered alike whether it has an account or not', async () => {
      const { email } = await account();
      await configure({ linkByAddress: true });
      const [known, unknown] = [await come(person({ email, email_verified: false })), await come(person({ email_verified: false }))];
      expect(known.data.finishSso.code).toBe('sso.addressUnverified');
      expect(known.text).toBe(unknown.text);
    });

    it('links nothing by itself unless the provider is trusted to and the account’s own address is confirmed', async () => {
      const { email, client } = await account();
      await app.owner.query('UPDATE member_accounts SET email_confirmed_at = NULL WHERE member_id = $1', [client.memberId]);
      const who = person({ email });
      expect((await come(who)).data.finishSso.code).toBe('sso.signInFirst');
      await configure({ linkByAddress: true });
      expect((await come(who)).data.finishSso.code).toBe('sso.signInFirst');
      await app.owner.query('UPDATE member_accounts SET email_confirmed_at = now() WHERE member_id = $1', [client.memberId]);
      expect((await come(who)).data.finishSso).toMatchObject({ __typename: 'SsoEntered', created: false, viewer: { handle: client.handle } });
    });

    it('never links an administrator by itself', async () => {
      const { rows } = await app.owner.query<{ email: string }>('UPDATE member_accounts SET email_confirmed_at = now() WHERE member_id = $1 RETURNING email', [admin.memberId]);
      await configure({ linkByAddress: true });
      expect((await come(person({ email: rows[0]?.email ?? '' }))).data.finishSso.code).toBe('sso.signInFirst');
    });

    it('lets allowed domains in, and nobody who merely claims one', async () => {
      await configure({ allowedDomains: ['kerlune.example'] });
      expect((await come(person())).data.finishSso.__typename).toBe('SsoEntered');
      expect((await come(person({ email: 'x@kerlune.example.evil.example' }))).data.finishSso.code).toBe('sso.domainRefused');
      expect((await come(person({ email_verified: false }))).data.finishSso.code).toBe('sso.addressUnverified');
    });

    it('makes no account where accounts are not made', async () => {
      await configure({ createAccounts: false });
      expect((await come(person())).data.finishSso.code).toBe('sso.noAccount');
    });

    it('gives one account to a person who comes twice at once', async () => {
      const who = person();
      const [one, two] = [await begin(kerlune), await begin(kerlune)];
      const queries = [await op.visit(one.url, who), await op.visit(two.url, who)];
      const answers = await Promise.all([finish(kerlune, queries[0] ?? '', one.as), finish(kerlune, queries[1] ?? '', two.as)]);
      expect(answers.map((answer) => answer.data.finishSso.__typename)).toEqual(['SsoEntered', 'SsoEntered']);
      expect(new Set(answers.map((answer) => answer.data.finishSso.viewer?.handle)).size).toBe(1);
    });
  });

  describe('linking', () => {
    const link = async (as: Client): Promise<Begun> => {
      const answer = await app.gql<{ linkSso: { url: string } }>(LINK, { p: kerlune }, as);
      return { url: answer.data.linkSso.url, as: { ...as, cookie: [as.cookie, cookieOf(answer, 'foyer_sso')].filter(Boolean).join('; ') } };
    };

    it('is hers alone, and comes undone but for the last way in', async () => {
      const client = await app.member('Nolwenn Lien');
      const who = person({ email_verified: false });
      const begun = await link(client);
      expect((await finish(kerlune, await op.visit(begun.url, who), begun.as)).data.finishSso).toMatchObject({ __typename: 'SsoLinked', name: 'Kerlune' });
      const entered = await come(who);
      expect(entered.data.finishSso.viewer?.handle).toBe(client.handle);
      const now = { ...VISITOR, cookie: cookieOf(entered, 'foyer_session') ?? null };
      expect((await app.gql(UNLINK, { p: kerlune }, now)).data).toEqual({ unlinkSso: { __typename: 'Done' } });
      expect((await come(who)).data.finishSso.code).toBe('sso.addressUnverified');
    });

    it('is not finished by anybody else in the same browser', async () => {
      const [one, two] = [await app.member('Une Autre'), await app.member('Encore Une')];
      const begun = await link(one);
      const query = await op.visit(begun.url, person());
      const hijacker = { ...two, cookie: begun.as.cookie?.replace(one.cookie ?? '', two.cookie ?? '') ?? null };
      expect((await finish(kerlune, query, hijacker)).data.finishSso.code).toBe('sso.flowOver');
    });

    it('takes nobody’s identity away', async () => {
      const who = person();
      await come(who);
      const begun = await link(await app.member('Trop Tard'));
      expect((await finish(kerlune, await op.visit(begun.url, who), begun.as)).data.finishSso.code).toBe('sso.linkedElsewhere');
    });

    it('keeps the last way in', async () => {
      const entered = await come(person());
      const now = { ...VISITOR, cookie: cookieOf(entered, 'foyer_session') ?? null };
      expect((await app.gql(UNLINK, { p: kerlune }, now)).data).toEqual({ unlinkSso: { __typename: 'Refused', code: 'sso.lastWayIn' } });
    });

    it('signs nobody in who is suspended', async () => {
      const who = person();
      const handle = (await come(who)).data.finishSso.viewer?.handle;
      await app.owner.query(`UPDATE members SET state = 'suspended' WHERE handle = $1`, [handle]);
      expect((await come(who)).data.finishSso.code).toBe('sso.refused');
    });
  });

  describe('rights', () => {
    let group: string, custom: string;
    const inside = async (handle: string | undefined): Promise<string[]> =>
      (await app.owner.query<{ code: string }>('SELECT g.code FROM group_members x JOIN groups g ON g.id = x.group_id JOIN members m ON m.id = x.member_id WHERE m.handle = $1', [handle])).rows.map((row) => row.code);

    beforeAll(async () => {
      const made = await app.gql<{ createGroup: { group: { code: string } } }>('mutation { createGroup(name: "Équipe", description: "") { ... on GroupSaved { group { code } } } }', {}, admin);
      group = made.data.createGroup.group.code;
      custom = 'rrrrrrrr';
      await app.owner.query(`INSERT INTO custom_roles (id, code, name, permissions) VALUES (gen_random_uuid(), $1, 'Atelier', '{thread.pin}')`, [custom]);
      await configure({
        mappings: [{ value: 'equipe', role: 'cm' }, { value: 'chefs', role: 'admin' }, { value: 'equipe', group }, { value: 'ateliers', customRole: custom }],
      });
    });

    it('follow what the provider says, at each sign-in', async () => {
      const who = person({ groups: ['equipe', 'ateliers'] });
      const first = (await come(who)).data.finishSso.viewer;
      expect(first).toMatchObject({ role: 'cm' });
      expect(await inside(first?.handle)).toEqual([group]);
      const moved = (await come({ ...who, groups: ['ateliers'] })).data.finishSso.viewer;
      expect(moved).toMatchObject({ handle: first?.handle, role: 'member' });
      expect(moved?.permissions).toContain('thread.pin');
      expect(await inside(first?.handle)).toEqual([]);
      expect((await come({ ...who, groups: [] })).data.finishSso.viewer?.permissions).not.toContain('thread.pin');
      const { rows } = await app.owner.query<{ action: string }>('SELECT action FROM audit_entries WHERE actor_id = (SELECT id FROM members WHERE handle = $1)', [first?.handle]);
      expect(rows.map((row) => row.action)).toEqual(expect.arrayContaining(['sso.accountCreated', 'member.roleChanged', 'group.memberAdded', 'group.memberRemoved', 'role.memberAdded', 'role.memberRemoved']));
    });

    it('that somebody here gave stay', async () => {
      const who = person();
      const handle = (await come(who)).data.finishSso.viewer?.handle;
      await app.owner.query(`UPDATE members SET role = 'moderator' WHERE handle = $1`, [handle]);
      await app.gql('mutation($g: String!, $h: String!) { setGroupMember(groupCode: $g, handle: $h, member: true) { __typename } }', { g: group, h: handle }, admin);
      await come({ ...who, groups: ['equipe'] });
      expect([await roleOf(handle), await inside(handle)]).toEqual(['cm', [group]]);
      await come(who);
      expect([await roleOf(handle), await inside(handle)]).toEqual(['moderator', [group]]);
    });

    it('leave an administrator', async () => {
      const chief = person({ groups: ['chefs'] });
      const handle = (await come(chief)).data.finishSso.viewer?.handle;
      expect(await roleOf(handle)).toBe('admin');
      await app.owner.query(`UPDATE members SET role = 'member' WHERE id = $1`, [admin.memberId]);
      await come({ ...chief, groups: [] });
      expect(await roleOf(handle)).toBe('admin');
      await app.owner.query(`UPDATE members SET role = 'admin' WHERE id = $1`, [admin.memberId]);
      await come({ ...chief, groups: [] });
      expect(await roleOf(handle)).toBe('member');
    });

    it('go with the provider', async () => {
      const handle = (await come(person({ groups: ['equipe'] }))).data.finishSso.viewer?.handle;
      expect((await app.gql(REMOVE, { p: kerlune }, admin)).data).toEqual({ removeSsoProvider: { __typename: 'Done' } });
      expect([await roleOf(handle), await inside(handle)]).toEqual(['member', []]);
      expect((await app.gql<{ startSso: { code: string } }>(START, { p: kerlune, next: '/' })).data.startSso.code).toBe('sso.unknown');
    });
  });

  describe('setting up', () => {
    it.each(['169.254.169.254', '10.0.0.1', '[fd00::1]', '192.168.1.10:8443', '0.0.0.0', '[::ffff:10.0.0.1]'])('does not call https://%s', async (host) => {
      expect((await app.gql<{ checkSsoIssuer: { code: string } }>(CHECK, { i: `https://${host}/` }, admin)).data.checkSsoIssuer.code).toBe('sso.issuerInside');
    });

    it('tells what a provider says of itself, and what is wrong with it', async () => {
      expect((await app.gql(CHECK, { i: crooked.issuer }, admin)).data).toEqual({ checkSsoIssuer: { __typename: 'SsoIssuerFound', issuer: crooked.issuer, pkce: true, namesItself: true } });
      for (const lies of [{ redirect: 'http://169.254.169.254/' }, { metadata: { issuer: 'https://evil.example' } }, { status: 404 }]) {
        crooked.lies = lies;
        expect((await app.gql<{ checkSsoIssuer: { code: string } }>(CHECK, { i: crooked.issuer }, admin)).data.checkSsoIssuer.code).toBe('sso.issuerSilent');
      }
      crooked.lies = {};
    });

    it.each([
      [{ issuer: 'http://example.org' }, 'sso.issuerPlain', 'issuer'], [{ name: '' }, 'sso.nameShort', 'name'], [{ mappings: [{ value: 'x', group: 'zzzzzzzz' }] }, 'sso.mappingUnknown', 'mappings'],
    ])('refuses %j beside its field', async (wrong, code, field) => {
      const answer = await app.gql(CREATE, { input: { ...input('https://id.example.org', 'new'), ...wrong } }, admin);
      expect(answer.data).toEqual({ createSsoProvider: { __typename: 'Refused', code, field } });
      expect((await app.owner.query(`SELECT 1 FROM sso_providers WHERE client_id = 'new'`)).rowCount).toBe(0);
    });

    it('keeps the secret when none is typed', async () => {
      const made = await app.gql<{ createSsoProvider: { provider: { code: string } } }>(CREATE, { input: input('https://id.example.org', 'kept') }, admin);
      const p = made.data.createSsoProvider.provider.code;
      const edited = (clientSecret: string | null): Promise<Answer> => app.gql(EDIT, { p, input: input('https://id.example.org', 'kept', { clientSecret }) }, admin);
      expect((await edited(null)).data).toMatchObject({ editSsoProvider: { provider: { hasSecret: true } } });
      expect((await edited('')).data).toMatchObject({ editSsoProvider: { provider: { hasSecret: false } } });
      expect((await app.gql(CREATE, { input: input('https://id.example.org', 'kept') }, admin)).data).toMatchObject({ createSsoProvider: { code: 'sso.issuerTaken' } });
    });
  });
});
