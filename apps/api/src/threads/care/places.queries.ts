import { Injectable } from '@nestjs/common';
import { UNDO_WINDOW_MS } from '@foyer/domain/threads';
import { Clock } from '../../platform/clock/clock.js';
import { Database } from '../../platform/database/database.js';
import type { RequestContext } from '../../platform/http/request-context.js';
import { isCode } from '../../platform/ids/ids.js';
import { readableBy } from '../../spaces/index.js';
import { MERGED_CHAIN } from '../replies.repository.js';
import { SHOWN } from '../thread-columns.js';
import type { ArrangementLine, ThreadPlace } from './care.types.js';

/** Where threads and posts are now, and what was done to a thread in the last day. One statement each. */
@Injectable()
export class PlacesQueries {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Follows the merges of a thread; null when nothing is there, or not for her. */
  async thread(ctx: RequestContext, code: string): Promise<ThreadPlace | null> {
    if (!isCode(code)) return null;
    const values: unknown[] = [code];
    return this.database.row<ThreadPlace>(
      `${MERGED_CHAIN} SELECT t.code AS "threadCode", t.slug AS "threadSlug" FROM chain JOIN threads t ON t.id = chain.id JOIN spaces s ON s.id = t.space_id
        WHERE t.state = 'visible' AND ${readableBy(ctx.viewer, values)}`,
      values,
    );
  }

  /** The thread of a post, and its place there. */
  async post(ctx: RequestContext, code: string): Promise<ThreadPlace | null> {
    if (!isCode(code)) return null;
    const values: unknown[] = [code];
    return this.database.row<ThreadPlace>(
      `SELECT t.code AS "threadCode", t.slug AS "threadSlug", p.position FROM posts p JOIN threads t ON t.id = p.thread_id JOIN spaces s ON s.id = t.space_id
        WHERE p.code = $1 AND p.state IN ${SHOWN} AND t.state = 'visible' AND ${readableBy(ctx.viewer, values)}`,
      values,
    );
  }

  /** What can still be undone of a thread, latest first. */
  async arrangements(ctx: RequestContext, code: string): Promise<ArrangementLine[]> {
    if (!isCode(code)) return [];
    const values: unknown[] = [code, new Date(this.clock.now().getTime() - UNDO_WINDOW_MS)];
    const readable = readableBy(ctx.viewer, values);
    return this.database.rows<ArrangementLine>(
      `SELECT a.id, a.kind, a.created_at AS at, m.display_name AS by,
              CASE WHEN a.kind = 'moved' THEN (SELECT s.name_${ctx.locale} FROM spaces s WHERE s.id = a.from_space_id AND ${readable})
                   ELSE (SELECT o.title FROM threads o JOIN spaces s ON s.id = o.space_id WHERE o.id <> t.id AND o.id IN (a.from_thread_id, a.to_thread_id) AND ${readable}) END AS other
         FROM threads t JOIN spaces s ON s.id = t.space_id JOIN thread_arrangements a ON t.id IN (a.from_thread_id, a.to_thread_id) JOIN members m ON m.id = a.actor_id
        WHERE t.code = $1 AND t.state = 'visible' AND a.undone_at IS NULL AND a.created_at > $2 AND ${readable}
        ORDER BY a.created_at DESC LIMIT 20`,
      values,
    );
  }
}
