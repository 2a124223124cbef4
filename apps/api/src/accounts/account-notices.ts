import { Injectable } from '@nestjs/common';
import type { Transaction } from '../platform/database/database.js';
import type { Locale } from '../platform/http/request-context.js';
import { Mailer, type MailTemplates } from '../platform/mail/index.js';
import type { AccountMail } from './account.mails.js';

interface Recipient {
  email: string;
  display_name: string;
  locale: Locale;
}

/** Tells members by mail what happened to their account. */
@Injectable()
export class AccountNotices {
  constructor(private readonly mailer: Mailer) {}

  /** To the member's address as it is now, or to the one given (her former one). Whoever has no address is told nothing. */
  async tell<N extends AccountMail>(tx: Transaction, memberId: string, template: N, data: MailTemplates[N], address?: string): Promise<void> {
    const to = await tx.row<Recipient>(
      `SELECT a.email::text, m.display_name, coalesce(m.locale, (SELECT default_locale FROM community)) AS locale
         FROM members m JOIN member_accounts a ON a.member_id = m.id WHERE m.id = $1`,
      [memberId],
    );
    if (!to) return;
    await this.mailer.queue(tx, { template, to: { address: address ?? to.email, name: to.display_name, memberId }, locale: to.locale, data, essential: true });
  }
}
