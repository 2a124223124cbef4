import { Injectable } from '@nestjs/common';
import type { Role } from '@foyer/domain/access';
import type { AddressTrust, Admits, Mapping } from '@foyer/domain/sso';
import { Database, type Sql } from '../platform/database/database.js';

export interface ProviderRow {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly label_fr: string;
  readonly label_en: string;
  readonly issuer: string;
  readonly client_id: string;
  readonly client_secret: string | null;
  readonly scopes: string;
  readonly email_claim: string;
  readonly name_claim: string;
  readonly values_claim: string;
  readonly address_trust: AddressTrust;
  readonly link_by_address: boolean;
  readonly allowed_domains: readonly string[];
  readonly admits: Admits;
  readonly second_factor: boolean;
  readonly acr_values: string;
  readonly enabled: boolean;
  readonly revision: number;
}

export interface MappingRow {
  readonly provider_id: string;
  readonly value: string | null;
  readonly role: Role | null;
  readonly custom_role_id: string | null;
  readonly group_id: string | null;
  readonly custom_role: string | null;
  readonly group: string | null;
}

/** What a provider's secret belongs to when it is sealed. */
export const secretPlace = (providerId: string): string => `sso:${providerId}`;

const MAPPINGS = `
  SELECT s.provider_id, s.value, s.role, s.custom_role_id, s.group_id, r.code AS custom_role, g.code AS "group"
    FROM sso_mappings s LEFT JOIN custom_roles r ON r.id = s.custom_role_id LEFT JOIN groups g ON g.id = s.group_id`;

@Injectable()
export class ProvidersRepository {
  constructor(private readonly database: Database) {}

  all(): Promise<ProviderRow[]> {
    return this.database.rows<ProviderRow>('SELECT * FROM sso_providers ORDER BY position, code');
  }

  byCode(sql: Sql, code: string): Promise<ProviderRow | null> {
    return sql.row<ProviderRow>('SELECT * FROM sso_providers WHERE code = $1', [code]);
  }

  byId(sql: Sql, id: string): Promise<ProviderRow | null> {
    return sql.row<ProviderRow>('SELECT * FROM sso_providers WHERE id = $1', [id]);
  }

  mappings(): Promise<MappingRow[]> {
    return this.database.rows<MappingRow>(`${MAPPINGS} ORDER BY s.provider_id, s.position`);
  }

  async mappingsOf(sql: Sql, providerId: string): Promise<Mapping[]> {
    const rows = await sql.rows<MappingRow>(`${MAPPINGS} WHERE s.provider_id = $1 ORDER BY s.position`, [providerId]);
    return rows.map((row) => ({ value: row.value, role: row.role, customRoleId: row.custom_role_id, groupId: row.group_id }));
  }

  /** How many came from each, and how many of them have no other way in. */
  uses(): Promise<{ readonly provider_id: string; readonly members: number; readonly only_way_in: number }[]> {
    return this.database.rows(
      `SELECT i.provider_id, count(*)::int AS members,
              count(*) FILTER (WHERE a.password_hash IS NULL AND NOT EXISTS (SELECT 1 FROM member_passkeys k WHERE k.member_id = i.member_id) AND NOT EXISTS (
                SELECT 1 FROM sso_identities o JOIN sso_providers p ON p.id = o.provider_id AND p.enabled WHERE o.member_id = i.member_id AND o.id <> i.id))::int AS only_way_in
         FROM sso_identities i LEFT JOIN member_accounts a ON a.member_id = i.member_id GROUP BY i.provider_id`,
    );
  }
}
