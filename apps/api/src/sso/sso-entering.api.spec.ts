import { jest } from '@jest/globals';
import { VISITOR } from '../../test/harness.js';
import { CLIENT } from '../../test/oidc-house.js';
import { cookieOf, person, SsoHouse } from '../../test/sso-house.js';
import { Clock } from '../platform/clock/clock.js';

describe('single sign-on', () => {
  let house: SsoHouse;
  beforeAll(async () => {
    house = await SsoHouse.open();
  });
  afterAll(() => house.close());
  afterEach(() => jest.restoreAllMocks());

  it('makes an account at the first visit and opens it at the next', async () => {
    const who = person({ name: 'Maëlle Le Goff' });
    const first = await house.come(who, VISITOR, '/threads/x?a=1');
    expect(first.data.finishSso).toMatchObject({ __typename: 'SsoEntered', created: true, next: '/threads/x?a=1', viewer: { handle: 'maelle.le.goff', displayName: 'Maëlle Le Goff', role: 'member' } });
    const session = cookieOf(first, 'foyer_session') ?? null;
    const viewer = await house.app.gql<{ viewer: { handle: string } }>('{ viewer { handle } }', {}, { ...VISITOR, cookie: session });
    expect(viewer.data.viewer.handle).toBe('maelle.le.goff');
    expect((await house.come(who)).data.finishSso).toMatchObject({ created: false, viewer: { handle: 'maelle.le.goff' } });
    const { rows } = await house.app.owner.query<{ count: string }>('SELECT count(*) FROM sso_identities WHERE subject = $1', [who.sub]);
    expect(rows[0]?.count).toBe('1');
  });

  it('asks with PKCE, state and nonce, for one exact address', async () => {
    const { url } = await house.begin();
    const asked = new URL(url).searchParams;
    expect(asked.get('code_challenge_method')).toBe('S256');
    for (const name of ['state', 'nonce', 'code_challenge']) expect(asked.get(name)).toMatch(/^[\w-]{43}$/);
    expect(asked.get('redirect_uri')).toBe(`${house.app.settings.publicUrl}/sign-in/sso/${house.kerlune}/callback`);
  });

  it.each(['//evil.example', 'https://evil.example', '/\\evil.example', 'javascript:1', '/a b'])('never leads on to %s', async (next) => {
    expect((await house.come(person(), VISITOR, next)).data.finishSso).toMatchObject({ __typename: 'SsoEntered', next: '/' });
  });

  it('asks for the second factor that an account has, unless the provider is believed to have asked for two', async () => {
    const who = person();
    const handle = (await house.come(who)).data.finishSso.viewer?.handle;
    await house.app.owner.query(`INSERT INTO member_totp (member_id, secret, created_at, confirmed_at) SELECT id, 'x', now(), now() FROM members WHERE handle = $1`, [handle]);
    const asked = await house.come(who);
    expect(asked.data.finishSso).toMatchObject({ __typename: 'SsoSecondFactorDue', methods: ['totp'] });
    expect(cookieOf(asked, 'foyer_session')).toBeUndefined();
    expect((await house.come({ ...who, amr: ['pwd', 'otp'] })).data.finishSso.__typename).toBe('SsoSecondFactorDue');
    await house.configure({ secondFactor: true });
    expect((await house.come({ ...who, amr: ['pwd', 'otp'] })).data.finishSso.__typename).toBe('SsoEntered');
    await house.configure();
  });

  it('keeps no secret in the clear and tells none', async () => {
    const { rows } = await house.app.owner.query<{ all: string }>(`SELECT string_agg(p::text, ' ') || (SELECT string_agg(a::text, ' ') FROM audit_entries a) AS all FROM sso_providers p`);
    expect(rows[0]?.all).not.toContain(CLIENT.secret);
    expect((await house.app.gql('{ ssoProviders { hasSecret clientId } }', {}, house.admin)).text).not.toContain(CLIENT.secret);
  });

  describe('a sign-in that is under way', () => {
    it('is used once', async () => {
      const begun = await house.begin();
      const query = await house.op.visit(begun.url, person());
      expect((await house.finish(house.kerlune, query, begun.as)).data.finishSso.__typename).toBe('SsoNewcomer');
      expect((await house.finish(house.kerlune, query, begun.as)).data.finishSso.code).toBe('sso.flowOver');
    });

    it('belongs to the browser that began it', async () => {
      const [mine, theirs] = [await house.begin(), await house.begin()];
      const query = await house.op.visit(mine.url, person());
      expect((await house.finish(house.kerlune, query, theirs.as)).data.finishSso.code).toBe('sso.flowOver');
      expect((await house.finish(house.kerlune, query, VISITOR)).data.finishSso.code).toBe('sso.flowOver');
      expect((await house.finish(house.kerlune, query, mine.as)).data.finishSso.__typename).toBe('SsoNewcomer');
    });

    it('does not disturb another one in the same browser', async () => {
      const one = await house.begin();
      const two = await house.begin(house.kerlune, one.as);
      const [first, second] = [await house.op.visit(one.url, person()), await house.op.visit(two.url, person())];
      expect((await house.finish(house.kerlune, first, one.as)).data.finishSso.__typename).toBe('SsoNewcomer');
      expect((await house.finish(house.kerlune, second, one.as)).data.finishSso.__typename).toBe('SsoNewcomer');
    });

    it('is over after ten minutes', async () => {
      const begun = await house.begin();
      const query = await house.op.visit(begun.url, person());
      const now = Date.now();
      jest.spyOn(house.app.server.app.get(Clock), 'now').mockImplementation(() => new Date(now + 10 * 60_000 + 1_000));
      expect((await house.finish(house.kerlune, query, begun.as)).data.finishSso.code).toBe('sso.flowOver');
    });

    it('is not finished as another provider’s', async () => {
      const begun = await house.begin();
      const query = await house.op.visit(begun.url, person());
      expect((await house.finish(house.other, query, begun.as)).data.finishSso.code).toBe('sso.flowOver');
    });

    it.each(['', 'state=', 'state=x&code=y', `state=${'a'.repeat(43)}&code=y`, 'x'.repeat(20_000), '%00=%00'])('is not found by %#', async (query) => {
      const begun = await house.begin();
      expect((await house.finish(house.kerlune, query, begun.as)).data.finishSso.code).toBe('sso.flowOver');
    });

    it('that was cancelled over there says so', async () => {
      expect((await house.come(null)).data.finishSso.code).toBe('sso.refusedThere');
    });

    it('with a code that was changed, or is somebody else’s, signs nobody in', async () => {
      const [one, two] = [await house.begin(), await house.begin()];
      const [mine, theirs] = [new URLSearchParams(await house.op.visit(one.url, person())), new URLSearchParams(await house.op.visit(two.url, person()))];
      mine.set('code', theirs.get('code') ?? '');
      expect((await house.finish(house.kerlune, mine.toString(), one.as)).data.finishSso.code).toBe('sso.unbelievable');
    });
  });
});
