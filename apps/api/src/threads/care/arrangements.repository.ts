import { Injectable } from '@nestjs/common';
import type { ArrangementKind, PlacedPost } from '@foyer/domain/threads';
import type { Sql } from '../../platform/database/database.js';
import type { ArrangedThread } from './arranged-threads.repository.js';

/** What was done, as undoing needs it. */
export interface Arrangement {
  readonly id: string;
  readonly kind: ArrangementKind;
  readonly fromThreadId: string;
  readonly toThreadId: string;
  readonly fromSpaceId: string;
  readonly toSpaceId: string;
  readonly at: Date;
  readonly undone: boolean;
  readonly kept: { readonly pinnedAt: Date | null; readonly acceptedPostId: string | null; readonly acceptedBy: string | null; readonly acceptedAt: Date | null };
}

/** The book of what was moved, split and merged. */
@Injectable()
export class ArrangementsRepository {
  async note(
    tx: Sql,
    done: { id: string; kind: ArrangementKind; from: ArrangedThread; toThreadId: string; toSpaceId: string; actorId: string; at: Date },
    posts: readonly PlacedPost[] = [],
  ): Promise<void> {
    const { from } = done;
    await tx.rows(
      `WITH noted AS (
         INSERT INTO thread_arrangements (id, kind, from_thread_id, to_thread_id, from_space_id, to_space_id, pinned_at, accepted_post_id, accepted_by, accepted_at, actor_id, created_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
       )
       INSERT INTO arranged_posts (arrangement_id, post_id, position_before) SELECT $1::uuid, n.id, n.position FROM unnest($13::uuid[], $14::int[]) AS n (id, position)`,
      [
        done.id, done.kind, from.id, done.toThreadId, from.spaceId, done.toSpaceId, from.pinnedAt, from.accepted?.postId ?? null, from.accepted?.by ?? null,
        from.accepted?.at ?? null, done.actorId, done.at, posts.map((post) => post.id), posts.map((post) => post.position),
      ],
    );
  }

  async find(tx: Sql, id: string): Promise<Arrangement | null> {
    const row = await tx.row<Omit<Arrangement, 'kept'> & { pinned_at: Date | null; accepted_post_id: string | null; accepted_by: string | null; accepted_at: Date | null }>(
      `SELECT id, kind, from_thread_id AS "fromThreadId", to_thread_id AS "toThreadId", from_space_id AS "fromSpaceId", to_space_id AS "toSpaceId", created_at AS at,
              undone_at IS NOT NULL AS undone, pinned_at, accepted_post_id, accepted_by, accepted_at
         FROM thread_arrangements WHERE id = $1`,
      [id],
    );
    return row && { ...row, kept: { pinnedAt: row.pinned_at, acceptedPostId: row.accepted_post_id, acceptedBy: row.accepted_by, acceptedAt: row.accepted_at } };
  }

  /** The former places of the posts it moved. */
  async formerPlaces(tx: Sql, id: string): Promise<Map<string, number>> {
    const rows = await tx.rows<{ post_id: string; position_before: number }>('SELECT post_id, position_before FROM arranged_posts WHERE arrangement_id = $1', [id]);
    return new Map(rows.map((row) => [row.post_id, row.position_before]));
  }

  /** Marks it undone; false when somebody else was faster. */
  async undone(tx: Sql, id: string, at: Date): Promise<boolean> {
    return (await tx.rows('UPDATE thread_arrangements SET undone_at = $2 WHERE id = $1 AND undone_at IS NULL RETURNING 1', [id, at])).length > 0;
  }
}
