import { Injectable } from '@nestjs/common';
import { memberFollowed } from '@foyer/domain/members';
import { accept, refuse, type Result } from '@foyer/domain/result';
import { Clock } from '../platform/clock/clock.js';
import { Database, type Transaction } from '../platform/database/database.js';
import type { RequestContext } from '../platform/http/request-context.js';
import { Limits } from '../platform/limits/limits.js';
import { Outbox } from '../platform/outbox/outbox.js';
import type { Done } from './member.types.js';
import { OtherMember } from './other-member.js';

/** A member follows another, more closely or not, or stops. Twice is once. */
@Injectable()
export class FollowMember {
  constructor(
    private readonly database: Database,
    private readonly others: OtherMember,
    private readonly outbox: Outbox,
    private readonly limits: Limits,
    private readonly clock: Clock,
  ) {}

  async run(ctx: RequestContext, handle: string, on: boolean): Promise<Result<Done>> {
    await this.limits.charge('follow.member', ctx.viewer.memberId ?? '');
    return this.database.transaction(async (tx) => {
      const found = await this.others.of(tx, ctx, handle);
      if (!found.ok) return found;
      const { me, other } = found.value;
      if (!on) {
        await tx.rows('DELETE FROM member_follows WHERE follower_id = $1 AND followed_id = $2', [me, other.id]);
        return accept({ ok: true });
      }
      if (other.youBlock) return refuse('member.followBlocked');
      await this.follow(tx, me, other);
      return accept({ ok: true });
    });
  }

  /** To watch is to follow and more; to watch no more is to follow still. */
  async watch(ctx: RequestContext, handle: string, on: boolean): Promise<Result<Done>> {
    await this.limits.charge('follow.member', ctx.viewer.memberId ?? '');
    return this.database.transaction(async (tx) => {
      const found = await this.others.of(tx, ctx, handle);
      if (!found.ok) return found;
      const { me, other } = found.value;
      if (on && other.youBlock) return refuse('member.followBlocked');
      if (on) await this.follow(tx, me, other);
      await tx.rows('UPDATE member_follows SET watched = $3 WHERE follower_id = $1 AND followed_id = $2', [me, other.id, on]);
      return accept({ ok: true });
    });
  }

  private async follow(tx: Transaction, me: string, other: { readonly id: string; readonly blocksYou: boolean; readonly mutesYou: boolean }): Promise<void> {
    const now = this.clock.now();
    const rows = await tx.rows('INSERT INTO member_follows (follower_id, followed_id, created_at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING RETURNING 1', [me, other.id, now]);
    // Whoever blocks or mutes her hears nothing of it, and she is told nothing of that.
    if (rows.length > 0 && !other.blocksYou && !other.mutesYou) await this.outbox.publish(tx, memberFollowed(me, other.id, now));
  }
}
