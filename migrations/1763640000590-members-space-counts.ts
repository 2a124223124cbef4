import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What each member wrote and received in each space: whoever may not read a space is not told what was written there. */
export class MembersSpaceCounts1763640000590 implements MigrationInterface {
  name = 'MembersSpaceCounts1763640000590';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      CREATE TABLE member_space_counts (
        member_id uuid NOT NULL REFERENCES members (id) ON DELETE CASCADE,
        space_id uuid NOT NULL REFERENCES spaces (id) ON DELETE CASCADE,
        posts integer NOT NULL DEFAULT 0,
        threads integer NOT NULL DEFAULT 0,
        likes integer NOT NULL DEFAULT 0,
        answers integer NOT NULL DEFAULT 0,
        PRIMARY KEY (member_id, space_id)
      )`);
    // Whose posts a viewer does not see is asked by space, when members are ordered by their posts.
    await q.query(`CREATE INDEX member_space_counts_space ON member_space_counts (space_id, member_id) INCLUDE (posts)`);
    await q.query(`CREATE INDEX members_by_posts ON members (posts_count DESC, id DESC) WHERE state = 'active'`);
    await q.query(`GRANT SELECT, INSERT, UPDATE, DELETE ON member_space_counts TO foyer_app`);
    await q.query(`
      INSERT INTO member_space_counts (member_id, space_id, posts, threads, likes, answers)
      SELECT part.member_id, part.space_id, sum(part.posts), sum(part.threads), sum(part.likes), sum(part.answers) FROM (
        SELECT p.author_id AS member_id, t.space_id, count(*) AS posts, 0 AS threads, sum(p.imported_likes + coalesce((p.reaction_counts->>'like')::int, 0)) AS likes,
               count(*) FILTER (WHERE t.accepted_post_id = p.id) AS answers
          FROM posts p JOIN threads t ON t.id = p.thread_id WHERE p.state = 'visible' AND t.state = 'visible' GROUP BY p.author_id, t.space_id
        UNION ALL
        SELECT t.author_id, t.space_id, 0, count(*), 0, 0 FROM threads t WHERE t.state = 'visible' GROUP BY t.author_id, t.space_id
      ) part GROUP BY part.member_id, part.space_id`);
    // The sum over all spaces is what a member's row says; likes of removed posts were in it until now.
    await q.query(`
      UPDATE members m SET posts_count = s.posts, threads_count = s.threads, likes_received = s.likes, accepted_answers = s.answers
        FROM (SELECT one.id, coalesce(sum(c.posts), 0) AS posts, coalesce(sum(c.threads), 0) AS threads, coalesce(sum(c.likes), 0) AS likes, coalesce(sum(c.answers), 0) AS answers
                FROM members one LEFT JOIN member_space_counts c ON c.member_id = one.id GROUP BY one.id) s
       WHERE s.id = m.id AND (m.posts_count, m.threads_count, m.likes_received, m.accepted_answers) IS DISTINCT FROM (s.posts, s.threads, s.likes, s.answers)`);
    // What was published and not counted yet is in these sums: it is not counted again.
    await q.query(`
      INSERT INTO consumed_events (event_id, consumer)
      SELECT e.id, 'members.counters' FROM domain_events e
       WHERE e.origin = 'live' AND e.recorded_at > now() - interval '14 days'
         AND e.type IN ('thread.started', 'thread.replied', 'post.removed', 'post.restored', 'post.reacted', 'thread.answerAccepted', 'thread.answerUnaccepted')
      ON CONFLICT DO NOTHING`);
  }

  /** Loses what was counted by space, which the way forward counts again; a member's sums are as they were. */
  async down(q: QueryRunner): Promise<void> {
    await q.query(`DROP TABLE member_space_counts`);
    await q.query(`DROP INDEX members_by_posts`);
  }
}
