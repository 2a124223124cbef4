import { Injectable } from '@nestjs/common';
import { standsAbove } from '@foyer/domain/access';
import { accept, refuse, type Result } from '@foyer/domain/result';
import type { Done } from '../members/index.js';
import { Audit } from '../platform/audit/audit.js';
import { Clock } from '../platform/clock/clock.js';
import { Database, type Transaction } from '../platform/database/database.js';
import type { RequestContext } from '../platform/http/request-context.js';
import { ClusterBus } from '../platform/realtime/cluster-bus.js';
import { raiseCommunity } from '../community/index.js';
import { keepingAnAdmin } from './last-admin.js';
import { lockMember, type LockedMember } from './locked-member.js';

const REASON_MAX = 500;
const RAW_REASON = 4_000;

/** Keeps an account out, with a reason, and lets it in again; ends what is signed in. */
@Injectable()
export class SuspendMember {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly bus: ClusterBus,
    private readonly clock: Clock,
  ) {}

  suspend(ctx: RequestContext, handle: string, given: string): Promise<Result<Done>> {
    const reason = given.length > RAW_REASON ? null : given.normalize('NFC').replace(/[\p{Cc}\p{Cf}]/gu, ' ').replace(/\s+/g, ' ').trim();
    if (reason === null || reason.length > REASON_MAX) return Promise.resolve(refuse('role.reasonLong', 'reason', { max: REASON_MAX }));
    return this.decide(ctx, handle, async (tx, member) => {
      if (member.state === 'suspended') return accept({ ok: true });
      if (reason.length < 3) return refuse('role.reasonShort', 'reason');
      await tx.rows(`UPDATE members SET state = 'suspended', state_before = state, suspended_at = $2, suspended_reason = $3, suspended_by = $4 WHERE id = $1`, [member.id, this.clock.now(), reason, ctx.viewer.memberId]);
      const ended = await this.endSessions(tx, member.id);
      await raiseCommunity(tx);
      await this.write(tx, ctx, 'member.suspended', member.id, { before: { state: member.state }, after: { state: 'suspended' }, sessionsEnded: ended });
      return accept({ ok: true });
    });
  }

  reactivate(ctx: RequestContext, handle: string): Promise<Result<Done>> {
    return this.decide(ctx, handle, async (tx, member) => {
      if (member.state !== 'suspended') return accept({ ok: true });
      const row = await tx.row<{ state: string }>(
        `UPDATE members SET state = coalesce(state_before, 'active'), state_before = NULL, suspended_at = NULL, suspended_reason = NULL, suspended_by = NULL WHERE id = $1 RETURNING state`,
        [member.id],
      );
      await raiseCommunity(tx);
      await this.write(tx, ctx, 'member.reactivated', member.id, { before: { state: 'suspended' }, after: { state: row?.state } });
      return accept({ ok: true });
    });
  }

  /** She has to sign in again everywhere. */
  signOut(ctx: RequestContext, handle: string): Promise<Result<Done>> {
    return this.decide(ctx, handle, async (tx, member) => {
      const ended = await this.endSessions(tx, member.id);
      await this.write(tx, ctx, 'member.sessionsEnded', member.id, { sessionsEnded: ended });
      return accept({ ok: true });
    });
  }

  private decide(ctx: RequestContext, handle: string, act: (tx: Transaction, member: LockedMember) => Promise<Result<Done>>): Promise<Result<Done>> {
    return keepingAnAdmin(
      this.database.transaction(async (tx) => {
        const member = await lockMember(tx, handle);
        if (!member) return refuse('role.memberUnknown', 'handle');
        if (member.id === ctx.viewer.memberId) return refuse('role.oneself');
        if (!standsAbove(ctx.viewer, member)) return refuse('role.notYours');
        return act(tx, member);
      }),
    );
  }

  private async endSessions(tx: Transaction, memberId: string): Promise<number> {
    const rows = await tx.rows('UPDATE sessions SET revoked_at = $2 WHERE member_id = $1 AND revoked_at IS NULL RETURNING 1', [memberId, this.clock.now()]);
    tx.afterCommit(() => this.bus.emit('session.revoked', { memberId }));
    return rows.length;
  }

  private write(tx: Transaction, ctx: RequestContext, action: string, memberId: string, detail: object): Promise<void> {
    return this.audit.write(tx, { action, subjectKind: 'member', subjectId: memberId, actorId: ctx.viewer.memberId, detail, ctx });
  }
}
