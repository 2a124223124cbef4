import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Threads that were moved, split and merged: where they went, and what undoing needs to know. */
export class ThreadsArranging1763640000700 implements MigrationInterface {
  name = 'ThreadsArranging1763640000700';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`ALTER TABLE threads DROP CONSTRAINT threads_state_check, ADD CONSTRAINT threads_state_check CHECK (state IN ('visible','removed','merged'))`);
    // A place that was given once is never given to another post: whoever comes back finds it free.
    await q.query(`
      ALTER TABLE threads
        ADD COLUMN merged_into uuid REFERENCES threads (id),
        ADD COLUMN positions_taken integer NOT NULL DEFAULT 0,
        ADD COLUMN reshaped_revision bigint NOT NULL DEFAULT 0,
        ADD CONSTRAINT threads_merged CHECK ((state = 'merged') = (merged_into IS NOT NULL))`);
    await q.query(`ALTER TABLE thread_actions ADD COLUMN other_code text`);
    await q.query(`
      CREATE TABLE thread_arrangements (
        id uuid PRIMARY KEY,
        kind text NOT NULL CHECK (kind IN ('moved','split','merged')),
        from_thread_id uuid NOT NULL REFERENCES threads (id) ON DELETE CASCADE,
        to_thread_id uuid NOT NULL REFERENCES threads (id) ON DELETE CASCADE,
        from_space_id uuid NOT NULL REFERENCES spaces (id),
        to_space_id uuid NOT NULL REFERENCES spaces (id),
        pinned_at timestamptz,
        accepted_post_id uuid,
        accepted_by uuid,
        accepted_at timestamptz,
        actor_id uuid NOT NULL REFERENCES members (id),
        created_at timestamptz NOT NULL,
        undone_at timestamptz
      )`);
    await q.query(`CREATE INDEX thread_arrangements_from ON thread_arrangements (from_thread_id, created_at DESC)`);
    await q.query(`CREATE INDEX thread_arrangements_to ON thread_arrangements (to_thread_id, created_at DESC)`);
    await q.query(`
      CREATE TABLE arranged_posts (
        arrangement_id uuid NOT NULL REFERENCES thread_arrangements (id) ON DELETE CASCADE,
        post_id uuid NOT NULL REFERENCES posts (id) ON DELETE CASCADE,
        position_before integer NOT NULL,
        PRIMARY KEY (arrangement_id, post_id)
      )`);
    await q.query(`CREATE INDEX arranged_posts_post ON arranged_posts (post_id)`);
    await q.query(`GRANT SELECT, INSERT, UPDATE, DELETE ON thread_arrangements, arranged_posts TO foyer_app`);
  }

  /** Loses what undoing needs and where merged threads went: their posts stay where they are, their addresses answer no more. */
  async down(q: QueryRunner): Promise<void> {
    await q.query(`DROP TABLE arranged_posts, thread_arrangements`);
    await q.query(`ALTER TABLE thread_actions DROP COLUMN other_code`);
    await q.query(`ALTER TABLE threads DROP CONSTRAINT threads_merged, DROP CONSTRAINT threads_state_check`);
    await q.query(`UPDATE threads SET state = 'removed' WHERE state = 'merged'`);
    await q.query(`ALTER TABLE threads DROP COLUMN merged_into, DROP COLUMN positions_taken, DROP COLUMN reshaped_revision`);
    await q.query(`ALTER TABLE threads ADD CONSTRAINT threads_state_check CHECK (state IN ('visible','removed'))`);
  }
}
