import { Injectable } from '@nestjs/common';
import { daysUntil, handleReservedUntil, nextHandleChange, parseHandle } from '@foyer/domain/members';
import { accept, refuse, type Result } from '@foyer/domain/result';
import { raiseCommunity } from '../community/index.js';
import { Audit } from '../platform/audit/audit.js';
import { Clock } from '../platform/clock/clock.js';
import { Database, type Transaction } from '../platform/database/database.js';
import { Unauthenticated } from '../platform/graphql/errors.js';
import type { RequestContext } from '../platform/http/request-context.js';
import { Limits } from '../platform/limits/limits.js';
import type { HandleChanged } from './profile.types.js';

const UNIQUE_VIOLATION = '23505';

/** A member takes another handle. The old one leads to her, and stays hers to take back for a year. */
@Injectable()
export class ChangeHandle {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly limits: Limits,
    private readonly clock: Clock,
  ) {}

  async run(ctx: RequestContext, wished: string): Promise<Result<HandleChanged>> {
    const { memberId } = ctx.viewer;
    if (memberId === null) throw new Unauthenticated();
    await this.limits.charge('profile.member', memberId);
    const parsed = parseHandle(wished);
    if (!parsed.ok) return parsed;
    try {
      return await this.database.transaction((tx) => this.change(tx, ctx, memberId, parsed.value));
    } catch (error) {
      // Somebody took it at the same moment.
      if ((error as { code?: unknown }).code === UNIQUE_VIOLATION) return refuse('member.handleTaken', 'handle');
      throw error;
    }
  }

  private async change(tx: Transaction, ctx: RequestContext, memberId: string, handle: string): Promise<Result<HandleChanged>> {
    const now = this.clock.now();
    const row = await tx.row<{ handle: string; handle_changed_at: Date | null; taken: boolean }>(
      `SELECT m.handle::text, m.handle_changed_at,
              EXISTS (SELECT 1 FROM members other WHERE other.handle = $2 AND other.id <> m.id)
              OR EXISTS (SELECT 1 FROM handle_history h WHERE h.handle = $2 AND h.member_id <> m.id AND h.reserved_until > $3) AS taken
         FROM members m WHERE m.id = $1 FOR UPDATE OF m`,
      [memberId, handle, now],
    );
    if (!row) throw new Unauthenticated();
    if (row.handle === handle) return accept({ handle });
    const next = nextHandleChange(row.handle_changed_at?.getTime() ?? null, now.getTime());
    // The same letters in another case are the same handle: nothing is given up.
    const onlyCase = row.handle.toLowerCase() === handle;
    if (next && !onlyCase) return refuse('member.handleSoon', 'handle', { days: daysUntil(next, now.getTime()) });
    if (row.taken) return refuse('member.handleTaken', 'handle');
    await tx.rows('UPDATE members SET handle = $2, handle_changed_at = CASE WHEN $4 THEN handle_changed_at ELSE $3::timestamptz END WHERE id = $1', [memberId, handle, now, onlyCase]);
    if (!onlyCase) {
      await tx.rows('DELETE FROM handle_history WHERE handle = $1', [handle]);
      await tx.rows(
        `INSERT INTO handle_history (handle, member_id, changed_at, reserved_until) VALUES ($1, $2, $3, $4)
         ON CONFLICT (handle) DO UPDATE SET member_id = excluded.member_id, changed_at = excluded.changed_at, reserved_until = excluded.reserved_until`,
        [row.handle, memberId, now, new Date(handleReservedUntil(now.getTime()))],
      );
      await this.audit.write(tx, { action: 'member.handleChanged', subjectKind: 'member', subjectId: memberId, ctx });
    }
    await raiseCommunity(tx);
    return accept({ handle });
  }
}
