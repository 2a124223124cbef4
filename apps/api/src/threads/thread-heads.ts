import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import { knownForRequest, oncePerRequest } from '../platform/http/request-id.js';
import type { RequestContext } from '../platform/http/request-context.js';
import { isCode } from '../platform/ids/ids.js';
import { readableBy } from '../spaces/index.js';

/** That a viewer may read something, and what it was at that moment. */
export interface Head {
  readonly id: string;
  /** Changes whenever what everybody sees of it changes. */
  readonly revision: string;
}

/** The columns of a thread's head; needs `t` and `s`. */
export const HEAD = `t.id, t.revision || ' ' || s.revision AS revision`;

/** Threads of a space's first page whose revisions make the page's. */
const LISTED = 26;

/**
 * The small statements that come before anything kept in memory: may she read it, and is what we keep still what it
 * is? Access is asked of the database every time; only the text behind it is kept.
 */
@Injectable()
export class ThreadHeads {
  constructor(private readonly database: Database) {}

  /** Null when there is no such thread, or not for her. */
  thread(ctx: RequestContext, code: string): Promise<Head | null> {
    if (!isCode(code)) return Promise.resolve(null);
    return oncePerRequest(keyOf(ctx, 'thread', code), () => {
      const values: unknown[] = [code];
      return this.database.row<Head>(
        `SELECT ${HEAD} FROM threads t JOIN spaces s ON s.id = t.space_id
          WHERE t.code = $1 AND t.state = 'visible' AND ${readableBy(ctx.viewer, values)}`,
        values,
      );
    });
  }

  /** Notes a head that another statement has just read for the same viewer. */
  note(ctx: RequestContext, code: string, head: Head | null): void {
    knownForRequest(keyOf(ctx, 'thread', code), head);
  }

  /** A space with the revisions of the threads on its first page; null when there is none, or not for her. */
  space(ctx: RequestContext, slug: string): Promise<Head | null> {
    return oncePerRequest(keyOf(ctx, 'space', slug), () => {
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
}

const keyOf = (ctx: RequestContext, kind: 'thread' | 'space', name: string): string => `${kind} ${ctx.viewer.memberId ?? ''} ${name}`;
