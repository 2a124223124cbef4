import type { Answer } from '../../test/harness.js';
import { providerInput, SsoHouse } from '../../test/sso-house.js';

const CHECK = 'mutation K($i: String!) { checkSsoIssuer(issuer: $i) { __typename ... on SsoIssuerFound { issuer pkce namesItself } ... on Refused { code } } }';

describe('setting up a provider', () => {
  let house: SsoHouse;
  beforeAll(async () => {
    house = await SsoHouse.open();
  });
  afterAll(() => house.close());

  it.each(['169.254.169.254', '10.0.0.1', '[fd00::1]', '192.168.1.10:8443', '0.0.0.0', '[::ffff:10.0.0.1]'])('does not call https://%s', async (host) => {
    expect((await house.app.gql<{ checkSsoIssuer: { code: string } }>(CHECK, { i: `https://${host}/` }, house.admin)).data.checkSsoIssuer.code).toBe('sso.issuerInside');
  });

  it('tells what a provider says of itself, and what is wrong with it', async () => {
    expect((await house.app.gql(CHECK, { i: house.crooked.issuer }, house.admin)).data).toEqual({ checkSsoIssuer: { __typename: 'SsoIssuerFound', issuer: house.crooked.issuer, pkce: true, namesItself: true } });
    for (const lies of [{ redirect: 'http://169.254.169.254/' }, { metadata: { issuer: 'https://evil.example' } }, { status: 404 }]) {
      house.crooked.lies = lies;
      expect((await house.app.gql<{ checkSsoIssuer: { code: string } }>(CHECK, { i: house.crooked.issuer }, house.admin)).data.checkSsoIssuer.code).toBe('sso.issuerSilent');
    }
    house.crooked.lies = {};
  });

  it.each([
    [{ issuer: 'http://example.org' }, 'sso.issuerPlain', 'issuer'], [{ name: '' }, 'sso.nameShort', 'name'], [{ mappings: [{ value: 'x', group: 'zzzzzzzz' }] }, 'sso.mappingUnknown', 'mappings'],
  ])('refuses %j beside its field', async (wrong, code, field) => {
    const answer = await house.create({ ...providerInput('https://id.example.org', 'new'), ...wrong });
    expect(answer.data).toEqual({ createSsoProvider: { __typename: 'Refused', code, field } });
    expect((await house.app.owner.query(`SELECT 1 FROM sso_providers WHERE client_id = 'new'`)).rowCount).toBe(0);
  });

  it('keeps the secret when none is typed', async () => {
    const { code } = (await house.create(providerInput('https://id.example.org', 'kept'))).data.createSsoProvider.provider;
    const edited = (clientSecret: string | null): Promise<Answer> => house.edit(code, providerInput('https://id.example.org', 'kept', { clientSecret }));
    expect((await edited(null)).data).toMatchObject({ editSsoProvider: { provider: { hasSecret: true } } });
    expect((await edited('')).data).toMatchObject({ editSsoProvider: { provider: { hasSecret: false } } });
    expect((await house.create(providerInput('https://id.example.org', 'kept'))).data).toMatchObject({ createSsoProvider: { code: 'sso.issuerTaken' } });
  });
});
