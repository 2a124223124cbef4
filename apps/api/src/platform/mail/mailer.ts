import { Injectable } from '@nestjs/common';
import type { Transaction } from '../database/database.js';
import type { Locale } from '../http/request-context.js';
import { newId } from '../ids/ids.js';
import { MailBell } from './mail-bell.js';
import { oneLine } from './mail-renderer.js';
import type { MailName, MailTemplates } from './mail-template.js';

/** A mail to one person. */
export interface Letter<N extends MailName> {
  readonly template: N;
  readonly to: { readonly address: string; readonly name: string | null; readonly memberId?: string | null };
  readonly locale: Locale;
  readonly data: MailTemplates[N];
  /** What somebody waits for or must know (a link she asked for, a change of her account): no unsubscribing from it. */
  readonly essential?: boolean;
  /** Who writes, in words; the address stays the house's. */
  readonly from?: { readonly name: string };
}

const QUEUE = `
  INSERT INTO mails (id, template, to_address, to_name, member_id, from_name, locale, essential, data)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`;

/** Where use cases leave their mails. */
@Injectable()
export class Mailer {
  constructor(private readonly bell: MailBell) {}

  /**
   * Leaves a mail in the caller's transaction: it goes out after the commit, or never existed. One statement, whatever
   * the mail: writing it out and sending it are the worker's. Gives the mail's id.
   */
  async queue<N extends MailName>(tx: Transaction, letter: Letter<N>): Promise<string> {
    const id = newId();
    const { to } = letter;
    await tx.rows(QUEUE, [
      id,
      letter.template,
      to.address,
      to.name === null ? null : oneLine(to.name),
      to.memberId ?? null,
      letter.from ? oneLine(letter.from.name) : null,
      letter.locale,
      letter.essential ?? false,
      JSON.stringify(letter.data),
    ]);
    tx.afterCommit(() => this.bell.ring());
    return id;
  }
}
