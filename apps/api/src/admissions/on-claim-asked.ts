import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Claims } from '../accounts/index.js';
import type { Transaction } from '../platform/database/database.js';
import type { Locale } from '../platform/http/request-context.js';
import { Mailer } from '../platform/mail/index.js';
import { ConsumerRegistry } from '../platform/outbox/consumer-registry.js';
import { CLAIM_ASKED } from './request-claim.js';

interface Asked {
  readonly email: string;
  readonly locale: Locale;
}

/** Sends the link that somebody asked for, when an imported account came with her address: link and mail together, or neither. */
@Injectable()
export class OnClaimAsked implements OnModuleInit {
  constructor(
    private readonly consumers: ConsumerRegistry,
    private readonly claims: Claims,
    private readonly mailer: Mailer,
  ) {}

  onModuleInit(): void {
    this.consumers.register('admissions.claimLinks', [CLAIM_ASKED], async (events, tx) => {
      for (const event of events) await this.send(tx, event.subjectId);
    });
  }

  private async send(tx: Transaction, requestId: string): Promise<void> {
    const asked = await tx.row<Asked>('DELETE FROM claim_requests WHERE id = $1 RETURNING email::text, locale', [requestId]);
    if (!asked) return;
    const member = await tx.row<{ id: string; display_name: string; locale: Locale | null }>(
      `SELECT m.id, m.display_name, m.locale FROM member_claims c JOIN members m ON m.id = c.member_id
        WHERE c.invited_email = $1 AND m.state = 'unclaimed' ORDER BY c.created_at DESC LIMIT 1`,
      [asked.email],
    );
    if (!member) return;
    const link = await this.claims.create(tx, member.id, { actorId: null, invitedEmail: asked.email });
    await this.mailer.queue(tx, {
      template: 'admissions.claim', to: { address: asked.email, name: member.display_name, memberId: member.id }, locale: member.locale ?? asked.locale, essential: true,
      data: { url: link.url, until: link.expiresAt.toISOString() },
    });
  }
}
