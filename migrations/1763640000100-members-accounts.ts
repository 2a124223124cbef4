import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Members, their accounts and sessions, and the groups that an administrator keeps by hand. */
export class MembersAccounts1763640000100 implements MigrationInterface {
  name = 'MembersAccounts1763640000100';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      CREATE TABLE members (
        id uuid PRIMARY KEY,
        handle citext NOT NULL UNIQUE CHECK (handle ~ '^[A-Za-z0-9_.-]{2,40}$'),
        display_name text NOT NULL,
        role text NOT NULL DEFAULT 'member'
          CHECK (role IN ('admin','cm','moderator','analyst','ambassador','member')),
        state text NOT NULL DEFAULT 'active' CHECK (state IN ('active','unclaimed','suspended')),
        locale text CHECK (locale IN ('fr','en')),
        bio_source text NOT NULL DEFAULT '',
        bio_html text NOT NULL DEFAULT '',
        place text,
        pronouns text,
        avatar_path text,
        created_at timestamptz NOT NULL DEFAULT now(),
        read_baseline_at timestamptz NOT NULL DEFAULT now(),
        last_seen_at timestamptz,
        previous_visit_at timestamptz,
        posts_count integer NOT NULL DEFAULT 0,
        threads_count integer NOT NULL DEFAULT 0,
        likes_received integer NOT NULL DEFAULT 0,
        accepted_answers integer NOT NULL DEFAULT 0
      )`);
    await q.query(`CREATE INDEX members_directory ON members (created_at DESC, id DESC)`);
    await q.query(`CREATE INDEX members_search ON members USING gin ((handle::text || ' ' || display_name) gin_trgm_ops)`);
    await q.query(`
      CREATE TABLE member_accounts (
        member_id uuid PRIMARY KEY REFERENCES members (id) ON DELETE CASCADE,
        email citext NOT NULL UNIQUE,
        password_hash text NOT NULL,
        password_changed_at timestamptz NOT NULL DEFAULT now()
      )`);
    await q.query(`
      CREATE TABLE member_claims (
        token_hash bytea PRIMARY KEY,
        member_id uuid NOT NULL REFERENCES members (id) ON DELETE CASCADE,
        invited_email citext,
        created_by uuid,
        created_at timestamptz NOT NULL DEFAULT now(),
        expires_at timestamptz NOT NULL,
        used_at timestamptz
      )`);
    await q.query(`CREATE INDEX member_claims_member ON member_claims (member_id)`);
    await q.query(`
      CREATE TABLE sessions (
        id uuid PRIMARY KEY,
        token_hash bytea NOT NULL UNIQUE,
        member_id uuid NOT NULL REFERENCES members (id) ON DELETE CASCADE,
        created_at timestamptz NOT NULL DEFAULT now(),
        last_used_at timestamptz NOT NULL DEFAULT now(),
        expires_at timestamptz NOT NULL,
        revoked_at timestamptz,
        user_agent text,
        address inet
      )`);
    await q.query(`CREATE INDEX sessions_member ON sessions (member_id)`);
    await q.query(`CREATE INDEX sessions_expiry ON sessions (expires_at)`);
    await q.query(`
      CREATE TABLE groups (
        id uuid PRIMARY KEY,
        code text NOT NULL UNIQUE,
        name text NOT NULL,
        description text NOT NULL DEFAULT '',
        created_at timestamptz NOT NULL DEFAULT now()
      )`);
    await q.query(`CREATE UNIQUE INDEX groups_name ON groups (lower(name))`);
    await q.query(`
      CREATE TABLE group_members (
        group_id uuid NOT NULL REFERENCES groups (id) ON DELETE CASCADE,
        member_id uuid NOT NULL REFERENCES members (id) ON DELETE CASCADE,
        added_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (group_id, member_id)
      )`);
    await q.query(`CREATE INDEX group_members_member ON group_members (member_id)`);
    await q.query(`GRANT SELECT, INSERT, UPDATE, DELETE ON members, member_accounts, member_claims, sessions, groups, group_members TO foyer_app`);
  }

  /** Loses everybody: members, their passwords, sessions and groups, for good: only a backup brings them back. */
  async down(q: QueryRunner): Promise<void> {
    await q.query(`DROP TABLE group_members, groups, sessions, member_claims, member_accounts, members`);
  }
}
