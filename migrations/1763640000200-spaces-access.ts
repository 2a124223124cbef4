import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Spaces, and who may read or start threads in the restricted ones. */
export class SpacesAccess1763640000200 implements MigrationInterface {
  name = 'SpacesAccess1763640000200';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      CREATE TABLE spaces (
        id uuid PRIMARY KEY,
        code text NOT NULL UNIQUE,
        slug text NOT NULL UNIQUE CHECK (slug ~ '^[a-z0-9-]{1,80}$'),
        name_fr text NOT NULL,
        name_en text NOT NULL,
        description_fr text NOT NULL DEFAULT '',
        description_en text NOT NULL DEFAULT '',
        icon text NOT NULL DEFAULT 'plain',
        position integer NOT NULL,
        access text NOT NULL DEFAULT 'public' CHECK (access IN ('public','members','restricted')),
        who_starts text NOT NULL DEFAULT 'members' CHECK (who_starts IN ('members','staff','restricted')),
        created_at timestamptz NOT NULL DEFAULT now(),
        archived_at timestamptz,
        threads_count integer NOT NULL DEFAULT 0,
        posts_count integer NOT NULL DEFAULT 0,
        last_activity_at timestamptz,
        revision bigint NOT NULL DEFAULT 1
      )`);
    await q.query(`CREATE INDEX spaces_position ON spaces (position, id)`);
    await q.query(`
      CREATE TABLE space_grants (
        id uuid PRIMARY KEY,
        space_id uuid NOT NULL REFERENCES spaces (id) ON DELETE CASCADE,
        action text NOT NULL CHECK (action IN ('read','start')),
        role text CHECK (role IN ('admin','cm','moderator','analyst','ambassador','member')),
        group_id uuid REFERENCES groups (id) ON DELETE CASCADE,
        CHECK ((role IS NULL) <> (group_id IS NULL))
      )`);
    await q.query(`CREATE UNIQUE INDEX space_grants_once ON space_grants (space_id, action, role, group_id) NULLS NOT DISTINCT`);
    await q.query(`CREATE INDEX space_grants_group ON space_grants (group_id)`);
    await q.query(`GRANT SELECT, INSERT, UPDATE, DELETE ON spaces, space_grants TO foyer_app`);
  }

  /** Loses all spaces and who may read them, for good: only a backup brings them back. */
  async down(q: QueryRunner): Promise<void> {
    await q.query(`DROP TABLE space_grants, spaces`);
  }
}
