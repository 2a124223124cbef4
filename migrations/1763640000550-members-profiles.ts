import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What members say of themselves and to whom, former handles, and whom they follow, block or mute. */
export class MembersProfiles1763640000550 implements MigrationInterface {
  name = 'MembersProfiles1763640000550';

  async up(q: QueryRunner): Promise<void> {
    // `visibility` holds only what differs from the house's defaults: field → everybody | members | team | self.
    await q.query(`
      ALTER TABLE members
        ADD COLUMN expertise text[] NOT NULL DEFAULT '{}' CHECK (cardinality(expertise) <= 10),
        ADD COLUMN interests text[] NOT NULL DEFAULT '{}' CHECK (cardinality(interests) <= 10),
        ADD COLUMN links text[] NOT NULL DEFAULT '{}' CHECK (cardinality(links) <= 5),
        ADD COLUMN visibility jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(visibility) = 'object'),
        ADD COLUMN bio_plain text NOT NULL DEFAULT '',
        ADD COLUMN handle_changed_at timestamptz,
        ADD COLUMN team_task text,
        ADD COLUMN team_contact text`);
    await q.query(`
      UPDATE members SET bio_plain = btrim(replace(replace(replace(replace(regexp_replace(bio_html, '<[^>]+>', ' ', 'g'), '&lt;', '<'), '&gt;', '>'), '&quot;', '"'), '&amp;', '&'))
       WHERE bio_html <> ''`);
    await q.query(`CREATE INDEX members_by_name ON members (lower(display_name), id) WHERE state = 'active'`);
    await q.query(`CREATE INDEX members_expertise ON members USING gin (expertise)`);
    await q.query(`CREATE INDEX members_interests ON members USING gin (interests)`);
    await q.query(`CREATE INDEX members_place ON members USING gin (place gin_trgm_ops)`);
    await q.query(`CREATE INDEX members_team ON members (role) WHERE role IN ('admin','cm','moderator')`);
    await q.query(`
      CREATE TABLE handle_history (
        handle citext PRIMARY KEY,
        member_id uuid NOT NULL REFERENCES members (id) ON DELETE CASCADE,
        changed_at timestamptz NOT NULL,
        reserved_until timestamptz NOT NULL
      )`);
    await q.query(`CREATE INDEX handle_history_member ON handle_history (member_id)`);
    await q.query(`
      CREATE TABLE member_follows (
        follower_id uuid NOT NULL REFERENCES members (id) ON DELETE CASCADE,
        followed_id uuid NOT NULL REFERENCES members (id) ON DELETE CASCADE,
        created_at timestamptz NOT NULL,
        PRIMARY KEY (follower_id, followed_id),
        CHECK (follower_id <> followed_id)
      )`);
    await q.query(`CREATE INDEX member_follows_followed ON member_follows (followed_id, created_at DESC)`);
    await q.query(`CREATE INDEX member_follows_follower ON member_follows (follower_id, created_at DESC)`);
    await q.query(`
      CREATE TABLE member_blocks (
        blocker_id uuid NOT NULL REFERENCES members (id) ON DELETE CASCADE,
        blocked_id uuid NOT NULL REFERENCES members (id) ON DELETE CASCADE,
        created_at timestamptz NOT NULL,
        PRIMARY KEY (blocker_id, blocked_id),
        CHECK (blocker_id <> blocked_id)
      )`);
    await q.query(`CREATE INDEX member_blocks_blocked ON member_blocks (blocked_id)`);
    await q.query(`
      CREATE TABLE member_mutes (
        muter_id uuid NOT NULL REFERENCES members (id) ON DELETE CASCADE,
        muted_id uuid NOT NULL REFERENCES members (id) ON DELETE CASCADE,
        created_at timestamptz NOT NULL,
        PRIMARY KEY (muter_id, muted_id),
        CHECK (muter_id <> muted_id)
      )`);
    await q.query(`CREATE INDEX member_mutes_muted ON member_mutes (muted_id)`);
    await q.query(`GRANT SELECT, INSERT, UPDATE, DELETE ON handle_history TO foyer_app`);
    await q.query(`GRANT SELECT, INSERT, DELETE ON member_follows, member_blocks, member_mutes TO foyer_app`);
  }

  /** Loses expertise, interests, links and who sees what, former handles, and whom members follow, block or mute, for good. */
  async down(q: QueryRunner): Promise<void> {
    await q.query(`DROP TABLE member_mutes, member_blocks, member_follows, handle_history`);
    await q.query(`DROP INDEX members_team, members_place, members_by_name`);
    await q.query(`
      ALTER TABLE members DROP COLUMN expertise, DROP COLUMN interests, DROP COLUMN links, DROP COLUMN visibility, DROP COLUMN bio_plain,
        DROP COLUMN handle_changed_at, DROP COLUMN team_task, DROP COLUMN team_contact`);
  }
}
