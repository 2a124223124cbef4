import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import type { RequestContext } from '../platform/http/request-context.js';
import { isCode } from '../platform/ids/ids.js';
import { readableBy } from '../spaces/index.js';

/** That a viewer may read something, and what it was at that moment. */
export interface Head {
  readonly id: string;
  /** Changes whenever what everybody sees of it changes. */
  readonly revision: string;
}

/** Threads of a space's first page whose revisions make the page's. */
const LISTED = 26;

/**
 * The small statements that come before anything kept in memory: may she read it, and is what we keep still what it
 * is? Access is asked of the database every time; only the text behind it is kept.
 */
@Injectable()
export class ThreadHeads {
  // One operation asks for the same head several times (the thread, its posts): it is read once.
  private readonly asked = new WeakMap<RequestContext, Map<string, Promise<Head | null>>>();

  constructor(private readonly database: Database) {}

  /** Null when there is no such thread, or not for her. */
  thread(ctx: RequestContext, code: string): Promise<Head | null> {
    if (!isCode(code)) return Promise.resolve(null);
    return this.once(ctx, `thread ${code}`, () => {
      const values: unknown[] = [code];
      return this.database.row<Head>(
        `SELECT t.id, t.revision || ' ' || s.revision AS revision FROM threads t JOIN spaces s ON s.id = t.space_id
          WHERE t.code = $1 AND t.state = 'visible' AND ${readableBy(ctx.viewer, values)}`,
        values,
      );
    });
  }

  /** A space with the revisions of the threads on its first page; null when there is none, or not for her. */
  space(ctx: RequestContext, slug: string): Promise<Head | null> {
    return this.once(ctx, `space ${slug}`, () => {
      const values: unknown[] = [slug];
      return this.database.row<Head>(
        `SELECT s.id, concat_ws(' ', s.revision, s.threads_count,
                (SELECT string_agg(l.code || l.revision, ' ') FROM (SELECT t.code, t.revision FROM threads t
                  WHERE t.space_id = s.id AND t.state = 'visible' AND t.pinned_at IS NULL ORDER BY t.last_post_at DESC, t.id DESC LIMIT ${LISTED}) l),
                (SELECT string_agg(p.code || p.revision, ' ') FROM (SELECT t.code, t.revision FROM threads t
                  WHERE t.space_id = s.id AND t.state = 'visible' AND t.pinned_at IS NOT NULL ORDER BY t.pinned_at DESC, t.id) p)) AS revision
           FROM spaces s WHERE s.slug = $1 AND ${readableBy(ctx.viewer, values)}`,
        values,
      );
    });
  }

  private once(ctx: RequestContext, key: string, read: () => Promise<Head | null>): Promise<Head | null> {
    let heads = this.asked.get(ctx);
    if (!heads) this.asked.set(ctx, (heads = new Map()));
    let head = heads.get(key);
    if (!head) heads.set(key, (head = read()));
    return head;
  }
}
