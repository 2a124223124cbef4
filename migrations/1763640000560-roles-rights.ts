import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What custom roles open, where the people of a group come from, why somebody is suspended, whose eyes a session looks
 * through; and the one rule that no application may forget: an installation keeps an administrator.
 */
export class RolesRights1763640000560 implements MigrationInterface {
  name = 'RolesRights1763640000560';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`ALTER TABLE space_grants ADD COLUMN custom_role_id uuid REFERENCES custom_roles (id) ON DELETE CASCADE`);
    await q.query(`ALTER TABLE space_grants DROP CONSTRAINT space_grants_check`);
    await q.query(`ALTER TABLE space_grants ADD CONSTRAINT space_grants_check CHECK (num_nonnulls(role, group_id, custom_role_id) = 1)`);
    await q.query(`DROP INDEX space_grants_once`);
    await q.query(`CREATE UNIQUE INDEX space_grants_once ON space_grants (space_id, action, role, group_id, custom_role_id) NULLS NOT DISTINCT`);
    await q.query(`CREATE INDEX space_grants_custom_role ON space_grants (custom_role_id)`);

    await q.query(`ALTER TABLE groups ADD COLUMN rule jsonb, ADD COLUMN rule_applied_at timestamptz`);
    await q.query(`ALTER TABLE group_members ADD COLUMN source text NOT NULL DEFAULT 'manual' CHECK (source IN ('manual','rule','sso'))`);

    await q.query(`
      ALTER TABLE members ADD COLUMN suspended_at timestamptz, ADD COLUMN suspended_reason text,
        ADD COLUMN suspended_by uuid REFERENCES members (id) ON DELETE SET NULL,
        ADD COLUMN state_before text CHECK (state_before IN ('active','unclaimed'))`);

    await q.query(`
      ALTER TABLE sessions
        ADD COLUMN view_as_role text CHECK (view_as_role IN ('cm','moderator','analyst','ambassador','member','visitor')),
        ADD COLUMN view_as_custom_role_id uuid REFERENCES custom_roles (id) ON DELETE SET NULL,
        ADD COLUMN view_as_member_id uuid REFERENCES members (id) ON DELETE SET NULL,
        ADD CONSTRAINT sessions_view_as CHECK (num_nonnulls(view_as_role, view_as_custom_role_id, view_as_member_id) <= 1)`);
    await q.query(`CREATE INDEX sessions_view_as_custom_role ON sessions (view_as_custom_role_id) WHERE view_as_custom_role_id IS NOT NULL`);
    await q.query(`CREATE INDEX sessions_view_as_member ON sessions (view_as_member_id) WHERE view_as_member_id IS NOT NULL`);

    // Whoever gives up an administrator waits for whoever else is doing so, and then counts.
    await q.query(`
      CREATE FUNCTION keep_an_administrator() RETURNS trigger LANGUAGE plpgsql SET search_path = public AS $$
      BEGIN
        PERFORM pg_advisory_xact_lock(7105202606);
        IF NOT EXISTS (SELECT 1 FROM members WHERE role = 'admin' AND state = 'active' AND id <> OLD.id) THEN
          RAISE EXCEPTION 'the last administrator stays' USING ERRCODE = 'check_violation', CONSTRAINT = 'members_last_admin';
        END IF;
        RETURN NULL;
      END $$`);
    await q.query(`
      CREATE TRIGGER members_keep_an_administrator AFTER UPDATE OF role, state ON members FOR EACH ROW
        WHEN (OLD.role = 'admin' AND OLD.state = 'active' AND NOT (NEW.role = 'admin' AND NEW.state = 'active'))
        EXECUTE FUNCTION keep_an_administrator()`);
    await q.query(`
      CREATE TRIGGER members_keep_an_administrator_row AFTER DELETE ON members FOR EACH ROW
        WHEN (OLD.role = 'admin' AND OLD.state = 'active') EXECUTE FUNCTION keep_an_administrator()`);
  }

  /** Loses rules of groups, what custom roles open and why somebody is suspended; the people stay where they are. */
  async down(q: QueryRunner): Promise<void> {
    await q.query(`DROP TRIGGER members_keep_an_administrator_row ON members`);
    await q.query(`DROP TRIGGER members_keep_an_administrator ON members`);
    await q.query(`DROP FUNCTION keep_an_administrator()`);
    await q.query(`ALTER TABLE sessions DROP COLUMN view_as_member_id, DROP COLUMN view_as_custom_role_id, DROP COLUMN view_as_role`);
    await q.query(`ALTER TABLE members DROP COLUMN state_before, DROP COLUMN suspended_by, DROP COLUMN suspended_reason, DROP COLUMN suspended_at`);
    await q.query(`ALTER TABLE group_members DROP COLUMN source`);
    await q.query(`ALTER TABLE groups DROP COLUMN rule_applied_at, DROP COLUMN rule`);
    await q.query(`DELETE FROM space_grants WHERE custom_role_id IS NOT NULL`);
    await q.query(`DROP INDEX space_grants_once`);
    await q.query(`ALTER TABLE space_grants DROP CONSTRAINT space_grants_check`);
    await q.query(`ALTER TABLE space_grants DROP COLUMN custom_role_id`);
    await q.query(`ALTER TABLE space_grants ADD CONSTRAINT space_grants_check CHECK ((role IS NULL) <> (group_id IS NULL))`);
    await q.query(`CREATE UNIQUE INDEX space_grants_once ON space_grants (space_id, action, role, group_id) NULLS NOT DISTINCT`);
  }
}
