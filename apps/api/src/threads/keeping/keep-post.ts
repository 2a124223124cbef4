import { Injectable } from '@nestjs/common';
import { accept, type Result } from '@foyer/domain/result';
import { parseBookmark } from '@foyer/domain/threads';
import type { Done } from '../../members/index.js';
import { Clock } from '../../platform/clock/clock.js';
import { Database } from '../../platform/database/database.js';
import { NotFound } from '../../platform/graphql/errors.js';
import type { RequestContext } from '../../platform/http/request-context.js';
import { isCode } from '../../platform/ids/ids.js';
import { Limits } from '../../platform/limits/limits.js';
import { readableBy } from '../../spaces/index.js';
import { writerOf } from '../saved-post.js';
import type { BookmarkInput } from './keeping.types.js';

/** The hour of a reminder, by the community's clock. */
const MORNING = '08:00';

/** A member keeps a post for herself, with a note and a day to be reminded on; keeping it again changes both. */
@Injectable()
export class KeepPost {
  constructor(
    private readonly database: Database,
    private readonly limits: Limits,
    private readonly clock: Clock,
  ) {}

  async keep(ctx: RequestContext, input: BookmarkInput): Promise<Result<Done>> {
    const memberId = writerOf(ctx);
    if (!isCode(input.postCode)) throw new NotFound();
    await this.limits.charge('act.member', memberId);
    const values: unknown[] = [input.postCode, this.clock.now()];
    const post = await this.database.row<{ id: string; today: string }>(
      `SELECT p.id, (SELECT ($2::timestamptz AT TIME ZONE time_zone)::date::text FROM community) AS today
         FROM posts p JOIN threads t ON t.id = p.thread_id JOIN spaces s ON s.id = t.space_id
        WHERE p.code = $1 AND p.state = 'visible' AND t.state = 'visible' AND ${readableBy(ctx.viewer, values)}`,
      values,
    );
    if (!post) throw new NotFound();
    const draft = parseBookmark(input, post.today);
    if (!draft.ok) return draft;
    await this.database.rows(
      `INSERT INTO bookmarks (member_id, post_id, note, remind_at, created_at)
       SELECT $1, $2, $3, ($4::date + time '${MORNING}') AT TIME ZONE c.time_zone, $5 FROM community c
       ON CONFLICT (member_id, post_id) DO UPDATE SET note = excluded.note, remind_at = excluded.remind_at`,
      [memberId, post.id, draft.value.note, draft.value.remindOn, this.clock.now()],
    );
    return accept({ ok: true });
  }

  /** Twice is once; what she may not read any more can be let go too. */
  async drop(ctx: RequestContext, postCode: string): Promise<Done> {
    const memberId = writerOf(ctx);
    if (!isCode(postCode)) throw new NotFound();
    await this.limits.charge('act.member', memberId);
    await this.database.rows('DELETE FROM bookmarks b USING posts p WHERE b.member_id = $1 AND p.id = b.post_id AND p.code = $2', [memberId, postCode]);
    return { ok: true };
  }
}
