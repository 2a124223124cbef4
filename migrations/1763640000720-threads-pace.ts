import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The pace of threads (slow mode, closing by themselves), replies that the team pins, and posts that many edit. */
export class ThreadsPace1763640000720 implements MigrationInterface {
  name = 'ThreadsPace1763640000720';

  async up(q: QueryRunner): Promise<void> {
    for (const table of ['threads', 'spaces']) {
      await q.query(`
        ALTER TABLE ${table}
          ADD COLUMN slow_seconds integer NOT NULL DEFAULT 0 CHECK (slow_seconds BETWEEN 0 AND 604800),
          ADD COLUMN auto_close_days integer CHECK (auto_close_days BETWEEN 1 AND 3650)`);
    }
    await q.query(`CREATE INDEX threads_open ON threads (space_id, last_post_at) WHERE state = 'visible' AND closed_at IS NULL`);
    await q.query(`CREATE INDEX threads_closing ON threads (last_post_at) WHERE auto_close_days IS NOT NULL AND state = 'visible' AND closed_at IS NULL`);
    await q.query(`
      ALTER TABLE posts
        ADD COLUMN wiki boolean NOT NULL DEFAULT false,
        ADD COLUMN pinned_at timestamptz,
        ADD COLUMN pinned_by uuid REFERENCES members (id)`);
    await q.query(`CREATE INDEX posts_pinned ON posts (thread_id, pinned_at) WHERE pinned_at IS NOT NULL`);
    // What was thanked and liked most in a thread, without reading the thread: most posts are not in it.
    await q.query(`
      CREATE INDEX posts_best ON posts (thread_id, (imported_likes + coalesce((reaction_counts->>'like')::int, 0) + coalesce((reaction_counts->>'thanks')::int, 0) + coalesce((reaction_counts->>'bravo')::int, 0)) DESC)
       WHERE imported_likes + coalesce((reaction_counts->>'like')::int, 0) + coalesce((reaction_counts->>'thanks')::int, 0) + coalesce((reaction_counts->>'bravo')::int, 0) >= 2`);
  }

  /** Loses the pace that threads and spaces were given, which replies were pinned, and which posts many could edit; the texts stay. */
  async down(q: QueryRunner): Promise<void> {
    await q.query(`DROP INDEX posts_best, posts_pinned, threads_closing, threads_open`);
    await q.query(`ALTER TABLE posts DROP COLUMN pinned_by, DROP COLUMN pinned_at, DROP COLUMN wiki`);
    for (const table of ['threads', 'spaces']) await q.query(`ALTER TABLE ${table} DROP COLUMN slow_seconds, DROP COLUMN auto_close_days`);
  }
}
