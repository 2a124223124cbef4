import { Injectable, type OnModuleInit } from '@nestjs/common';
import { ConsumerRegistry } from '../../platform/outbox/consumer-registry.js';
import type { Transaction } from '../../platform/database/database.js';
import { AccountNotices } from '../account-notices.js';
import { Challenges } from '../factors/challenges.repository.js';
import { ResetLinks } from './reset-links.js';
import { RESET_ASKED } from './reset-password.js';

/** Mails one member gets in an hour, whoever asks for them. */
const MOST_AN_HOUR = 5;

/** Sends the link that somebody asked for, when the address has an account. */
@Injectable()
export class OnResetAsked implements OnModuleInit {
  constructor(
    private readonly consumers: ConsumerRegistry,
    private readonly links: ResetLinks,
    private readonly notices: AccountNotices,
    private readonly challenges: Challenges,
  ) {}

  onModuleInit(): void {
    this.consumers.register('accounts.resetLinks', [RESET_ASKED], async (events, tx) => {
      for (const event of events) await this.send(tx, event.subjectId);
      await this.challenges.sweep();
    });
  }

  private async send(tx: Transaction, requestId: string): Promise<void> {
    const asked = await tx.row<{ email: string }>('DELETE FROM password_reset_requests WHERE id = $1 RETURNING email::text', [requestId]);
    if (!asked) return;
    const member = await tx.row<{ id: string; sent: number }>(
      `SELECT a.member_id AS id, (SELECT count(*)::int FROM mails WHERE member_id = a.member_id AND template = 'accounts.passwordReset' AND created_at > now() - interval '1 hour') AS sent
         FROM member_accounts a JOIN members m ON m.id = a.member_id WHERE a.email = $1 AND m.state = 'active'`,
      [asked.email],
    );
    if (!member || member.sent >= MOST_AN_HOUR) return;
    const { url } = await this.links.make(tx, member.id);
    await this.notices.tell(tx, member.id, 'accounts.passwordReset', { url });
  }
}
