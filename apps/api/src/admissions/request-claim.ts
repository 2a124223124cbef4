import { Injectable } from '@nestjs/common';
import { createHash } from 'node:crypto';
import { parseEmail } from '@foyer/domain/accounts';
import type { Result } from '@foyer/domain/result';
import { Clock } from '../platform/clock/clock.js';
import { Database } from '../platform/database/database.js';
import type { RequestContext } from '../platform/http/request-context.js';
import { newId } from '../platform/ids/ids.js';
import { addressKey, Limits } from '../platform/limits/limits.js';
import { Outbox } from '../platform/outbox/outbox.js';

export const CLAIM_ASKED = 'account.claimAsked';

/**
 * Somebody whose account moved in with an import asks for its link, at the address that came with it. Noted here, for
 * every address alike; the worker looks it up.
 */
@Injectable()
export class RequestClaim {
  constructor(
    private readonly database: Database,
    private readonly outbox: Outbox,
    private readonly limits: Limits,
    private readonly clock: Clock,
  ) {}

  async run(ctx: RequestContext, email: string): Promise<Result<{ ok: true }>> {
    const address = parseEmail(email);
    if (!address.ok) return address;
    await this.limits.charge('claim.address', addressKey(ctx.address));
    await this.limits.charge('claim.account', createHash('sha256').update(address.value.toLowerCase()).digest('base64url'));
    const [id, occurredAt] = [newId(), this.clock.now()];
    await this.database.transaction(async (tx) => {
      await tx.rows('INSERT INTO claim_requests (id, email, locale, asked_at) VALUES ($1, $2, $3, $4)', [id, address.value, ctx.locale, occurredAt]);
      await this.outbox.publish(tx, { type: CLAIM_ASKED, version: 1, actorId: null, subjectId: id, spaceId: null, payload: {}, occurredAt });
    });
    return { ok: true, value: { ok: true } };
  }
}
