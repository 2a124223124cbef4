import { Injectable } from '@nestjs/common';
import type { Role } from '@foyer/domain/access';
import type { Sql, Transaction } from '../platform/database/database.js';
import { Database } from '../platform/database/database.js';

export interface AccountRow {
  readonly member_id: string;
  readonly password_hash: string | null;
  readonly state: string;
}

export interface NewMember {
  readonly id: string;
  readonly handle: string;
  readonly displayName: string;
  readonly role: Role;
  readonly locale: string | null;
  readonly createdAt: Date;
}

// Any constant: the same for every process of an installation.
const HANDLES_LOCK = 7_105;

@Injectable()
export class AccountsRepository {
  constructor(private readonly database: Database) {}

  accountOf(email: string): Promise<AccountRow | null> {
    return this.database.row<AccountRow>(
      'SELECT a.member_id, a.password_hash, m.state FROM member_accounts a JOIN members m ON m.id = a.member_id WHERE a.email = $1',
      [email],
    );
  }

  /** Keeps a proposed handle for this transaction: whoever proposes the same waits until it ends. */
  async lockHandle(tx: Transaction, proposed: string): Promise<void> {
    await tx.rows('SELECT pg_advisory_xact_lock($1, hashtext($2))', [HANDLES_LOCK, proposed]);
  }

  /** The proposed handle, or the first free one with a number behind it. The unique constraint has the last word. */
  async freeHandle(tx: Sql, proposed: string): Promise<string> {
    const row = await tx.row<{ handle: string }>(
      `SELECT candidate AS handle FROM (
         SELECT $1 AS candidate, 0 AS n UNION ALL SELECT $1 || n, n FROM generate_series(2, 200) AS n
         UNION ALL SELECT $1 || '.' || (1000 + floor(random() * 9000))::int, n FROM generate_series(201, 220) AS n
       ) AS candidates
       WHERE NOT EXISTS (SELECT 1 FROM members WHERE handle = candidate::citext)
         AND NOT EXISTS (SELECT 1 FROM handle_history WHERE handle = candidate::citext AND reserved_until > now()) ORDER BY n LIMIT 1`,
      [proposed],
    );
    if (!row) throw new Error(`No free handle for ${proposed}`);
    return row.handle;
  }

  async insertMember(tx: Sql, member: NewMember): Promise<void> {
    await tx.rows(
      `INSERT INTO members (id, handle, display_name, role, locale, created_at, read_baseline_at) VALUES ($1, $2, $3, $4, $5, $6, $6)`,
      [member.id, member.handle, member.displayName, member.role, member.locale, member.createdAt],
    );
  }

  /** False when the address already has an account. @param confirmedAt when the address was shown to be hers, or null */
  async insertAccount(tx: Sql, memberId: string, email: string, passwordHash: string | null, confirmedAt: Date | null): Promise<boolean> {
    const rows = await tx.rows('INSERT INTO member_accounts (member_id, email, password_hash, email_confirmed_at) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING RETURNING member_id', [memberId, email, passwordHash, confirmedAt]);
    return rows.length === 1;
  }

  async insertClaim(tx: Sql, claim: { tokenHash: Buffer; memberId: string; invitedEmail: string | null; createdBy: string | null; expiresAt: Date }): Promise<void> {
    await tx.rows('INSERT INTO member_claims (token_hash, member_id, invited_email, created_by, expires_at) VALUES ($1, $2, $3, $4, $5)', [
      claim.tokenHash, claim.memberId, claim.invitedEmail, claim.createdBy, claim.expiresAt,
    ]);
  }

  /** Takes the claim: of two browsers with the same link, one gets it, the other null. The address it was made for comes with it. */
  async useClaim(tx: Transaction, tokenHash: Buffer, now: Date): Promise<{ readonly invitedEmail: string | null } | null> {
    const row = await tx.row<{ member_id: string; invited_email: string | null }>(
      `UPDATE member_claims c SET used_at = $2 FROM members m
        WHERE c.token_hash = $1 AND c.used_at IS NULL AND c.expires_at > $2 AND m.id = c.member_id AND m.state = 'unclaimed'
        RETURNING c.member_id, c.invited_email::text`,
      [tokenHash, now],
    );
    if (!row) return null;
    await tx.rows(`UPDATE members SET state = 'active', read_baseline_at = $2 WHERE id = $1`, [row.member_id, now]);
    await tx.rows('UPDATE member_claims SET used_at = $2 WHERE member_id = $1 AND used_at IS NULL', [row.member_id, now]);
    return { invitedEmail: row.invited_email };
  }
}
