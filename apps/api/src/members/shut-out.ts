import { Injectable } from '@nestjs/common';
import { accept, refuse, type Result } from '@foyer/domain/result';
import { Clock } from '../platform/clock/clock.js';
import { Database } from '../platform/database/database.js';
import type { RequestContext } from '../platform/http/request-context.js';
import { Limits } from '../platform/limits/limits.js';
import { ClusterBus } from '../platform/realtime/cluster-bus.js';
import type { Done } from './member.types.js';
import { OtherMember } from './other-member.js';

/** People whom one member can block, and mute: every page of hers carries them. */
const LARGEST = 500;

/**
 * A member blocks another (both ways: neither reaches the other any more) or mutes her (one way: her writing is put
 * aside). Nobody is told, and nothing of it is in any log: it is hers alone.
 */
@Injectable()
export class ShutOut {
  constructor(
    private readonly database: Database,
    private readonly others: OtherMember,
    private readonly limits: Limits,
    private readonly clock: Clock,
    private readonly bus: ClusterBus,
  ) {}

  async block(ctx: RequestContext, handle: string, on: boolean): Promise<Result<Done>> {
    await this.limits.charge('act.member', ctx.viewer.memberId ?? '');
    return this.database.transaction(async (tx) => {
      const found = await this.others.of(tx, ctx, handle);
      if (!found.ok) return found;
      const { me, other } = found.value;
      tx.afterCommit(() => this.bus.emit('member.parted', { memberIds: [me, other.id] }));
      if (!on) {
        await tx.rows('DELETE FROM member_blocks WHERE blocker_id = $1 AND blocked_id = $2', [me, other.id]);
        return accept({ ok: true });
      }
      if (other.onTeam) return refuse('member.blockTeam');
      const rows = await tx.rows(
        `INSERT INTO member_blocks (blocker_id, blocked_id, created_at)
         SELECT $1, $2, $3 WHERE (SELECT count(*) FROM member_blocks WHERE blocker_id = $1) < ${LARGEST} ON CONFLICT DO NOTHING RETURNING 1`,
        [me, other.id, this.clock.now()],
      );
      if (rows.length === 0 && !other.youBlock) return refuse('member.blocksMany', undefined, { max: LARGEST });
      await tx.rows('DELETE FROM member_follows WHERE (follower_id = $1 AND followed_id = $2) OR (follower_id = $2 AND followed_id = $1)', [me, other.id]);
      return accept({ ok: true });
    });
  }

  async mute(ctx: RequestContext, handle: string, on: boolean): Promise<Result<Done>> {
    await this.limits.charge('act.member', ctx.viewer.memberId ?? '');
    return this.database.transaction(async (tx) => {
      const found = await this.others.of(tx, ctx, handle);
      if (!found.ok) return found;
      const { me, other } = found.value;
      if (!on) {
        await tx.rows('DELETE FROM member_mutes WHERE muter_id = $1 AND muted_id = $2', [me, other.id]);
        return accept({ ok: true });
      }
      const row = await tx.row<{ full: boolean }>(
        `WITH added AS (
           INSERT INTO member_mutes (muter_id, muted_id, created_at)
           SELECT $1, $2, $3 WHERE (SELECT count(*) FROM member_mutes WHERE muter_id = $1) < ${LARGEST} ON CONFLICT DO NOTHING)
         SELECT count(*) >= ${LARGEST} AND NOT bool_or(muted_id = $2) AS full FROM member_mutes WHERE muter_id = $1`,
        [me, other.id, this.clock.now()],
      );
      return row?.full ? refuse('member.blocksMany', undefined, { max: LARGEST }) : accept({ ok: true });
    });
  }
}
