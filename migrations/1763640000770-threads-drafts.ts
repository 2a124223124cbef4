import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What members are still writing, so that it waits for them on every device. */
export class ThreadsDrafts1763640000770 implements MigrationInterface {
  name = 'ThreadsDrafts1763640000770';

  async up(q: QueryRunner): Promise<void> {
    // One draft per place: a thread to reply to, a post to correct, or a slot of its own for each thread being started.
    await q.query(`
      CREATE TABLE drafts (
        member_id uuid NOT NULL REFERENCES members (id) ON DELETE CASCADE,
        place text NOT NULL GENERATED ALWAYS AS (coalesce('post/' || post_id::text, 'thread/' || thread_id::text, 'new/' || slot)) STORED,
        slot text,
        thread_id uuid REFERENCES threads (id) ON DELETE CASCADE,
        post_id uuid REFERENCES posts (id) ON DELETE CASCADE,
        client_key text NOT NULL,
        space_id uuid REFERENCES spaces (id) ON DELETE SET NULL,
        answers_id uuid REFERENCES posts (id) ON DELETE SET NULL,
        title text NOT NULL DEFAULT '',
        body text NOT NULL,
        tags text NOT NULL DEFAULT '',
        kind text NOT NULL DEFAULT 'discussion' CHECK (kind IN ('discussion','question','announcement')),
        version integer,
        revision integer NOT NULL DEFAULT 1,
        updated_at timestamptz NOT NULL,
        deleted_at timestamptz,
        PRIMARY KEY (member_id, place),
        CHECK (num_nonnulls(slot, thread_id, post_id) = 1)
      ) WITH (fillfactor = 70)`);
    await q.query(`CREATE INDEX drafts_key ON drafts (member_id, client_key)`);
    await q.query(`CREATE INDEX drafts_deleted ON drafts (deleted_at) WHERE deleted_at IS NOT NULL`);
    for (const column of ['thread_id', 'post_id', 'space_id', 'answers_id']) await q.query(`CREATE INDEX drafts_${column} ON drafts (${column}) WHERE ${column} IS NOT NULL`);
    await q.query(`GRANT SELECT, INSERT, UPDATE, DELETE ON drafts TO foyer_app`);
  }

  /** Loses what was being written, but for what each device keeps by itself. */
  async down(q: QueryRunner): Promise<void> {
    await q.query(`DROP TABLE drafts`);
  }
}
