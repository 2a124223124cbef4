import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Spaces for ideas: one vote each, and a status that is answered for in public. */
export class ThreadsIdeas1763640000740 implements MigrationInterface {
  name = 'ThreadsIdeas1763640000740';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`ALTER TABLE spaces ADD COLUMN type text NOT NULL DEFAULT 'discussion' CHECK (type IN ('discussion','ideas'))`);
    await q.query(`
      ALTER TABLE threads
        ADD COLUMN idea_status text NOT NULL DEFAULT 'open' CHECK (idea_status IN ('open','review','planned','progress','shipped','declined')),
        ADD COLUMN idea_answer_id uuid,
        ADD COLUMN votes_count integer NOT NULL DEFAULT 0`);
    await q.query(`CREATE INDEX threads_votes ON threads (space_id, votes_count DESC, id DESC) WHERE state = 'visible'`);
    await q.query(`
      CREATE TABLE idea_votes (
        thread_id uuid NOT NULL REFERENCES threads (id) ON DELETE CASCADE,
        member_id uuid NOT NULL REFERENCES members (id) ON DELETE CASCADE,
        carried_by uuid REFERENCES thread_arrangements (id) ON DELETE SET NULL,
        created_at timestamptz NOT NULL,
        PRIMARY KEY (thread_id, member_id)
      )`);
    await q.query(`CREATE INDEX idea_votes_member ON idea_votes (member_id)`);
    await q.query(`CREATE INDEX idea_votes_carried ON idea_votes (carried_by) WHERE carried_by IS NOT NULL`);
    await q.query(`GRANT SELECT, INSERT, UPDATE, DELETE ON idea_votes TO foyer_app`);
  }

  /** Loses the votes, the statuses of ideas and which spaces are for ideas; the threads and the public answers stay. */
  async down(q: QueryRunner): Promise<void> {
    await q.query(`DROP TABLE idea_votes`);
    await q.query(`DROP INDEX threads_votes`);
    await q.query(`ALTER TABLE threads DROP COLUMN votes_count, DROP COLUMN idea_answer_id, DROP COLUMN idea_status`);
    await q.query(`ALTER TABLE spaces DROP COLUMN type`);
  }
}
