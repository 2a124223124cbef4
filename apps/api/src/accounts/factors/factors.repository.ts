import { Injectable } from '@nestjs/common';
import type { Role } from '@foyer/domain/access';
import type { Sql, Transaction } from '../../platform/database/database.js';
import { Database } from '../../platform/database/database.js';

/** What a member can prove who she is with. */
export interface AccountFacts {
  readonly id: string;
  readonly role: Role;
  readonly state: string;
  readonly handle: string;
  readonly display_name: string;
  readonly email: string | null;
  readonly password_hash: string | null;
  readonly password_changed_at: Date | null;
  readonly totp: boolean;
  readonly passkeys: number;
  readonly recovery_left: number;
}

export interface TotpRow {
  readonly secret: string;
  readonly created_at: Date;
  readonly confirmed_at: Date | null;
  readonly last_step: string;
}

export interface PasskeyRow {
  readonly id: string;
  readonly member_id: string;
  readonly credential_id: string;
  readonly public_key: Buffer;
  readonly counter: string;
  readonly transports: string[];
  readonly name: string;
  readonly backed_up: boolean;
  readonly created_at: Date;
  readonly last_used_at: Date | null;
}

const FACTS = `
  SELECT m.id, m.role, m.state, m.handle::text, m.display_name, a.email::text, a.password_hash, a.password_changed_at,
         EXISTS (SELECT 1 FROM member_totp t WHERE t.member_id = m.id AND t.confirmed_at IS NOT NULL) AS totp,
         (SELECT count(*)::int FROM member_passkeys k WHERE k.member_id = m.id) AS passkeys,
         (SELECT count(*)::int FROM member_recovery_codes r WHERE r.member_id = m.id AND r.used_at IS NULL) AS recovery_left
    FROM members m LEFT JOIN member_accounts a ON a.member_id = m.id
   WHERE m.id = $1`;

@Injectable()
export class FactorsRepository {
  constructor(private readonly database: Database) {}

  facts(memberId: string, sql: Sql = this.database): Promise<AccountFacts | null> {
    return sql.row<AccountFacts>(FACTS, [memberId]);
  }

  /** The same, while nobody else changes how she proves who she is. */
  async locked(tx: Transaction, memberId: string): Promise<AccountFacts | null> {
    await tx.rows('SELECT 1 FROM members WHERE id = $1 FOR UPDATE', [memberId]);
    return this.facts(memberId, tx);
  }

  totp(memberId: string, sql: Sql = this.database): Promise<TotpRow | null> {
    return sql.row<TotpRow>('SELECT secret, created_at, confirmed_at, last_step FROM member_totp WHERE member_id = $1', [memberId]);
  }

  /** False when codes are on already: they are taken off first. */
  async beginTotp(tx: Sql, memberId: string, sealed: string, now: Date): Promise<boolean> {
    const rows = await tx.rows(
      `INSERT INTO member_totp (member_id, secret, created_at) VALUES ($1, $2, $3)
       ON CONFLICT (member_id) DO UPDATE SET secret = excluded.secret, created_at = excluded.created_at, last_step = 0
         WHERE member_totp.confirmed_at IS NULL RETURNING member_id`,
      [memberId, sealed, now],
    );
    return rows.length === 1;
  }

  /** Uses the code of a step up: of two who bring the same, one is given true. */
  async useStep(tx: Sql, memberId: string, step: number, confirmed: boolean): Promise<boolean> {
    const rows = await tx.rows('UPDATE member_totp SET last_step = $2 WHERE member_id = $1 AND last_step < $2 AND (confirmed_at IS NOT NULL) = $3 RETURNING member_id', [memberId, step, confirmed]);
    return rows.length === 1;
  }

  async confirmTotp(tx: Sql, memberId: string, now: Date): Promise<void> {
    await tx.rows('UPDATE member_totp SET confirmed_at = $2 WHERE member_id = $1', [memberId, now]);
  }

  async sealAgain(memberId: string, was: string, sealed: string): Promise<void> {
    await this.database.rows('UPDATE member_totp SET secret = $3 WHERE member_id = $1 AND secret = $2', [memberId, was, sealed]);
  }

  async removeTotp(tx: Sql, memberId: string): Promise<void> {
    await tx.rows('DELETE FROM member_totp WHERE member_id = $1', [memberId]);
  }

  async replaceRecoveryCodes(tx: Sql, memberId: string, hashes: readonly Buffer[]): Promise<void> {
    await tx.rows('DELETE FROM member_recovery_codes WHERE member_id = $1', [memberId]);
    if (hashes.length > 0) await tx.rows('INSERT INTO member_recovery_codes (member_id, code_hash) SELECT $1, unnest($2::bytea[])', [memberId, hashes]);
  }

  async useRecoveryCode(tx: Sql, memberId: string, hash: Buffer, now: Date): Promise<boolean> {
    const rows = await tx.rows('UPDATE member_recovery_codes SET used_at = $3 WHERE member_id = $1 AND code_hash = $2 AND used_at IS NULL RETURNING member_id', [memberId, hash, now]);
    return rows.length === 1;
  }

  passkeysOf(memberId: string, sql: Sql = this.database): Promise<PasskeyRow[]> {
    return sql.rows<PasskeyRow>('SELECT * FROM member_passkeys WHERE member_id = $1 ORDER BY created_at, id', [memberId]);
  }

  passkey(credentialId: string): Promise<PasskeyRow | null> {
    return this.database.row<PasskeyRow>('SELECT * FROM member_passkeys WHERE credential_id = $1', [credentialId]);
  }

  /** False when that key is registered already, here or with somebody else. */
  async insertPasskey(tx: Sql, key: { id: string; memberId: string; credentialId: string; publicKey: Uint8Array; counter: number; transports: readonly string[]; name: string; backedUp: boolean; now: Date }): Promise<boolean> {
    const rows = await tx.rows(
      `INSERT INTO member_passkeys (id, member_id, credential_id, public_key, counter, transports, name, backed_up, created_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (credential_id) DO NOTHING RETURNING id`,
      [key.id, key.memberId, key.credentialId, Buffer.from(key.publicKey), key.counter, key.transports, key.name, key.backedUp, key.now],
    );
    return rows.length === 1;
  }

  /** False when the key's counter did not move on: the answer is an old one, or the key was copied. */
  async usePasskey(id: string, counter: number, backedUp: boolean, now: Date): Promise<boolean> {
    const rows = await this.database.rows(
      'UPDATE member_passkeys SET counter = $2, backed_up = $3, last_used_at = $4 WHERE id = $1 AND (counter < $2 OR (counter = 0 AND $2::bigint = 0)) RETURNING id',
      [id, counter, backedUp, now],
    );
    return rows.length === 1;
  }

  async renamePasskey(tx: Sql, memberId: string, id: string, name: string): Promise<boolean> {
    return (await tx.rows('UPDATE member_passkeys SET name = $3 WHERE id = $2 AND member_id = $1 RETURNING id', [memberId, id, name])).length === 1;
  }

  async removePasskey(tx: Sql, memberId: string, id: string): Promise<boolean> {
    return (await tx.rows('DELETE FROM member_passkeys WHERE id = $2 AND member_id = $1 RETURNING id', [memberId, id])).length === 1;
  }

  /** All at once, for somebody who has lost them all. */
  async removeAll(tx: Sql, memberId: string): Promise<void> {
    await tx.rows('DELETE FROM member_totp WHERE member_id = $1', [memberId]);
    await tx.rows('DELETE FROM member_passkeys WHERE member_id = $1', [memberId]);
    await tx.rows('DELETE FROM member_recovery_codes WHERE member_id = $1', [memberId]);
    await tx.rows('DELETE FROM sign_in_challenges WHERE member_id = $1', [memberId]);
  }
}
