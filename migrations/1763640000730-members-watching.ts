import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Of those whom a member follows, some she wants to hear everything of. */
export class MembersWatching1763640000730 implements MigrationInterface {
  name = 'MembersWatching1763640000730';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`ALTER TABLE member_follows ADD COLUMN watched boolean NOT NULL DEFAULT false`);
    await q.query(`GRANT UPDATE (watched) ON member_follows TO foyer_app`);
  }

  /** Loses whom members watch; they go on following them. */
  async down(q: QueryRunner): Promise<void> {
    await q.query(`ALTER TABLE member_follows DROP COLUMN watched`);
  }
}
