import { MAPPINGS_MAX } from '@foyer/domain/sso';
import type { ResultOf } from '#lib/api/graphql.ts';
import type { SsoFormQuery } from './sso.operations.ts';

export type Provider = ResultOf<typeof SsoFormQuery>['ssoProviders'][number];
export type Gifts = ResultOf<typeof SsoFormQuery>['ssoGifts'];

/** A line of the mapping: a value there, and what it gives here (`role:cm`, `custom:code`, `group:code`). */
export interface MappingValues {
  readonly value: string;
  readonly gift: string;
}

/** What the form of a provider shows. */
export interface ProviderValues {
  readonly texts: Readonly<Record<'name' | 'labelFr' | 'labelEn' | 'issuer' | 'clientId' | 'scopes' | 'emailClaim' | 'nameClaim' | 'valuesClaim' | 'addressTrust' | 'admits' | 'allowedDomains' | 'acrValues', string>>;
  readonly ticked: Readonly<Record<'linkByAddress' | 'secondFactor' | 'enabled' | 'dropSecret', boolean>>;
  readonly mappings: readonly MappingValues[];
}

/** A new provider as most of them are. */
export const newProvider: ProviderValues = {
  texts: {
    name: '', labelFr: '', labelEn: '', issuer: '', clientId: '', scopes: 'openid email profile', emailClaim: 'email', nameClaim: 'name', valuesClaim: '', addressTrust: 'claim',
    admits: 'door', allowedDomains: '', acrValues: '',
  },
  ticked: { linkByAddress: false, secondFactor: false, enabled: true, dropSecret: false },
  mappings: [],
};

export function valuesOfProvider(provider: Provider): ProviderValues {
  const { name, labelFr, labelEn, issuer, clientId, scopes, emailClaim, nameClaim, valuesClaim, addressTrust, acrValues, admits, linkByAddress, secondFactor, enabled } = provider;
  return {
    texts: { name, labelFr, labelEn, issuer, clientId, scopes, emailClaim, nameClaim, valuesClaim, addressTrust, admits, acrValues, allowedDomains: provider.allowedDomains.join('\n') },
    ticked: { linkByAddress, secondFactor, enabled, dropSecret: false },
    mappings: provider.mappings.map(({ value, role, customRole, group }) => ({ value, gift: role ? `role:${role}` : customRole ? `custom:${customRole}` : `group:${group ?? ''}` })),
  };
}

/** What was typed before a refusal. */
export function valuesOfForm(typed: Readonly<Record<string, string>>): ProviderValues {
  const { texts, ticked } = newProvider;
  return {
    texts: Object.fromEntries(Object.keys(texts).map((name) => [name, typed[name] ?? ''])) as Record<keyof typeof texts, string>,
    ticked: Object.fromEntries(Object.keys(ticked).map((name) => [name, typed[name] !== undefined])) as Record<keyof typeof ticked, boolean>,
    mappings: linesOf((name) => typed[name] ?? ''),
  };
}

/** The lines of the mapping in which something was chosen or typed. */
export function linesOf(field: (name: string) => string): MappingValues[] {
  return Array.from({ length: MAPPINGS_MAX }, (_, n) => ({ value: field(`value.${n}`), gift: field(`gift.${n}`) })).filter((line) => line.value.trim() !== '' || line.gift !== '');
}
