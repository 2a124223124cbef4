import { Injectable } from '@nestjs/common';
import type { SessionOpening } from '../../platform/auth/session-store.js';
import { Clock } from '../../platform/clock/clock.js';
import { Database, type Sql } from '../../platform/database/database.js';
import { newId } from '../../platform/ids/ids.js';

/** For how long a sign-in that was begun can be ended, in minutes. */
const MINUTES = 10;
/** Codes that may be tried before it has to be begun again. */
const TRIES = 10;

export type PasskeyPurpose = 'register' | 'sign-in' | 'second' | 'step-up';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Whether it has the form of our ids; anything else is not worth a look-up. */
export const isId = (text: string): boolean => UUID.test(text);

/** Steps that were begun and wait for the next, tied to one browser. */
@Injectable()
export class Challenges {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** The first factor was right; gives the id under which the second is waited for. */
  async begin(memberId: string, browser: Buffer, how: SessionOpening): Promise<string> {
    const id = newId();
    await this.database.rows('INSERT INTO sign_in_challenges (id, member_id, browser_hash, how, expires_at) VALUES ($1, $2, $3, $4, $5)', [id, memberId, browser, how, this.later()]);
    return id;
  }

  /** Whose sign-in it is, when this browser began it and it is not over; each call counts as a try. */
  async attempt(id: string, browser: Buffer | null): Promise<{ readonly memberId: string; readonly how: SessionOpening } | null> {
    if (!isId(id) || browser === null) return null;
    return this.database.row(
      `UPDATE sign_in_challenges SET tries = tries + 1 WHERE id = $1 AND browser_hash = $2 AND expires_at > $3 AND tries < ${TRIES} RETURNING member_id AS "memberId", how`,
      [id, browser, this.clock.now()],
    );
  }

  /** The same without counting. */
  async open(id: string, browser: Buffer | null): Promise<{ readonly memberId: string } | null> {
    if (!isId(id) || browser === null) return null;
    return this.database.row(`SELECT member_id AS "memberId" FROM sign_in_challenges WHERE id = $1 AND browser_hash = $2 AND expires_at > $3 AND tries < ${TRIES}`, [id, browser, this.clock.now()]);
  }

  /** Ends it: of two who bring the right code, one is given true. */
  async end(tx: Sql, id: string): Promise<boolean> {
    return (await tx.rows('DELETE FROM sign_in_challenges WHERE id = $1 AND expires_at > $2 RETURNING id', [id, this.clock.now()])).length === 1;
  }

  async beginPasskey(purpose: PasskeyPurpose, memberId: string | null, browser: Buffer, challenge: string): Promise<string> {
    const id = newId();
    await this.database.rows('INSERT INTO passkey_challenges (id, challenge, purpose, member_id, browser_hash, expires_at) VALUES ($1, $2, $3, $4, $5, $6)', [id, challenge, purpose, memberId, browser, this.later()]);
    return id;
  }

  /** Takes a passkey's challenge, once, with the member it was made for (null: whoever answers). */
  async takePasskey(id: string, purpose: PasskeyPurpose, browser: Buffer | null): Promise<{ readonly challenge: string; readonly memberId: string | null } | null> {
    if (!isId(id) || browser === null) return null;
    return this.database.row('DELETE FROM passkey_challenges WHERE id = $1 AND purpose = $2 AND browser_hash = $3 AND expires_at > $4 RETURNING challenge, member_id AS "memberId"', [
      id, purpose, browser, this.clock.now(),
    ]);
  }

  /** Forgets what nobody ended. */
  async sweep(): Promise<void> {
    const now = this.clock.now();
    await this.database.rows('DELETE FROM sign_in_challenges WHERE expires_at < $1', [now]);
    await this.database.rows('DELETE FROM passkey_challenges WHERE expires_at < $1', [now]);
    await this.database.rows('DELETE FROM password_resets WHERE expires_at < $1', [now]);
  }

  private later(): Date {
    return new Date(this.clock.now().getTime() + MINUTES * 60_000);
  }
}
