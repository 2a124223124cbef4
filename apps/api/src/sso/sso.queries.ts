import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import type { Locale } from '../platform/http/request-context.js';
import { ProviderTalk } from './provider-talk.js';
import { ProvidersRepository, type MappingRow, type ProviderRow } from './providers.repository.js';
import type { SsoButton, SsoGifts, SsoLink, SsoProof, SsoProvider } from './sso.types.js';

interface LinkRow {
  code: string;
  name: string;
  email: string | null;
  linked_at: Date | null;
  last_used_at: Date | null;
  removable: boolean;
}

@Injectable()
export class SsoQueries {
  constructor(
    private readonly database: Database,
    private readonly providers: ProvidersRepository,
    private readonly talk: ProviderTalk,
  ) {}

  /** The ways in that the entrance offers, in the order that was chosen. */
  async buttons(locale: Locale): Promise<SsoButton[]> {
    const rows = (await this.providers.all()).filter((row) => row.enabled);
    return rows.map((row) => ({ code: row.code, name: row.name, label: labelOf(row, locale), admits: row.admits }));
  }

  async all(): Promise<SsoProvider[]> {
    const [rows, mappings, uses] = [await this.providers.all(), await this.providers.mappings(), await this.providers.uses()];
    return rows.map((row) => {
      const use = uses.find((one) => one.provider_id === row.id);
      return this.view(row, mappings.filter((mapping) => mapping.provider_id === row.id), use?.members ?? 0, use?.only_way_in ?? 0);
    });
  }

  async one(code: string): Promise<SsoProvider | null> {
    return (await this.all()).find((provider) => provider.code === code) ?? null;
  }

  async gifts(): Promise<SsoGifts> {
    const customRoles = await this.database.rows<{ code: string; name: string }>('SELECT code, name FROM custom_roles ORDER BY lower(name)');
    const groups = await this.database.rows<{ code: string; name: string }>('SELECT code, name FROM groups ORDER BY lower(name)');
    return { customRoles, groups };
  }

  /** What a member has linked, and what she could. */
  async links(memberId: string): Promise<SsoLink[]> {
    const rows = await this.database.rows<LinkRow>(
      `SELECT p.code, p.name, i.email, i.linked_at, i.last_used_at, i.id IS NOT NULL AND (${OTHER_WAY_IN}) AS removable
         FROM sso_providers p LEFT JOIN sso_identities i ON i.provider_id = p.id AND i.member_id = $1
        WHERE p.enabled OR i.id IS NOT NULL ORDER BY p.position, p.code`,
      [memberId],
    );
    return rows.map((row) => ({ code: row.code, name: row.name, email: row.email, linkedAt: row.linked_at, lastUsedAt: row.last_used_at, removable: row.removable }));
  }

  /** The providers by which a member may prove who she is. @param attested only those that are believed about two factors */
  proofs(memberId: string, attested: boolean): Promise<SsoProof[]> {
    return this.database.rows<SsoProof>(
      'SELECT p.code, p.name FROM sso_providers p JOIN sso_identities i ON i.provider_id = p.id WHERE i.member_id = $1 AND p.enabled AND (p.second_factor OR NOT $2) ORDER BY p.position, p.code',
      [memberId, attested],
    );
  }

  private view(row: ProviderRow, mappings: readonly MappingRow[], membersCount: number, onlyWayIn: number): SsoProvider {
    return {
      code: row.code, name: row.name, labelFr: row.label_fr, labelEn: row.label_en, issuer: row.issuer, clientId: row.client_id, hasSecret: row.client_secret !== null,
      scopes: row.scopes, emailClaim: row.email_claim, nameClaim: row.name_claim, valuesClaim: row.values_claim, addressTrust: row.address_trust,
      linkByAddress: row.link_by_address, allowedDomains: [...row.allowed_domains], admits: row.admits, secondFactor: row.second_factor,
      acrValues: row.acr_values, enabled: row.enabled, redirectUri: this.talk.redirectUri(row.code), membersCount, onlyWayIn,
      mappings: mappings.map((one) => ({ value: one.value ?? '', role: one.role, customRole: one.custom_role, group: one.group })),
    };
  }
}

/** Whether the member $1 could still sign in without the provider `p`. */
export const OTHER_WAY_IN = `
  EXISTS (SELECT 1 FROM member_accounts a WHERE a.member_id = $1 AND a.password_hash IS NOT NULL)
  OR EXISTS (SELECT 1 FROM member_passkeys k WHERE k.member_id = $1)
  OR EXISTS (SELECT 1 FROM sso_identities o JOIN sso_providers q ON q.id = o.provider_id AND q.enabled WHERE o.member_id = $1 AND o.provider_id <> p.id)`;

const labelOf = (row: ProviderRow, locale: Locale): string => (locale === 'fr' ? row.label_fr : row.label_en) || (locale === 'fr' ? `Continuer avec ${row.name}` : `Continue with ${row.name}`);
