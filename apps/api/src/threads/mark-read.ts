import { Injectable } from '@nestjs/common';
import type { Done } from '../members/index.js';
import { Clock } from '../platform/clock/clock.js';
import { Database } from '../platform/database/database.js';
import { NotFound } from '../platform/graphql/errors.js';
import type { RequestContext } from '../platform/http/request-context.js';
import { isCode } from '../platform/ids/ids.js';
import { Limits } from '../platform/limits/limits.js';
import { ProcessLimits } from '../platform/limits/process-limits.js';
import { readableBy } from '../spaces/index.js';
import { writerOf } from './saved-post.js';

/** How far a member has read. Positions only rise. */
@Injectable()
export class MarkRead {
  constructor(
    private readonly database: Database,
    private readonly limits: Limits,
    private readonly processLimits: ProcessLimits,
    private readonly clock: Clock,
  ) {}

  /** Remembers the last position that was on the screen. One statement. */
  async thread(ctx: RequestContext, code: string, position: number): Promise<Done> {
    const memberId = writerOf(ctx);
    if (!isCode(code)) throw new NotFound();
    await this.processLimits.charge('markRead.member', memberId);
    const values: unknown[] = [memberId, code, Math.max(0, position), this.clock.now()];
    const rows = await this.database.rows(
      `INSERT INTO thread_reads AS r (member_id, thread_id, position, read_at)
       SELECT $1::uuid, t.id, least($3::int, t.last_position), $4 FROM threads t JOIN spaces s ON s.id = t.space_id
        WHERE t.code = $2 AND t.state = 'visible' AND ${readableBy(ctx.viewer, values)}
       ON CONFLICT (member_id, thread_id) DO UPDATE SET position = greatest(r.position, excluded.position), read_at = excluded.read_at
       RETURNING 1`,
      values,
    );
    if (rows.length === 0) throw new NotFound();
    return { ok: true };
  }

  /** Everything, or everything of a space, is read. One statement. */
  async all(ctx: RequestContext, spaceSlug: string | null): Promise<Done> {
    const memberId = writerOf(ctx);
    await this.limits.charge('act.member', memberId);
    const now = this.clock.now();
    if (spaceSlug === null) {
      await this.database.rows(
        `WITH settled AS (UPDATE members SET read_baseline_at = $2 WHERE id = $1::uuid)
         UPDATE thread_reads r SET position = t.last_position, read_at = $2 FROM threads t
          WHERE r.member_id = $1::uuid AND t.id = r.thread_id AND r.position < t.last_position`,
        [memberId, now],
      );
      return { ok: true };
    }
    const values: unknown[] = [memberId, now, spaceSlug, ctx.viewer.readBaselineAt];
    const row = await this.database.row<{ found: boolean }>(
      `WITH space AS (SELECT s.id FROM spaces s WHERE s.slug = $3 AND ${readableBy(ctx.viewer, values)}), settled AS (
         INSERT INTO thread_reads AS r (member_id, thread_id, position, read_at)
         SELECT $1::uuid, t.id, t.last_position, $2 FROM threads t JOIN space ON space.id = t.space_id WHERE t.state = 'visible' AND t.last_post_at > $4::timestamptz
         ON CONFLICT (member_id, thread_id) DO UPDATE SET position = excluded.position, read_at = excluded.read_at WHERE r.position < excluded.position
       )
       SELECT EXISTS (SELECT 1 FROM space) AS found`,
      values,
    );
    if (!row?.found) throw new NotFound();
    return { ok: true };
  }
}
