import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock/clock.js';
import { SETTINGS, type Settings } from '../platform/config/settings.js';
import { Database, type Transaction } from '../platform/database/database.js';
import { newId } from '../platform/ids/ids.js';
import { Mailer } from '../platform/mail/index.js';
import { codeHash, newCodeToType } from './secrets.js';
import type { Newcomer } from './sign-up-draft.js';

/** For how long a code is good. */
export const MINUTES = 30;
/** How often it may be tried. */
export const TRIES = 10;

export interface ConfirmationSent {
  readonly challenge: string;
  readonly expiresAt: Date;
}

/** Keeps what somebody wrote until her address is proved, and sends the code. */
@Injectable()
export class ConfirmationMails {
  constructor(
    @Inject(SETTINGS) private readonly settings: Settings,
    private readonly database: Database,
    private readonly mailer: Mailer,
    private readonly clock: Clock,
  ) {}

  /** Known and unknown addresses take the same statements; which mail is queued is all that differs. */
  send(newcomer: Newcomer): Promise<ConfirmationSent> {
    return this.database.transaction(async (tx) => {
      const now = this.clock.now();
      await tx.rows(`DELETE FROM sign_ups WHERE id IN (SELECT id FROM sign_ups WHERE expires_at < $1::timestamptz - interval '1 day' LIMIT 100 FOR UPDATE SKIP LOCKED)`, [now]);
      const known = await this.isKnown(tx, newcomer.email);
      const [challenge, code] = [newId(), newCodeToType()];
      const mailId = await this.mail(tx, challenge, code, newcomer, known);
      const expiresAt = new Date(now.getTime() + MINUTES * 60_000);
      await tx.rows(
        'INSERT INTO sign_ups (id, email, code_hash, draft, known, mail_id, created_at, expires_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)',
        [challenge, newcomer.email, codeHash(challenge, code), JSON.stringify(newcomer), known, mailId, now, expiresAt],
      );
      return { challenge, expiresAt };
    });
  }

  /** Another code for what waits already; the old one ends. What is over or unknown is answered the same. */
  async sendAgain(challenge: string): Promise<ConfirmationSent> {
    const now = this.clock.now();
    const expiresAt = new Date(now.getTime() + MINUTES * 60_000);
    await this.database.transaction(async (tx) => {
      const row = await tx.row<{ draft: Newcomer; known: boolean }>(
        'SELECT draft, known FROM sign_ups WHERE id = $1 AND used_at IS NULL AND created_at > $2::timestamptz - interval \'1 day\' FOR UPDATE',
        [challenge, now],
      );
      if (!row) return;
      const code = newCodeToType();
      const mailId = await this.mail(tx, challenge, code, row.draft, row.known);
      await tx.rows('UPDATE sign_ups SET code_hash = $2, tries = 0, mail_id = $3, expires_at = $4 WHERE id = $1', [challenge, codeHash(challenge, code), mailId, expiresAt]);
    });
    return { challenge, expiresAt };
  }

  private async isKnown(tx: Transaction, email: string): Promise<boolean> {
    const row = await tx.row<{ known: boolean }>(
      `SELECT EXISTS (SELECT 1 FROM member_accounts WHERE email = $1) OR EXISTS (SELECT 1 FROM applications WHERE email = $1 AND state = 'waiting') AS known`,
      [email],
    );
    return row?.known ?? false;
  }

  private mail(tx: Transaction, challenge: string, code: string, { email, displayName, locale }: Newcomer, known: boolean): Promise<string> {
    const { publicUrl } = this.settings;
    // The name was typed by whoever filled the form in: it is not said to the owner of an account.
    if (known) return this.mailer.queue(tx, { template: 'admissions.known', to: { address: email, name: null }, locale, essential: true, data: { url: `${publicUrl}/sign-in` } });
    return this.mailer.queue(tx, {
      template: 'admissions.confirm', to: { address: email, name: displayName }, locale, essential: true,
      data: { code, url: `${publicUrl}/confirm/${challenge}?code=${code}`, minutes: MINUTES },
    });
  }
}
