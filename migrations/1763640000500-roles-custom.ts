import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Roles that an administrator makes of permissions; a member may hold several beside her own role. */
export class RolesCustom1763640000500 implements MigrationInterface {
  name = 'RolesCustom1763640000500';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      CREATE TABLE custom_roles (
        id uuid PRIMARY KEY,
        code text NOT NULL UNIQUE,
        name text NOT NULL,
        description text NOT NULL DEFAULT '',
        permissions text[] NOT NULL DEFAULT '{}',
        created_at timestamptz NOT NULL DEFAULT now()
      )`);
    await q.query(`CREATE UNIQUE INDEX custom_roles_name ON custom_roles (lower(name))`);
    await q.query(`
      CREATE TABLE member_roles (
        member_id uuid NOT NULL REFERENCES members (id) ON DELETE CASCADE,
        role_id uuid NOT NULL REFERENCES custom_roles (id) ON DELETE CASCADE,
        added_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (member_id, role_id)
      )`);
    await q.query(`CREATE INDEX member_roles_role ON member_roles (role_id)`);
    await q.query(`GRANT SELECT, INSERT, UPDATE, DELETE ON custom_roles, member_roles TO foyer_app`);
  }

  /** Loses the custom roles and who holds them: only a backup brings them back. */
  async down(q: QueryRunner): Promise<void> {
    await q.query(`DROP TABLE member_roles, custom_roles`);
  }
}
