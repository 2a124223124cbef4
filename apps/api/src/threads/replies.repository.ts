import { Injectable } from '@nestjs/common';
import type { Role } from '@foyer/domain/access';
import type { ThreadFacts } from '@foyer/domain/threads';
import { apart } from '../members/index.js';
import type { Sql, Transaction } from '../platform/database/database.js';
import type { LocaleWord } from '../platform/graphql/words.js';
import type { SessionViewer } from '../platform/http/request-context.js';
import { publishing } from '../platform/outbox/outbox.js';
import { readableBy } from '../spaces/index.js';
import { POST_PARTS, postValues, type NewPost } from './new-post.js';
import { cardColumns } from './thread-columns.js';
import { THREAD, threadOf, type ThreadColumns } from './threads.repository.js';

/** What a reply needs to know of its thread. */
export interface RepliedThread {
  readonly id: string;
  readonly code: string;
  readonly slug: string;
  readonly locale: LocaleWord;
  readonly spaceId: string;
  readonly facts: ThreadFacts;
}

/** The post that a reply answers, as the page shows it above the reply. */
export interface ParentRow {
  parent_id: string;
  parent_code: string;
  parent_position: number;
  parent_state: string;
  parent_author_id: string;
  parent_handle: string;
  parent_name: string;
  parent_avatar: string | null;
  parent_role: Role;
  parent_excerpt: string;
  /** Whether its author and whoever replies block each other. */
  parent_apart: boolean;
}

/** A thread by its code ($1) and those it was merged into, one after the other: `chain` with `id` and `steps`. */
export const MERGED_CHAIN = `WITH RECURSIVE chain AS (
  SELECT t.id, t.merged_into, 0 AS steps FROM threads t WHERE t.code = $1
  UNION ALL SELECT n.id, n.merged_into, chain.steps + 1 FROM chain JOIN threads n ON n.id = chain.merged_into WHERE chain.steps < 50
)`;

/** Statements of a reply. */
@Injectable()
export class RepliesRepository {
  /** Locks the thread's row; what is read afterwards is as it stays until the end of the transaction. */
  async lock(tx: Transaction, viewer: SessionViewer, code: string): Promise<void> {
    const values: unknown[] = [code];
    await tx.rows(`SELECT 1 FROM threads t JOIN spaces s ON s.id = t.space_id WHERE t.code = $1 AND t.state = 'visible' AND ${readableBy(viewer, values)} FOR NO KEY UPDATE OF t`, values);
  }

  /** The thread, the code of the reply that this key already made, and what the slow mode asks: its seconds, and when she last wrote there. */
  async thread(sql: Sql, viewer: SessionViewer, code: string, key: string): Promise<{ thread: RepliedThread; made: string | null; slowSeconds: number; lastReplyAt: Date | null } | null> {
    const values: unknown[] = [code, viewer.memberId, key];
    const row = await sql.row<ThreadColumns & { made: string | null; slow_seconds: number; last_reply_at: Date | null }>(
      `SELECT ${THREAD}, (SELECT mine.code FROM posts mine WHERE mine.author_id = $2::uuid AND mine.client_key = $3) AS made, greatest(t.slow_seconds, s.slow_seconds) AS slow_seconds,
              (SELECT tp.last_post_at FROM thread_participants tp WHERE tp.thread_id = t.id AND tp.member_id = $2::uuid) AS last_reply_at
         FROM threads t JOIN spaces s ON s.id = t.space_id WHERE t.code = $1 AND t.state = 'visible' AND ${readableBy(viewer, values)}`,
      values,
    );
    return row && { thread: threadOf(row), made: row.made, slowSeconds: row.slow_seconds, lastReplyAt: row.last_reply_at };
  }

  /** The thread that stands now where this one was merged into, as long as she may read it. */
  async mergedInto(sql: Sql, viewer: SessionViewer, code: string): Promise<string | null> {
    const values: unknown[] = [code];
    const row = await sql.row<{ code: string }>(
      `${MERGED_CHAIN} SELECT t.code FROM chain JOIN threads t ON t.id = chain.id JOIN spaces s ON s.id = t.space_id
        WHERE chain.steps > 0 AND t.state = 'visible' AND ${readableBy(viewer, values)}`,
      values,
    );
    return row?.code ?? null;
  }

  /** The post to answer, when it is one of this thread. */
  parent(sql: Sql, threadCode: string, code: string, memberId: string): Promise<ParentRow | null> {
    return sql.row<ParentRow>(
      `SELECT parent.id AS parent_id, parent.code AS parent_code, parent.position AS parent_position, parent.state AS parent_state, parent.author_id AS parent_author_id,
              ${cardColumns('pm', 'parent')}, left(parent.plain, 180) AS parent_excerpt, ${apart('parent.author_id', '$3::uuid')} AS parent_apart
         FROM posts parent JOIN members pm ON pm.id = parent.author_id
        WHERE parent.code = $1 AND parent.thread_id = (SELECT id FROM threads WHERE code = $2) AND parent.state IN ('visible','hidden','removed')`,
      [code, threadCode, memberId],
    );
  }

  /**
   * Takes the next place of the thread and writes the reply, everything of its thread that follows from it, and its
   * event, in one statement: nobody else's turn waits for more than that. It writes nothing and gives null when the
   * thread was closed, reopened, moved to another space, merged or removed since `seen` was read.
   * @param event from `Outbox.written`; its revision is put in here
   */
  insert(sql: Sql, post: NewPost, seen: RepliedThread, event: string): Promise<{ position: number; revision: string } | null> {
    return sql.row(
      `WITH taken AS (
         UPDATE threads SET last_position = greatest(last_position, positions_taken) + 1, last_post_id = $1::uuid, last_post_at = greatest(last_post_at, $8::timestamptz),
                replies_count = replies_count + 1, revision = revision + 1
          WHERE id = $3::uuid AND state = 'visible' AND (closed_at IS NOT NULL) = $14 AND space_id = $16::uuid
         RETURNING last_position AS position, revision
       ), ${POST_PARTS}, ${publishing('$15', { from: 'taken', adding: `jsonb_build_object('revision', taken.revision::text)` })}
       SELECT position, revision::text AS revision FROM taken`,
      [...postValues(post), seen.facts.closed, event, seen.spaceId],
    );
  }
}
