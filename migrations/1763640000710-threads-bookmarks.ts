import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Posts that members keep for themselves, with a note and a reminder, and how closely they follow threads, spaces and tags. */
export class ThreadsBookmarks1763640000710 implements MigrationInterface {
  name = 'ThreadsBookmarks1763640000710';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      CREATE TABLE bookmarks (
        member_id uuid NOT NULL REFERENCES members (id) ON DELETE CASCADE,
        post_id uuid NOT NULL REFERENCES posts (id) ON DELETE CASCADE,
        note text NOT NULL DEFAULT '',
        remind_at timestamptz,
        created_at timestamptz NOT NULL,
        PRIMARY KEY (member_id, post_id)
      )`);
    await q.query(`CREATE INDEX bookmarks_latest ON bookmarks (member_id, created_at DESC, post_id DESC)`);
    await q.query(`CREATE INDEX bookmarks_due ON bookmarks (member_id, remind_at) WHERE remind_at IS NOT NULL`);
    await q.query(`CREATE INDEX bookmarks_post ON bookmarks (post_id)`);
    await q.query(`
      CREATE TABLE subscriptions (
        id uuid PRIMARY KEY,
        member_id uuid NOT NULL REFERENCES members (id) ON DELETE CASCADE,
        thread_id uuid REFERENCES threads (id) ON DELETE CASCADE,
        space_id uuid REFERENCES spaces (id) ON DELETE CASCADE,
        tag text,
        level text NOT NULL CHECK (level IN ('watch','follow','mute')),
        changed_at timestamptz NOT NULL,
        CHECK (num_nonnulls(thread_id, space_id, tag) = 1)
      )`);
    await q.query(`CREATE UNIQUE INDEX subscriptions_thread ON subscriptions (member_id, thread_id) WHERE thread_id IS NOT NULL`);
    await q.query(`CREATE UNIQUE INDEX subscriptions_space ON subscriptions (member_id, space_id) WHERE space_id IS NOT NULL`);
    await q.query(`CREATE UNIQUE INDEX subscriptions_tag ON subscriptions (member_id, tag) WHERE tag IS NOT NULL`);
    await q.query(`CREATE INDEX subscriptions_of_thread ON subscriptions (thread_id, level) WHERE thread_id IS NOT NULL`);
    await q.query(`CREATE INDEX subscriptions_of_space ON subscriptions (space_id, level) WHERE space_id IS NOT NULL`);
    await q.query(`CREATE INDEX subscriptions_of_tag ON subscriptions (tag, level) WHERE tag IS NOT NULL`);
    await q.query(`GRANT SELECT, INSERT, UPDATE, DELETE ON bookmarks, subscriptions TO foyer_app`);
  }

  /** Loses the bookmarks of members with their notes and reminders, and what they follow and mute, for good. */
  async down(q: QueryRunner): Promise<void> {
    await q.query(`DROP TABLE subscriptions, bookmarks`);
  }
}
