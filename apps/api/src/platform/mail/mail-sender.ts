import { Inject, Injectable } from '@nestjs/common';
import { Database } from '../database/database.js';
import { log } from '../http/log.js';
import { SendGate } from '../send-gate/send-gate.js';
import { MailRenderer, oneLine, type MailFacts } from './mail-renderer.js';
import { templateNamed } from './mail-template.js';
import { StopLinks } from './stop-links.js';
import { MAIL_TRANSPORT, type MailTransport, type Outcome } from './mail-transport.js';

/** While a process sends a mail, no other takes it; after that long, in minutes, it is taken for dead. */
const LEASE = 10;
/** Minutes until the next try; the last is repeated. */
const DELAYS = [1, 5, 15, 60, 180, 360] as const;
/** About four days. A mail given up waits in the console, whole. */
const MOST_ATTEMPTS = 20;

interface QueuedMail extends MailFacts {
  readonly toAddress: string;
  readonly fromName: string | null;
  readonly attempts: number;
}

// Essential ones overtake: a link somebody waits for does not queue behind a newsletter.
const TAKE = `
  UPDATE mails SET attempts = attempts + 1, next_try_at = now() + make_interval(mins => ${LEASE})
   WHERE id = (SELECT id FROM mails WHERE state = 'queued' AND next_try_at <= now() ORDER BY essential DESC, id LIMIT 1 FOR UPDATE SKIP LOCKED)
  RETURNING id, template, to_address AS "toAddress", to_name AS "toName", from_name AS "fromName", locale, essential, data, attempts`;

const RELEASE = `UPDATE mails SET state = 'queued', next_try_at = now() WHERE state = 'held' AND (essential OR $1::boolean)`;

const LEFT = `
  UPDATE mails SET state = 'sent', sent_at = now(), subject = $2, message_id = $3, last_error = NULL, data = CASE WHEN $4::boolean THEN data END
   WHERE id = $1`;

const SETTLE = `UPDATE mails SET state = $2, last_error = $3, subject = coalesce($4, subject) WHERE id = $1`;
const PUT_OFF = `UPDATE mails SET last_error = $2, next_try_at = now() + make_interval(mins => $3::int) WHERE id = $1`;
// Being held is no try.
const HOLD = `UPDATE mails SET state = 'held', attempts = attempts - 1 WHERE id = $1`;
const UNWANTED = `
  UPDATE mails SET state = 'unwanted', data = NULL
   WHERE id = $1 AND NOT essential AND EXISTS (SELECT 1 FROM mail_refusals r WHERE r.address = to_address::citext)
  RETURNING id`;

/**
 * Sends what is queued, one mail after the other. A mail is marked as sent after the server took it: a process that
 * dies in between may make it leave twice, under the same message id, and never makes it not leave.
 */
@Injectable()
export class MailSender {
  constructor(
    private readonly database: Database,
    private readonly gate: SendGate,
    private readonly renderer: MailRenderer,
    private readonly links: StopLinks,
    @Inject(MAIL_TRANSPORT) private readonly transport: MailTransport | null,
  ) {}

  /** Treats one mail; gives 0 when there is none, or when the server cannot be reached and trying on makes no sense. */
  async round(): Promise<number> {
    const mail = await this.database.row<QueuedMail>(TAKE);
    if (!mail) return 0;
    if ((await this.gate.decide('mail', mail.essential)) === 'hold') {
      await this.database.rows(HOLD, [mail.id]);
      return 1;
    }
    if (!mail.essential && (await this.database.row(UNWANTED, [mail.id]))) return 1;
    return (await this.treat(mail)) ? 1 : 0;
  }

  /** Puts what the gate lets go back into the queue, in the order it was written. */
  async release(): Promise<void> {
    if ((await this.gate.decide('mail', true)) === 'hold') return;
    await this.database.rows(RELEASE, [(await this.gate.decide('mail', false)) === 'go']);
  }

  /** Gives whether the server can be reached, as far as this mail tells. */
  private async treat(mail: QueuedMail): Promise<boolean> {
    const token = mail.essential ? null : await this.links.tokenFor(mail.toAddress);
    let written: Awaited<ReturnType<MailRenderer['render']>>;
    try {
      written = await this.renderer.render(mail, token === null ? null : this.links.pageOf(token));
    } catch (error) {
      log.error({ mail: mail.id, template: mail.template, error }, 'mail cannot be written');
      await this.database.rows(SETTLE, [mail.id, 'failed', error instanceof Error ? error.message.slice(0, 200) : 'unknown', null]);
      return true;
    }
    // A newer process queued it, or an older one left it behind: the one that knows it will send it.
    if (!written) return this.settle(mail, null, { kind: 'later', reason: `No template ${mail.template}` });
    if (!this.transport) {
      await this.database.rows(SETTLE, [mail.id, 'kept', null, written.subject]);
      return true;
    }
    const house = await this.renderer.house();
    const messageId = `${mail.id}@${this.transport.domain}`;
    const outcome = await this.transport.send({
      id: messageId,
      from: { name: mail.fromName ?? this.transport.from.name ?? oneLine(house.name), address: this.transport.from.address },
      to: { name: mail.toName ?? '', address: mail.toAddress },
      ...written,
      headers: { 'Auto-Submitted': 'auto-generated', 'Content-Language': mail.locale, ...(token !== null && this.stopHeaders(token)) },
    });
    if (outcome.kind !== 'sent') return this.settle(mail, written.subject, outcome);
    await this.database.rows(LEFT, [mail.id, written.subject, messageId, templateNamed(mail.template)?.harmless ?? false]);
    return true;
  }

  /** What mail programs show their own “unsubscribe” button for. */
  private stopHeaders(token: string): Record<string, string> {
    return { 'List-Unsubscribe': `<${this.links.oneClickOf(token)}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' };
  }

  private async settle(mail: QueuedMail, subject: string | null, outcome: Exclude<Outcome, { kind: 'sent' }>): Promise<boolean> {
    const { reason } = outcome;
    log.warn({ mail: mail.id, template: mail.template, outcome: outcome.kind, attempts: mail.attempts, reason }, 'mail not sent');
    if (outcome.kind === 'later' && mail.attempts < MOST_ATTEMPTS) {
      await this.database.rows(PUT_OFF, [mail.id, reason, DELAYS[Math.min(mail.attempts, DELAYS.length) - 1] ?? 1]);
    } else {
      await this.database.rows(SETTLE, [mail.id, outcome.kind === 'refused' ? 'bounced' : 'failed', reason, subject]);
    }
    return !outcome.away;
  }
}
