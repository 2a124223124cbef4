import { ROLES } from '@foyer/domain/access';
import { ADDRESS_TRUST, ADMITS } from '@foyer/domain/sso';
import { text } from '#lib/api/forms.ts';
import type { VariablesOf } from '#lib/api/graphql.ts';
import { linesOf } from './provider-values.ts';
import type { CreateSsoProviderMutation } from './sso.operations.ts';

type Input = VariablesOf<typeof CreateSsoProviderMutation>['input'];

/** Reads the form of a provider. What is not a known choice becomes the most careful one. */
export function providerInput(form: FormData): Input {
  const one = (name: string): string => text(form, name);
  const secret = one('clientSecret');
  return {
    name: one('name'), labelFr: one('labelFr'), labelEn: one('labelEn'), issuer: one('issuer'), clientId: one('clientId'),
    clientSecret: form.has('dropSecret') ? '' : secret === '' ? null : secret,
    scopes: one('scopes'), emailClaim: one('emailClaim'), nameClaim: one('nameClaim'), valuesClaim: one('valuesClaim'), acrValues: one('acrValues'),
    addressTrust: ADDRESS_TRUST.find((trust) => trust === form.get('addressTrust')) ?? 'never',
    admits: ADMITS.find((one) => one === form.get('admits')) ?? 'nobody',
    linkByAddress: form.has('linkByAddress'), secondFactor: form.has('secondFactor'), enabled: form.has('enabled'),
    allowedDomains: one('allowedDomains').split(/[\s,;]+/).filter((domain) => domain !== ''),
    mappings: linesOf(one).map(({ value, gift }) => {
      const [kind, key = ''] = gift.split(':');
      return { value, role: kind === 'role' ? (ROLES.find((role) => role === key) ?? null) : null, customRole: kind === 'custom' ? key : null, group: kind === 'group' ? key : null };
    }),
  };
}
