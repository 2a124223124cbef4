import { Injectable } from '@nestjs/common';
import type { CountShift, PlacedPost, ThreadFacts } from '@foyer/domain/threads';
import type { Sql, Transaction } from '../../platform/database/database.js';
import type { SessionViewer } from '../../platform/http/request-context.js';
import { readableBy } from '../../spaces/index.js';
import { THREAD, threadOf, type LockedThread, type ThreadColumns } from '../threads.repository.js';

/** A thread whose row is locked, with what moving, splitting and merging need beside. */
export interface ArrangedThread extends LockedThread {
  readonly facts: ThreadFacts;
  readonly state: 'visible' | 'removed' | 'merged';
  readonly mergedInto: string | null;
  /** The last place that it ever gave to a post. */
  readonly taken: number;
  readonly tags: readonly string[];
  readonly lastPostAt: Date;
  readonly pinnedAt: Date | null;
  readonly accepted: { readonly postId: string; readonly by: string | null; readonly at: Date | null } | null;
}

interface Columns extends ThreadColumns {
  state: ArrangedThread['state'];
  merged_into: string | null;
  taken: number;
  tags: string[];
  last_post_at: Date;
  pinned_at: Date | null;
  accepted_by: string | null;
  accepted_at: Date | null;
}

export interface ChosenPost extends PlacedPost {
  readonly code: string;
  readonly visible: boolean;
  readonly authorId: string;
  readonly createdAt: Date;
}

const LOCK = `SELECT ${THREAD}, t.state, t.merged_into, greatest(t.last_position, t.positions_taken) AS taken, t.tags, t.last_post_at, t.pinned_at, t.accepted_by, t.accepted_at
  FROM threads t JOIN spaces s ON s.id = t.space_id`;

/** Statements that put posts and threads elsewhere. Threads are locked in the order of their ids, their posts with them. */
@Injectable()
export class ArrangedThreadsRepository {
  /** The visible threads of these codes that she may read, by code. */
  async lockCodes(tx: Transaction, viewer: SessionViewer, codes: readonly string[]): Promise<Map<string, ArrangedThread>> {
    const values: unknown[] = [codes];
    const rows = await tx.rows<Columns>(`${LOCK} WHERE t.code = ANY ($1) AND t.state = 'visible' AND ${readableBy(viewer, values)} ORDER BY t.id FOR NO KEY UPDATE OF t`, values);
    return new Map(rows.map((row) => [row.thread_code, arrangedOf(row)]));
  }

  /** Threads by id, merged ones among them, of spaces that she may read. */
  async lockIds(tx: Transaction, viewer: SessionViewer, ids: readonly string[]): Promise<Map<string, ArrangedThread>> {
    const values: unknown[] = [ids];
    const rows = await tx.rows<Columns>(`${LOCK} WHERE t.id = ANY ($1::uuid[]) AND t.state <> 'removed' AND ${readableBy(viewer, values)} ORDER BY t.id FOR NO KEY UPDATE OF t`, values);
    return new Map(rows.map((row) => [row.thread_id, arrangedOf(row)]));
  }

  /** The space to move to, when she may read it. */
  space(tx: Sql, viewer: SessionViewer, slug: string): Promise<{ id: string; archived: boolean } | null> {
    const values: unknown[] = [slug];
    return tx.row(`SELECT s.id, s.archived_at IS NOT NULL AS archived FROM spaces s WHERE s.slug = $1 AND ${readableBy(viewer, values)}`, values);
  }

  /** Posts of a thread: all, or those of these codes, and those after the last of them; a code of another thread is not found. */
  posts(tx: Sql, threadId: string, codes: readonly string[] | null = null, andFollowing = false): Promise<ChosenPost[]> {
    return tx.rows<ChosenPost>(
      `SELECT id, code, position, state = 'visible' AS visible, author_id AS "authorId", created_at AS "createdAt" FROM posts
        WHERE thread_id = $1 AND ($2::text[] IS NULL OR code = ANY ($2) OR ($3 AND position > (SELECT max(position) FROM posts WHERE thread_id = $1 AND code = ANY ($2)))) ORDER BY position`,
      [threadId, codes, andFollowing],
    );
  }

  async insertThread(tx: Sql, made: { id: string; code: string; slug: string; title: string; from: ArrangedThread; opening: ChosenPost }): Promise<void> {
    const { from, opening } = made;
    await tx.rows(
      `INSERT INTO threads (id, code, slug, space_id, author_id, title, kind, locale, tags, created_at, last_post_at)
       VALUES ($1, $2, $3, $4, $5, $6, 'discussion', $7, $8, $9, $9)`,
      [made.id, made.code, made.slug, from.spaceId, opening.authorId, made.title, from.locale, from.tags, opening.createdAt],
    );
  }

  /** Puts posts at these places of a thread; they show as changed in that revision. */
  async place(tx: Sql, threadId: string, posts: readonly PlacedPost[], revision: string): Promise<void> {
    await tx.rows(
      `UPDATE posts p SET thread_id = $1, position = n.position, revision = $4::bigint FROM unnest($2::uuid[], $3::int[]) AS n (id, position) WHERE p.id = n.id`,
      [threadId, posts.map((post) => post.id), posts.map((post) => post.position), revision],
    );
  }

  /** Counts threads anew after posts came or left; whoever has an older revision loads the page again. */
  async settle(tx: Sql, threadIds: readonly string[], revision: string): Promise<void> {
    await tx.rows(
      `UPDATE threads t SET last_position = n.last, replies_count = n.replies, last_post_at = latest.created_at, last_post_id = latest.id,
              positions_taken = greatest(t.positions_taken, t.last_position, n.last), revision = $2::bigint, reshaped_revision = $2::bigint
         FROM (SELECT thread_id, max(position) AS last, count(*) FILTER (WHERE state = 'visible' AND position > 1)::int AS replies
                 FROM posts WHERE thread_id = ANY ($1::uuid[]) GROUP BY thread_id) n
         JOIN LATERAL (SELECT p.id, p.created_at FROM posts p WHERE p.thread_id = n.thread_id ORDER BY p.state = 'visible' DESC, p.created_at DESC, p.position DESC LIMIT 1) latest ON true
        WHERE t.id = n.thread_id`,
      [threadIds, revision],
    );
    await tx.rows(
      `WITH gone AS (
         DELETE FROM thread_participants tp WHERE tp.thread_id = ANY ($1::uuid[]) AND NOT EXISTS (SELECT 1 FROM posts p WHERE p.thread_id = tp.thread_id AND p.author_id = tp.member_id)
       )
       INSERT INTO thread_participants (thread_id, member_id, posts, last_post_at)
       SELECT thread_id, author_id, count(*), max(created_at) FROM posts WHERE thread_id = ANY ($1::uuid[]) GROUP BY thread_id, author_id
       ON CONFLICT (thread_id, member_id) DO UPDATE SET posts = excluded.posts, last_post_at = excluded.last_post_at`,
      [threadIds],
    );
  }

  /** What was read stays read where it goes: the furthest of the posts that each member had read. A place never goes back. */
  async carryReads(tx: Sql, fromId: string, toId: string, posts: readonly { readonly before: number; readonly after: number }[], onlyIfReadTo: number): Promise<void> {
    await tx.rows(
      `INSERT INTO thread_reads AS there (member_id, thread_id, position, read_at)
       SELECT r.member_id, $2::uuid, max(n.after), max(r.read_at) FROM thread_reads r JOIN unnest($3::int[], $4::int[]) AS n (before, after) ON n.before <= r.position
        WHERE r.thread_id = $1 AND ($5 = 0 OR EXISTS (SELECT 1 FROM thread_reads own WHERE own.thread_id = $2 AND own.member_id = r.member_id AND own.position >= $5))
        GROUP BY r.member_id
       ON CONFLICT (member_id, thread_id) DO UPDATE SET position = greatest(there.position, excluded.position)`,
      [fromId, toId, posts.map((post) => post.before), posts.map((post) => post.after), onlyIfReadTo],
    );
  }

  /** Tells it between the posts of a thread. */
  async tell(tx: Sql, action: { id: string; threadId: string; kind: string; actorId: string; after: number; detail: string | null; otherCode: string | null; at: Date; revision: string }): Promise<void> {
    await tx.rows(
      `INSERT INTO thread_actions (id, thread_id, kind, actor_id, after_position, detail, other_code, created_at, revision) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9::bigint)`,
      [action.id, action.threadId, action.kind, action.actorId, action.after, action.detail, action.otherCode, action.at, action.revision],
    );
  }

  /** What members have in these threads, as their profiles count it. Read before and after, the difference is what is told. */
  counts(tx: Sql, threadIds: readonly string[]): Promise<CountShift[]> {
    return tx.rows<CountShift>(
      `SELECT part.member_id AS "memberId", part.space_id AS "spaceId", sum(part.posts)::int AS posts, sum(part.threads)::int AS threads, sum(part.likes)::int AS likes, sum(part.answers)::int AS answers FROM (
         SELECT p.author_id AS member_id, t.space_id, count(*) AS posts, 0 AS threads, sum(p.imported_likes + coalesce((p.reaction_counts->>'like')::int, 0)) AS likes,
                count(*) FILTER (WHERE t.accepted_post_id = p.id) AS answers
           FROM posts p JOIN threads t ON t.id = p.thread_id WHERE t.id = ANY ($1::uuid[]) AND p.state = 'visible' AND t.state = 'visible' GROUP BY p.author_id, t.space_id
         UNION ALL
         SELECT t.author_id, t.space_id, 0, 1, 0, 0 FROM threads t WHERE t.id = ANY ($1::uuid[]) AND t.state = 'visible'
       ) part GROUP BY part.member_id, part.space_id`,
      [threadIds],
    );
  }
}

const arrangedOf = (row: Columns): ArrangedThread => ({
  ...threadOf(row),
  state: row.state,
  mergedInto: row.merged_into,
  taken: row.taken,
  tags: row.tags,
  lastPostAt: row.last_post_at,
  pinnedAt: row.pinned_at,
  accepted: row.accepted_post_id === null ? null : { postId: row.accepted_post_id, by: row.accepted_by, at: row.accepted_at },
});

/** The difference between two counts of the same threads; who has as much as before is left out. */
export function shiftsBetween(before: readonly CountShift[], after: readonly CountShift[]): CountShift[] {
  const found = new Map<string, CountShift>();
  const add = (one: CountShift, sign: 1 | -1): void => {
    const key = `${one.memberId} ${one.spaceId}`;
    const sum = found.get(key) ?? { memberId: one.memberId, spaceId: one.spaceId, posts: 0, threads: 0, likes: 0, answers: 0 };
    found.set(key, {
      ...sum, posts: sum.posts + sign * one.posts, threads: sum.threads + sign * one.threads, likes: sum.likes + sign * one.likes, answers: sum.answers + sign * one.answers,
    });
  };
  for (const one of before) add(one, -1);
  for (const one of after) add(one, 1);
  return [...found.values()].filter(({ posts, threads, likes, answers }) => [posts, threads, likes, answers].some((n) => n !== 0));
}
