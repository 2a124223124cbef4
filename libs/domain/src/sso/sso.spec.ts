import { parseIssuer, parseProvider, provedSince, readClaims, rightsWanted, roleAfter, type ClaimNames, type ProviderDraft } from './index.js';

const names: ClaimNames = { emailClaim: 'email', nameClaim: 'name', valuesClaim: 'groups', addressTrust: 'claim', acrValues: ['gold'] };
const draft: ProviderDraft = {
  name: 'Kerlune', labelFr: '', labelEn: '', issuer: 'https://id.example.org', clientId: 'foyer', clientSecret: null, scopes: 'email profile',
  emailClaim: '', nameClaim: '', valuesClaim: 'groups', addressTrust: 'claim', linkByAddress: false, allowedDomains: [], admits: 'door', secondFactor: false,
  acrValues: '', enabled: true, mappings: [],
};

describe('what a provider says', () => {
  it.each([
    [{ email: 'a@example.org', email_verified: true }, true],
    [{ email: 'a@example.org', email_verified: 'true' }, true],
    [{ email: 'a@example.org' }, false],
    [{ email: 'a@example.org', email_verified: 'yes' }, false],
    [{ email: 'nonsense', email_verified: true }, false],
  ])('takes the address of %j for verified: %s', (claims, verified) => expect(readClaims(claims, names).emailVerified).toBe(verified));

  it('does not believe the claim about another address', () => {
    const claims = { email: 'a@example.org', upn: 'b@example.org', email_verified: true };
    expect(readClaims(claims, { ...names, emailClaim: 'upn' })).toMatchObject({ email: 'b@example.org', emailVerified: false });
    expect(readClaims(claims, { ...names, emailClaim: 'upn', addressTrust: 'always' }).emailVerified).toBe(true);
    expect(readClaims(claims, { ...names, addressTrust: 'never' }).emailVerified).toBe(false);
  });

  it.each([
    [{ groups: ['a', 'b', 'a', 3, null] }, 'groups', ['a', 'b']],
    [{ groups: 'a' }, 'groups', ['a']],
    [{ realm_access: { roles: ['x'] } }, 'realm_access.roles', ['x']],
    [{ 'https://id.example/groups': ['y'] }, 'https://id.example/groups', ['y']],
    [{ groups: { a: 1 } }, 'groups', []],
    [{}, '__proto__.constructor', []],
  ])('reads the values of %j under %s', (claims, valuesClaim, expected) => expect(readClaims(claims, { ...names, valuesClaim }).values).toEqual(expected));

  it('finds a name where there is one', () => {
    expect(readClaims({ given_name: 'Maëlle', family_name: 'Le Goff' }, names).name).toBe('Maëlle Le Goff');
    expect(readClaims({ name: '\u202Ex', preferred_username: 'maelle' }, names).name).toBe('maelle');
    expect(readClaims({}, names).name).toBeNull();
  });

  it.each([[{ amr: ['pwd', 'otp'] }, true], [{ amr: ['pwd'] }, false], [{ acr: 'gold' }, true], [{ acr: 'silver' }, false], [{ amr: 'mfa' }, false]])('%j shows two factors: %s', (claims, shown) =>
    expect(readClaims(claims, names).secondFactor).toBe(shown));
});

describe('a proof at a provider', () => {
  const sentAt = new Date('2026-05-01T10:00:00Z');
  const at = sentAt.getTime() / 1_000;
  it.each([[at, true], [at - 300, true], [at - 301, false], [at + 3_600, true], [null, false]])('at %s counts: %s', (authTime, counts) => expect(provedSince(authTime, sentAt)).toBe(counts));
  it.each([[{ auth_time: at }, at], [{ auth_time: String(at) }, null], [{ auth_time: -1 }, null], [{}, null]])('%j is read as %s', (claims, read) => expect(readClaims(claims, names).authTime).toBe(read));
});

describe('rights by what a provider says', () => {
  const mapping = { value: null, role: null, customRoleId: null, groupId: null };

  it('gives the highest role, and every group and custom role', () => {
    const mappings = [{ ...mapping, value: 'a', role: 'moderator' as const }, { ...mapping, value: 'b', role: 'cm' as const }, { ...mapping, groupId: 'everybody' }, { ...mapping, value: 'c', groupId: 'no' }, { ...mapping, value: 'a', customRoleId: 'r' }];
    expect(rightsWanted(mappings, ['a', 'b'])).toEqual({ role: 'cm', customRoleIds: ['r'], groupIds: ['everybody'] });
    expect(rightsWanted(mappings, [])).toEqual({ role: null, customRoleIds: [], groupIds: ['everybody'] });
  });

  it('raises, takes back what it gave, and nothing else', () => {
    const member = { role: 'member', granted: null, before: null } as const;
    const raised = roleAfter(member, 'cm');
    expect(raised).toEqual({ role: 'cm', granted: 'cm', before: 'member' });
    expect(roleAfter(raised, null)).toEqual(member);
    expect(roleAfter(raised, 'moderator')).toEqual({ role: 'moderator', granted: 'moderator', before: 'member' });
    // Given by a person here.
    expect(roleAfter({ role: 'admin', granted: null, before: null }, 'cm')).toEqual({ role: 'admin', granted: null, before: null });
    expect(roleAfter({ role: 'moderator', granted: 'cm', before: 'member' }, null)).toEqual({ role: 'moderator', granted: null, before: null });
  });
});

describe('a provider, as it is typed', () => {
  it('is tidied', () => {
    expect(parseProvider({ ...draft, name: '  Kerlune  équipe ', allowedDomains: ['@Kerlune.example', 'kerlune.example', ''] }, false)).toMatchObject({
      ok: true, value: { name: 'Kerlune équipe', scopes: 'openid email profile', emailClaim: 'email', allowedDomains: ['kerlune.example'] },
    });
  });

  it.each([
    [{ name: 'x' }, 'sso.nameShort'], [{ issuer: 'id.example.org' }, 'sso.issuer'], [{ issuer: 'https://a@b.example' }, 'sso.issuer'], [{ issuer: 'http://id.example.org' }, 'sso.issuerPlain'],
    [{ issuer: 'http://127.0.0.1:4000' }, 'sso.issuerPlain'], [{ clientId: '' }, 'sso.clientId'], [{ clientSecret: 'a b' }, 'sso.clientSecret'], [{ allowedDomains: ['nope'] }, 'sso.domain'],
    [{ mappings: [{ value: 'a', role: null, customRole: null, group: null }] }, 'sso.mappingGift'], [{ valuesClaim: '', mappings: [{ value: 'a', role: 'cm' as const, customRole: null, group: null }] }, 'sso.mappingNoClaim'],
    [{ issuer: `https://${'x'.repeat(25_000)}` }, 'sso.fieldLong'],
  ])('%j is refused: %s', (wrong, code) => expect(parseProvider({ ...draft, ...wrong }, false)).toMatchObject({ ok: false, refusal: { code } }));

  it('may be on this machine without TLS when the house is', () => {
    expect(parseIssuer('http://localhost:4000/op/.well-known/openid-configuration', true)).toEqual({ ok: true, value: 'http://localhost:4000/op' });
    expect(parseIssuer('http://192.168.1.2/op', true).ok).toBe(false);
    expect(parseIssuer('http://localhost.evil.example/op', true).ok).toBe(false);
  });
});
