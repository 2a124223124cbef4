import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The first visit: what spaces are about, how far a new member came, and the letter that welcomes her. */
export class WelcomePath1763640000575 implements MigrationInterface {
  name = 'WelcomePath1763640000575';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`ALTER TABLE spaces ADD COLUMN interests text[] NOT NULL DEFAULT '{}' CHECK (cardinality(interests) <= 10)`);
    await q.query(`
      CREATE TABLE welcome_settings (
        id smallint PRIMARY KEY DEFAULT 1 CHECK (id = 1),
        letter boolean NOT NULL DEFAULT true,
        signed_by uuid REFERENCES members (id) ON DELETE SET NULL,
        subject_fr text NOT NULL DEFAULT '',
        subject_en text NOT NULL DEFAULT '',
        body_fr text NOT NULL DEFAULT '',
        body_en text NOT NULL DEFAULT '',
        introduce_space_id uuid REFERENCES spaces (id) ON DELETE SET NULL
      )`);
    await q.query(`INSERT INTO welcome_settings DEFAULT VALUES`);
    await q.query(`
      CREATE TABLE member_welcomes (
        member_id uuid PRIMARY KEY REFERENCES members (id) ON DELETE CASCADE,
        introduced_at timestamptz,
        reacted_at timestamptz,
        dismissed_at timestamptz
      )`);
    await q.query(`GRANT SELECT, UPDATE ON welcome_settings TO foyer_app`);
    await q.query(`GRANT SELECT, INSERT, UPDATE ON member_welcomes TO foyer_app`);
  }

  /** Loses what spaces are about, the letter, and how far each new member came. */
  async down(q: QueryRunner): Promise<void> {
    await q.query(`DROP TABLE member_welcomes, welcome_settings`);
    await q.query(`ALTER TABLE spaces DROP COLUMN interests`);
  }
}
