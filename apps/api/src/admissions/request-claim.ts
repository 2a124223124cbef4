import { Injectable } from '@nestjs/common';
import { createHash } from 'node:crypto';
import { parseEmail } from '@foyer/domain/accounts';
import type { Result } from '@foyer/domain/result';
import { Claims } from '../accounts/index.js';
import { Database } from '../platform/database/database.js';
import type { Locale, RequestContext } from '../platform/http/request-context.js';
import { log } from '../platform/http/log.js';
import { addressKey, Limits } from '../platform/limits/limits.js';
import { Mailer } from '../platform/mail/index.js';

/**
 * Somebody whose account moved in with an import asks for its link, at the address that came with it. Every address is
 * answered alike; the work that only a known one makes happens after the answer.
 */
@Injectable()
export class RequestClaim {
  constructor(
    private readonly database: Database,
    private readonly claims: Claims,
    private readonly mailer: Mailer,
    private readonly limits: Limits,
  ) {}

  async run(ctx: RequestContext, email: string): Promise<Result<{ ok: true }>> {
    const address = parseEmail(email);
    if (!address.ok) return address;
    await this.limits.charge('claim.address', addressKey(ctx.address));
    await this.limits.charge('claim.account', createHash('sha256').update(address.value.toLowerCase()).digest('base64url'));
    void this.send(address.value, ctx.locale).catch((error: unknown) => log.error({ requestId: ctx.requestId, error }, 'claim link not sent'));
    return { ok: true, value: { ok: true } };
  }

  private async send(address: string, asked: Locale): Promise<void> {
    await this.database.transaction(async (tx) => {
      const member = await tx.row<{ id: string; display_name: string; locale: Locale | null }>(
        `SELECT m.id, m.display_name, m.locale FROM member_claims c JOIN members m ON m.id = c.member_id
          WHERE c.invited_email = $1 AND m.state = 'unclaimed' ORDER BY c.created_at DESC LIMIT 1`,
        [address],
      );
      if (!member) return;
      const link = await this.claims.create(tx, member.id, { actorId: null, invitedEmail: address });
      await this.mailer.queue(tx, {
        template: 'admissions.claim', to: { address: address, name: member.display_name, memberId: member.id }, locale: member.locale ?? asked, essential: true,
        data: { url: link.url, until: link.expiresAt.toISOString() },
      });
    });
  }
}
