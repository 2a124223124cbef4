import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Filters of the console's lists that somebody keeps by name, and what makes the audit log quick to look through. */
export class ConsoleFilters1763640000521 implements MigrationInterface {
  name = 'ConsoleFilters1763640000521';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      CREATE TABLE console_filters (
        id uuid PRIMARY KEY,
        member_id uuid NOT NULL REFERENCES members (id) ON DELETE CASCADE,
        list text NOT NULL CHECK (list ~ '^[a-z-]{1,30}$'),
        name text NOT NULL,
        query text NOT NULL,
        is_default boolean NOT NULL DEFAULT false,
        created_at timestamptz NOT NULL DEFAULT now()
      )`);
    await q.query(`CREATE UNIQUE INDEX console_filters_name ON console_filters (member_id, list, lower(name))`);
    await q.query(`CREATE UNIQUE INDEX console_filters_default ON console_filters (member_id, list) WHERE is_default`);
    await q.query(`GRANT SELECT, INSERT, UPDATE, DELETE ON console_filters TO foyer_app`);
    await q.query(`CREATE INDEX audit_entries_actor ON audit_entries (actor_id, id DESC)`);
    await q.query(`CREATE INDEX audit_entries_action ON audit_entries (action, id DESC)`);
    await q.query(`CREATE INDEX audit_entries_subject ON audit_entries (subject_id, id DESC)`);
  }

  /** Loses the filters that people kept; the audit log stays as it is. */
  async down(q: QueryRunner): Promise<void> {
    await q.query(`DROP INDEX audit_entries_subject, audit_entries_action, audit_entries_actor`);
    await q.query(`DROP TABLE console_filters`);
  }
}
