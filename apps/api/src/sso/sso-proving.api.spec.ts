import { jest } from '@jest/globals';
import { VISITOR, type Answer, type Client } from '../../test/harness.js';
import { CROOKED_CLIENT, type Lies } from '../../test/crooked-provider.js';
import { cookieOf, person, providerInput, SsoHouse, type Finished } from '../../test/sso-house.js';
import { Clock } from '../platform/clock/clock.js';

const MINE = '{ mySecurity { provedRecently mustEnrol } ssoProofs { name } }';

/** Whoever has no password proves who she is where she has one: at her provider, asked anew. */
describe('proving who one is by a provider', () => {
  let house: SsoHouse;
  beforeAll(async () => {
    house = await SsoHouse.open({ FOYER_SECOND_FACTOR: 'required' });
  });
  afterEach(() => jest.restoreAllMocks());
  afterAll(() => house.close());

  const mine = async (as: Client): Promise<{ provedRecently: boolean; mustEnrol: boolean; proofs: string[] }> => {
    const { data } = await house.app.gql<{ mySecurity: { provedRecently: boolean; mustEnrol: boolean }; ssoProofs: { name: string }[] }>(MINE, {}, as);
    return { ...data.mySecurity, proofs: data.ssoProofs.map((proof) => proof.name) };
  };
  const session = (as: Client, answer: Pick<Answer, 'headers'>): Client => ({ ...as, cookie: cookieOf(answer, 'foyer_session') ?? as.cookie });
  /** Makes the last proof of her sessions too old. */
  const longAgo = (handle: string | null): Promise<unknown> => house.app.owner.query(`UPDATE sessions SET proved_at = now() - interval '1 hour' WHERE member_id = (SELECT id FROM members WHERE handle = $1)`, [handle]);

  it('is asked of the provider anew, and opens what asks for a recent proof, with another token', async () => {
    const who = person();
    const member = await house.member(who);
    await longAgo(member.handle);
    expect(await mine(member)).toMatchObject({ provedRecently: false, proofs: ['Kerlune'] });
    const begun = await house.prove(member);
    const asked = new URL(begun.url).searchParams;
    expect([asked.get('prompt'), asked.get('max_age')]).toEqual(['login', '0']);
    const answer = await house.finish(house.kerlune, await house.op.visit(begun.url, who), begun.as);
    expect(answer.data.finishSso).toMatchObject({ __typename: 'SsoProved', next: '/settings/security' });
    expect(cookieOf(answer, 'foyer_session')).toBeDefined();
    expect((await house.app.gql<{ viewer: unknown }>('{ viewer { handle } }', {}, member)).data.viewer).toBeNull();
    expect(await mine(session(member, answer))).toMatchObject({ provedRecently: true });
  });

  it('takes nobody else’s word, nor that of somebody who is signed in meanwhile', async () => {
    const [who, other] = [person(), person()];
    const member = await house.member(who);
    await house.member(other);
    const begun = await house.prove(member);
    expect((await house.finish(house.kerlune, await house.op.visit(begun.url, other), begun.as)).data.finishSso.code).toBe('sso.notYou');
    const again = await house.prove(member);
    const query = await house.op.visit(again.url, who);
    const somebody = await house.app.member('Quelqu’une');
    const theirs = { ...somebody, cookie: again.as.cookie?.replace(member.cookie ?? '', somebody.cookie ?? '') ?? null };
    expect((await house.finish(house.kerlune, query, theirs)).data.finishSso.code).toBe('sso.flowOver');
    expect((await house.finish(house.kerlune, query, again.as)).data.finishSso.code).toBe('sso.flowOver');
  });

  it('is cancelled without harm', async () => {
    const member = await house.member(person());
    const begun = await house.prove(member);
    expect((await house.finish(house.kerlune, await house.op.visit(begun.url, null), begun.as)).data.finishSso.code).toBe('sso.refusedThere');
    expect((await house.app.gql<{ viewer: object | null }>('{ viewer { handle } }', {}, member)).data.viewer).toEqual({ handle: member.handle });
  });

  describe('by a provider that keeps its own idea of time', () => {
    const sub = 'd3adb33f';
    let member: Client;
    const lie = (claims: Record<string, unknown>): Lies => ({ claims: { sub, email: 'temps@crooked.example', ...claims }, userinfo: { sub } });
    const proved = async (claims: Record<string, unknown>): Promise<Finished['finishSso']> => {
      const begun = await house.prove(member, house.other);
      const asked = new URL(begun.url).searchParams;
      house.crooked.nonce = asked.get('nonce') ?? '';
      house.crooked.lies = lie(claims);
      const answer = await house.finish(house.other, new URLSearchParams({ code: 'x', state: asked.get('state') ?? '', iss: house.crooked.issuer }).toString(), begun.as);
      house.crooked.lies = {};
      member = session(member, answer);
      return answer.data.finishSso;
    };
    const now = (): number => Math.floor(Date.now() / 1_000);

    beforeAll(async () => {
      // A plain sign-in that does not say when she showed who she is proves nothing of today.
      const begun = await house.begin(house.other);
      const asked = new URL(begun.url).searchParams;
      house.crooked.nonce = asked.get('nonce') ?? '';
      house.crooked.lies = lie({});
      const arrived = await house.finish(house.other, new URLSearchParams({ code: 'x', state: asked.get('state') ?? '', iss: house.crooked.issuer }).toString(), begun.as);
      house.crooked.lies = {};
      const joined = await house.join(arrived.data.finishSso.arrival ?? '', begun.as);
      member = { ...VISITOR, cookie: cookieOf(joined, 'foyer_session') ?? null, handle: joined.data.finishSso.viewer?.handle ?? null };
    });

    it('without a time, or with one from before, it proves nothing', async () => {
      expect((await mine(member)).provedRecently).toBe(false);
      for (const claims of [{}, { auth_time: now() - 3_600 }, { auth_time: 0 }]) expect((await proved(claims)).code).toBe('sso.notAsked');
      expect(['sso.notAsked', 'sso.unbelievable']).toContain((await proved({ auth_time: 'now' })).code);
      expect((await mine(member)).provedRecently).toBe(false);
    });

    it.each([-280, 280])('a clock that is %i s off is taken', async (skew) => {
      await longAgo(member.handle);
      expect((await proved({ auth_time: now() + skew, iat: now() + skew, exp: now() + skew + 300 })).__typename).toBe('SsoProved');
      expect((await mine(member)).provedRecently).toBe(true);
    });
  });

  describe('where two factors are asked for', () => {
    const twice = ['pwd', 'otp'];
    afterEach(() => house.configure());

    it('counts only if the provider attests both and is believed', async () => {
      const who = person();
      const member = await house.member(who);
      await house.app.owner.query(`INSERT INTO member_totp (member_id, secret, created_at, confirmed_at) SELECT id, 'x', now(), now() FROM members WHERE handle = $1`, [member.handle]);
      expect((await mine(member)).proofs).toEqual([]);
      const begun = await house.prove(member);
      expect((await house.finish(house.kerlune, await house.op.visit(begun.url, { ...who, amr: twice }), begun.as)).data.finishSso.code).toBe('stepUp.code');
      await house.configure({ secondFactor: true });
      expect((await mine(member)).proofs).toEqual(['Kerlune']);
      const weak = await house.prove(member);
      expect((await house.finish(house.kerlune, await house.op.visit(weak.url, { ...who, amr: ['pwd'] }), weak.as)).data.finishSso.code).toBe('stepUp.code');
      const strong = await house.prove(member);
      expect((await house.finish(house.kerlune, await house.op.visit(strong.url, { ...who, amr: twice }), strong.as)).data.finishSso.__typename).toBe('SsoProved');
    });

    it('somebody whom a provider makes an administrator must set up a second factor, unless it attests two', async () => {
      await house.configure({ mappings: [{ value: 'chefs', role: 'admin' }] });
      const who = person({ groups: ['chefs'] });
      const came = await house.come(who);
      expect(came.data.finishSso).toMatchObject({ __typename: 'SsoEntered', mustEnrol: true, viewer: { role: 'admin' } });
      const member = { ...VISITOR, cookie: cookieOf(came, 'foyer_session') ?? null, handle: came.data.finishSso.viewer?.handle ?? null };
      expect((await house.app.gql('{ ssoProviders { code } }', {}, member)).errors?.[0]?.extensions?.['code']).toBe('SECOND_FACTOR_REQUIRED');
      // On the way to it she may come in again, and prove who she is.
      expect((await house.begin(house.kerlune, member)).url).toContain(house.op.issuer);
      await longAgo(member.handle);
      const begun = await house.prove(member);
      const proved = await house.finish(house.kerlune, await house.op.visit(begun.url, who), begun.as);
      expect(proved.data.finishSso.__typename).toBe('SsoProved');
      expect((await house.app.gql<{ beginTotp: object }>('mutation { beginTotp { __typename } }', {}, session(member, proved))).data.beginTotp).toEqual({ __typename: 'TotpSetup' });
      await house.configure({ secondFactor: true, mappings: [{ value: 'chefs', role: 'admin' }] });
      expect((await house.come({ ...who, amr: twice })).data.finishSso).toMatchObject({ __typename: 'SsoEntered', mustEnrol: false });
    });
  });

  it('is over after ten minutes, and after the provider was suspended', async () => {
    const who = person();
    const member = await house.member(who);
    const [late, gone] = [await house.prove(member), await house.prove(member)];
    const queries = [await house.op.visit(late.url, who), await house.op.visit(gone.url, who)];
    await house.edit(house.other, providerInput(house.crooked.issuer, CROOKED_CLIENT, { name: 'Tordu', clientSecret: '' }));
    await house.configure({ enabled: false });
    expect((await house.finish(house.kerlune, queries[1] ?? '', gone.as)).data.finishSso.code).toBe('sso.flowOver');
    await house.configure();
    const at = Date.now();
    jest.spyOn(house.app.server.app.get(Clock), 'now').mockImplementation(() => new Date(at + 10 * 60_000 + 1_000));
    expect((await house.finish(house.kerlune, queries[0] ?? '', late.as)).data.finishSso.code).toBe('sso.flowOver');
  });
});
