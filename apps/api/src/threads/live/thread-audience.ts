import { Injectable } from '@nestjs/common';
import { holds } from '@foyer/domain/access';
import { Database } from '../../platform/database/database.js';
import type { Locale, SessionViewer } from '../../platform/http/request-context.js';
import { isCode } from '../../platform/ids/ids.js';
import { readableBy } from '../../spaces/index.js';

/** A thread as somebody may follow it. */
export interface FollowedThread {
  readonly threadId: string;
  readonly spaceId: string;
  /** Changes whenever it may be that others may read the space. */
  readonly spaceRevision: string;
  /** A decimal number that rises with each visible change. */
  readonly revision: string;
  /** Everybody of one audience sees exactly the same: language, and whether removed texts are shown. */
  readonly audience: string;
  /** Handles of those whom she blocks or who block her: neither is shown that the other is there. */
  readonly apart: readonly string[];
}

@Injectable()
export class ThreadAudience {
  constructor(private readonly database: Database) {}

  /** The thread for this viewer, or null: there is none, or it is not hers to read. */
  async of(viewer: SessionViewer, locale: Locale, code: string): Promise<FollowedThread | null> {
    if (!isCode(code)) return null;
    const values: unknown[] = [code];
    const readable = readableBy(viewer, values);
    // Whom she shut out is hers alone, even for those who look through her eyes.
    const me = `$${values.push(viewer.viewingAs ? null : viewer.memberId)}::uuid`;
    const row = await this.database.row<Omit<FollowedThread, 'audience'>>(
      `SELECT t.id AS "threadId", t.space_id AS "spaceId", s.revision::text AS "spaceRevision", t.revision::text AS revision,
              ARRAY(SELECT m.handle::text FROM members m WHERE m.id IN (
                SELECT blocked_id FROM member_blocks WHERE blocker_id = ${me} UNION ALL SELECT blocker_id FROM member_blocks WHERE blocked_id = ${me})) AS apart
         FROM threads t JOIN spaces s ON s.id = t.space_id
        WHERE t.code = $1 AND t.state = 'visible' AND ${readable}`,
      values,
    );
    return row && { ...row, audience: audienceOf(viewer, locale) };
  }
}

export const audienceOf = (viewer: SessionViewer, locale: Locale): string => `${locale}:${holds(viewer, 'post.readRemoved') ? 'staff' : 'reader'}`;
