import { Injectable } from '@nestjs/common';
import { accept, refuse, type Result } from '@foyer/domain/result';
import type { Done } from '../../members/index.js';
import { Audit } from '../../platform/audit/audit.js';
import { Clock } from '../../platform/clock/clock.js';
import { Database, type Transaction } from '../../platform/database/database.js';
import type { RequestContext } from '../../platform/http/request-context.js';
import { ClusterBus } from '../../platform/realtime/cluster-bus.js';
import { isId } from '../factors/challenges.repository.js';
import { ownSession } from '../own-session.js';

const END = 'UPDATE sessions SET revoked_at = $2 WHERE member_id = $1 AND revoked_at IS NULL';

/** Ends sessions of a member, here and on every process: their open sockets close. */
@Injectable()
export class EndSessions {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly bus: ClusterBus,
    private readonly clock: Clock,
  ) {}

  /** One of her own. */
  async one(ctx: RequestContext, id: string): Promise<Result<Done>> {
    const { memberId } = ownSession(ctx);
    if (!isId(id)) return refuse('session.gone');
    return this.database.transaction(async (tx) => {
      const ended = await this.end(tx, `${END} AND id = $3 RETURNING id`, [memberId, this.clock.now(), id]);
      if (ended === 0) return refuse('session.gone');
      await this.audit.write(tx, { action: 'session.revoked', subjectKind: 'member', subjectId: memberId, detail: { sessionId: id }, ctx });
      return accept({ ok: true });
    });
  }

  /** All of hers but this one. */
  async allOthers(ctx: RequestContext): Promise<Done> {
    const { memberId, sessionId } = ownSession(ctx);
    await this.database.transaction(async (tx) => {
      const ended = await this.others(tx, memberId, sessionId);
      if (ended > 0) await this.audit.write(tx, { action: 'session.othersRevoked', subjectKind: 'member', subjectId: memberId, detail: { sessions: ended }, ctx });
    });
    return { ok: true };
  }

  others(tx: Transaction, memberId: string, kept: string): Promise<number> {
    return this.end(tx, `${END} AND id <> $3 RETURNING id`, [memberId, this.clock.now(), kept]);
  }

  all(tx: Transaction, memberId: string): Promise<number> {
    return this.end(tx, `${END} RETURNING id`, [memberId, this.clock.now()]);
  }

  private async end(tx: Transaction, statement: string, values: readonly unknown[]): Promise<number> {
    const ended = await tx.rows<{ id: string }>(statement, values);
    tx.afterCommit(() => {
      for (const { id } of ended) this.bus.emit('session.revoked', { sessionId: id });
    });
    return ended.length;
  }
}
