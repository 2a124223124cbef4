import type { Transaction } from '../platform/database/database.js';

/**
 * Rebuilds the counters of spaces, of members, and of members in each space from what is written, in one statement; rows that are right already
 * are left alone. The community's revision rises when anything changed, so that kept pages are built anew.
 */
export async function recountCommunity(tx: Transaction): Promise<void> {
  // Statistics taken while a first batch was not yet committed call the tables empty; nested loops over them would
  // take minutes. Each part is computed once, and joined by hash.
  await tx.rows('SET LOCAL enable_nestloop = off');
  await tx.rows(`
    WITH by_space AS MATERIALIZED (
      SELECT t.space_id AS id, count(*)::int AS threads, coalesce(sum(n.posts), 0)::int AS posts, max(t.last_post_at) AS last_at
        FROM threads t LEFT JOIN (SELECT thread_id, count(*) AS posts FROM posts WHERE state = 'visible' GROUP BY thread_id) n ON n.thread_id = t.id
       WHERE t.state = 'visible' GROUP BY t.space_id
    ), spaces_set AS (
      UPDATE spaces s SET threads_count = b.threads, posts_count = b.posts, last_activity_at = b.last_at, revision = s.revision + 1
        FROM by_space b WHERE b.id = s.id AND (s.threads_count, s.posts_count, s.last_activity_at) IS DISTINCT FROM (b.threads, b.posts, b.last_at)
      RETURNING 1
    ), counted AS MATERIALIZED (
      SELECT part.member_id, part.space_id, sum(part.posts)::int AS posts, sum(part.threads)::int AS threads, sum(part.likes)::int AS likes, sum(part.answers)::int AS answers FROM (
        SELECT p.author_id AS member_id, t.space_id, count(*) AS posts, 0 AS threads, sum(p.imported_likes + coalesce((p.reaction_counts->>'like')::int, 0)) AS likes,
               count(*) FILTER (WHERE t.accepted_post_id = p.id) AS answers
          FROM posts p JOIN threads t ON t.id = p.thread_id WHERE p.state = 'visible' AND t.state = 'visible' GROUP BY p.author_id, t.space_id
        UNION ALL
        SELECT author_id, space_id, 0, count(*), 0, 0 FROM threads WHERE state = 'visible' GROUP BY author_id, space_id
      ) part GROUP BY part.member_id, part.space_id
    ), counts_set AS (
      INSERT INTO member_space_counts AS n (member_id, space_id, posts, threads, likes, answers)
      SELECT member_id, space_id, posts, threads, likes, answers FROM counted
          ON CONFLICT (member_id, space_id) DO UPDATE SET posts = excluded.posts, threads = excluded.threads, likes = excluded.likes, answers = excluded.answers
       WHERE (n.posts, n.threads, n.likes, n.answers) IS DISTINCT FROM (excluded.posts, excluded.threads, excluded.likes, excluded.answers)
      RETURNING 1
    ), counts_gone AS (
      DELETE FROM member_space_counts n WHERE NOT EXISTS (SELECT 1 FROM counted c WHERE c.member_id = n.member_id AND c.space_id = n.space_id) RETURNING 1
    ), by_member AS MATERIALIZED (
      SELECT m.id, coalesce(sum(c.posts), 0)::int AS posts, coalesce(sum(c.threads), 0)::int AS threads, coalesce(sum(c.likes), 0)::int AS likes, coalesce(sum(c.answers), 0)::int AS answers
        FROM members m LEFT JOIN counted c ON c.member_id = m.id GROUP BY m.id
    ), members_set AS (
      UPDATE members m SET posts_count = b.posts, threads_count = b.threads, likes_received = b.likes, accepted_answers = b.answers
        FROM by_member b WHERE b.id = m.id
         AND (m.posts_count, m.threads_count, m.likes_received, m.accepted_answers) IS DISTINCT FROM (b.posts, b.threads, b.likes, b.answers)
      RETURNING 1
    )
    UPDATE community SET revision = revision + 1 WHERE EXISTS (SELECT 1 FROM spaces_set) OR EXISTS (SELECT 1 FROM members_set) OR EXISTS (SELECT 1 FROM counts_set) OR EXISTS (SELECT 1 FROM counts_gone)`);
}
