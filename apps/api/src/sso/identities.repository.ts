import { Injectable } from '@nestjs/common';
import type { Role } from '@foyer/domain/access';
import type { Sql, Transaction } from '../platform/database/database.js';
import { newId } from '../platform/ids/ids.js';

export interface IdentityRow {
  readonly id: string;
  readonly member_id: string;
  readonly role_granted: Role | null;
  readonly role_before: Role | null;
  readonly state: string;
}

/** An account that has an address. */
export interface AddressRow {
  readonly member_id: string;
  readonly state: string;
  readonly role: Role;
  readonly confirmed: boolean;
}

/** Who a person of a provider is here. */
@Injectable()
export class IdentitiesRepository {
  find(sql: Sql, providerId: string, subject: string): Promise<IdentityRow | null> {
    return sql.row<IdentityRow>(
      `SELECT i.id, i.member_id, i.role_granted, i.role_before, m.state FROM sso_identities i JOIN members m ON m.id = i.member_id
        WHERE i.provider_id = $1 AND i.subject = $2`,
      [providerId, subject],
    );
  }

  byAddress(sql: Sql, email: string): Promise<AddressRow | null> {
    return sql.row<AddressRow>(
      `SELECT a.member_id, m.state, m.role, a.email_confirmed_at IS NOT NULL AS confirmed FROM member_accounts a JOIN members m ON m.id = a.member_id WHERE a.email = $1`,
      [email],
    );
  }

  /** False when the person, or the member, is linked already. */
  async insert(tx: Transaction, identity: { providerId: string; memberId: string; subject: string; email: string | null; now: Date }): Promise<IdentityRow | null> {
    return tx.row<IdentityRow>(
      `INSERT INTO sso_identities (id, provider_id, member_id, subject, email, linked_at, last_used_at) VALUES ($1, $2, $3, $4, $5, $6, $6)
       ON CONFLICT DO NOTHING RETURNING id, member_id, role_granted, role_before, 'active' AS state`,
      [newId(), identity.providerId, identity.memberId, identity.subject, identity.email, identity.now],
    );
  }

  async used(tx: Transaction, id: string, email: string | null, now: Date): Promise<void> {
    await tx.rows('UPDATE sso_identities SET last_used_at = $2, email = coalesce($3, email) WHERE id = $1', [id, now, email]);
  }

  /** Whether somebody with this address waits for the team's answer. */
  async applicationWaits(sql: Sql, email: string): Promise<boolean> {
    return (await sql.row(`SELECT 1 FROM applications WHERE email = $1 AND state = 'waiting'`, [email])) !== null;
  }
}
