import { Injectable } from '@nestjs/common';
import type { Wanted } from '@foyer/domain/sso';
import { Clock } from '../platform/clock/clock.js';
import { Database, type Sql, type Transaction } from '../platform/database/database.js';
import { newId } from '../platform/ids/ids.js';

/** For how long somebody may take to answer, in minutes. */
export const ARRIVAL_MINUTES = 30;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Somebody for whom a provider answered and who is not here yet. */
export interface Arrived {
  readonly providerId: string;
  readonly subject: string;
  readonly email: string;
  readonly displayName: string;
  readonly wanted: Wanted;
  readonly secondFactor: boolean;
  readonly provedAt: Date | null;
  readonly invitationId: string | null;
  readonly next: string;
}

const COLUMNS = `provider_id AS "providerId", subject, email::text, display_name AS "displayName", wanted, second_factor AS "secondFactor", proved_at AS "provedAt", invitation_id AS "invitationId", next`;

/** Who stands on the doorstep: kept for the browser that she came with until she answers, and no longer than that. */
@Injectable()
export class ArrivalsRepository {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  async keep(browser: Buffer, one: Arrived): Promise<string> {
    const id = newId();
    const now = this.clock.now();
    await this.database.rows(
      `INSERT INTO sso_arrivals (id, browser_hash, provider_id, subject, email, display_name, wanted, second_factor, proved_at, invitation_id, next, expires_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
      [id, browser, one.providerId, one.subject, one.email, one.displayName, JSON.stringify(one.wanted), one.secondFactor, one.provedAt, one.invitationId, one.next, new Date(now.getTime() + ARRIVAL_MINUTES * 60_000)],
    );
    return id;
  }

  /** Null for what is unknown, over, answered, or another browser's. */
  async find(id: string, browser: Buffer | null, sql: Sql = this.database): Promise<Arrived | null> {
    if (browser === null || !UUID.test(id)) return null;
    return sql.row<Arrived>(`SELECT ${COLUMNS} FROM sso_arrivals WHERE id = $1 AND browser_hash = $2 AND expires_at > $3`, [id, browser, this.clock.now()]);
  }

  /** Forgets who did not answer in time; gives how many. */
  async sweep(): Promise<number> {
    return (await this.database.rows('DELETE FROM sso_arrivals WHERE expires_at < $1 RETURNING id', [this.clock.now()])).length;
  }

  async forget(id: string): Promise<void> {
    await this.database.rows('DELETE FROM sso_arrivals WHERE id = $1', [id]);
  }

  /** Ends it: of two answers at once, one is given true. */
  async end(tx: Transaction, id: string): Promise<boolean> {
    return (await tx.rows('DELETE FROM sso_arrivals WHERE id = $1 RETURNING id', [id])).length === 1;
  }
}
