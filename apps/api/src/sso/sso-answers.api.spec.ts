import { CrookedProvider, type Lies } from '../../test/crooked-provider.js';
import { cookieOf, providerInput, SsoHouse } from '../../test/sso-house.js';

describe('what a provider answers', () => {
  let house: SsoHouse;
  beforeAll(async () => {
    house = await SsoHouse.open();
  });
  afterAll(() => house.close());

  it('is told from what can', async () => {
    expect((await house.lied({})).data.finishSso).toMatchObject({ __typename: 'SsoNewcomer' });
  });

  const now = Math.floor(Date.now() / 1_000);
  it.each<[string, Lies]>([
    ['another nonce', { claims: { nonce: 'x' } }], ['no nonce', { claims: { nonce: undefined } }], ['another audience', { claims: { aud: 'somebody-else' } }],
    ['another issuer', { claims: { iss: 'https://evil.example' } }], ['the signature of a stranger', { signedBy: 'a stranger' }], ['no signature', { signedBy: 'nobody' }],
    ['a token that ended ten minutes ago', { claims: { exp: now - 600 } }], ['a token that begins in an hour', { claims: { nbf: now + 3_600 } }], ['no subject', { claims: { sub: undefined } }], ['more about somebody else', { userinfo: { sub: 'somebody-else' } }],
  ])('%s', async (_what, lies) => {
    const answer = await house.lied(lies);
    expect(answer.data.finishSso.code).toBe('sso.unbelievable');
    expect(cookieOf(answer, 'foyer_session')).toBeUndefined();
  });

  // A little less than five minutes: the test takes time too.
  it.each([-1, 1])('is taken from a clock that is almost five minutes off: %i', async (direction) => {
    const at = Math.floor(Date.now() / 1_000) + direction * 280;
    expect((await house.lied({ claims: { iat: at, nbf: at, exp: at + 5 } })).data.finishSso.__typename).toBe('SsoNewcomer');
  });

  it.each([{ iss: 'https://evil.example' }, { iss: '' }])('an answer in the name of another provider: %j', async (parameters) => {
    expect((await house.lied({}, parameters)).data.finishSso.code).toBe('sso.unbelievable');
  });

  it('a provider that is away, at either end of the way', async () => {
    const gone = await CrookedProvider.open();
    await gone.close();
    const { code } = (await house.create(providerInput(gone.issuer, 'nobody-there'))).data.createSsoProvider.provider;
    expect((await house.start(code)).data.startSso.code).toBe('sso.away');
    await house.remove(code);
    const begun = await house.begin(house.other);
    const asked = new URL(begun.url).searchParams;
    house.crooked.lies = { status: 502 };
    const answer = await house.finish(house.other, new URLSearchParams({ code: 'x', state: asked.get('state') ?? '', iss: house.crooked.issuer }).toString(), begun.as);
    house.crooked.lies = {};
    expect(answer.data.finishSso.code).toBe('sso.away');
  });
});
