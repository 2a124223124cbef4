import type { Transaction } from '../platform/database/database.js';

/**
 * Rebuilds the counters of spaces and members from what is written, in one statement; rows that are right already
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
    ), written AS MATERIALIZED (
      SELECT author_id AS id, count(*)::int AS posts, sum(imported_likes + coalesce((reaction_counts->>'like')::int, 0))::int AS likes
        FROM posts WHERE state = 'visible' GROUP BY author_id
    ), started AS MATERIALIZED (
      SELECT author_id AS id, count(*)::int AS threads FROM threads WHERE state = 'visible' GROUP BY author_id
    ), accepted AS MATERIALIZED (
      SELECT p.author_id AS id, count(*)::int AS answers FROM threads t JOIN posts p ON p.id = t.accepted_post_id WHERE t.state = 'visible' GROUP BY p.author_id
    ), by_member AS MATERIALIZED (
      SELECT w.id, w.posts, w.likes, coalesce(st.threads, 0) AS threads, coalesce(ac.answers, 0) AS answers
        FROM written w LEFT JOIN started st ON st.id = w.id LEFT JOIN accepted ac ON ac.id = w.id
    ), members_set AS (
      UPDATE members m SET posts_count = b.posts, threads_count = b.threads, likes_received = b.likes, accepted_answers = b.answers
        FROM by_member b WHERE b.id = m.id
         AND (m.posts_count, m.threads_count, m.likes_received, m.accepted_answers) IS DISTINCT FROM (b.posts, b.threads, b.likes, b.answers)
      RETURNING 1
    )
    UPDATE community SET revision = revision + 1 WHERE EXISTS (SELECT 1 FROM spaces_set) OR EXISTS (SELECT 1 FROM members_set)`);
}
