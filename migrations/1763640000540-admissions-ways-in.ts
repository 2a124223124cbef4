import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who comes in, by which way, and what she agreed to. */
export class AdmissionsWaysIn1763640000540 implements MigrationInterface {
  name = 'AdmissionsWaysIn1763640000540';

  async up(q: QueryRunner): Promise<void> {
    // `secret` signs a cookie without personal data; it opens nothing.
    await q.query(`
      CREATE TABLE admission_settings (
        id smallint PRIMARY KEY DEFAULT 1 CHECK (id = 1),
        mode text NOT NULL DEFAULT 'open' CHECK (mode IN ('open','invitation','approval')),
        allowed_domains text[] NOT NULL DEFAULT '{}',
        refused_domains text[] NOT NULL DEFAULT '{}',
        home_country text NOT NULL DEFAULT 'FR',
        age_floors jsonb NOT NULL DEFAULT '{}',
        questions jsonb NOT NULL DEFAULT '[]',
        secret bytea NOT NULL DEFAULT decode(replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', ''), 'hex')
      )`);
    await q.query(`INSERT INTO admission_settings DEFAULT VALUES`);
    await q.query(`
      CREATE TABLE invitations (
        id uuid PRIMARY KEY,
        code text NOT NULL UNIQUE,
        kind text NOT NULL CHECK (kind IN ('person','link')),
        token_hash bytea NOT NULL UNIQUE,
        email citext,
        label text NOT NULL DEFAULT '',
        locale text NOT NULL DEFAULT 'fr' CHECK (locale IN ('fr','en')),
        role text NOT NULL DEFAULT 'member' CHECK (role IN ('admin','cm','moderator','analyst','ambassador','member')),
        group_ids uuid[] NOT NULL DEFAULT '{}',
        quota integer CHECK (quota > 0),
        used integer NOT NULL DEFAULT 0 CHECK (quota IS NULL OR used <= quota),
        created_by uuid REFERENCES members (id) ON DELETE SET NULL,
        created_at timestamptz NOT NULL,
        sent_at timestamptz NOT NULL,
        expires_at timestamptz NOT NULL,
        revoked_at timestamptz,
        CHECK ((kind = 'person') = (email IS NOT NULL))
      )`);
    await q.query(`CREATE INDEX invitations_recent ON invitations (created_at DESC, id DESC)`);
    await q.query(`CREATE UNIQUE INDEX invitations_waiting ON invitations (email) WHERE kind = 'person' AND revoked_at IS NULL AND used = 0`);
    await q.query(`
      CREATE TABLE sign_ups (
        id uuid PRIMARY KEY,
        email citext NOT NULL,
        code_hash bytea NOT NULL,
        tries smallint NOT NULL DEFAULT 0,
        draft jsonb NOT NULL,
        known boolean NOT NULL,
        mail_id uuid,
        created_at timestamptz NOT NULL,
        expires_at timestamptz NOT NULL,
        used_at timestamptz
      )`);
    await q.query(`CREATE INDEX sign_ups_expiry ON sign_ups (expires_at)`);
    await q.query(`
      CREATE TABLE applications (
        id uuid PRIMARY KEY,
        code text NOT NULL UNIQUE,
        token_hash bytea NOT NULL UNIQUE,
        email citext NOT NULL,
        display_name text NOT NULL,
        draft jsonb,
        answers jsonb NOT NULL DEFAULT '[]',
        locale text NOT NULL CHECK (locale IN ('fr','en')),
        state text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting','accepted','declined','withdrawn')),
        filed_at timestamptz NOT NULL,
        decided_at timestamptz,
        decided_by uuid REFERENCES members (id) ON DELETE SET NULL,
        reason text,
        words text,
        member_id uuid REFERENCES members (id) ON DELETE SET NULL
      )`);
    await q.query(`CREATE INDEX applications_queue ON applications (state, filed_at, id)`);
    await q.query(`CREATE UNIQUE INDEX applications_waiting ON applications (email) WHERE state = 'waiting'`);
    await q.query(`
      CREATE TABLE rules_versions (
        version integer PRIMARY KEY,
        source_fr text NOT NULL,
        source_en text NOT NULL,
        html_fr text NOT NULL,
        html_en text NOT NULL,
        change_fr text NOT NULL DEFAULT '',
        change_en text NOT NULL DEFAULT '',
        hash_fr bytea NOT NULL,
        hash_en bytea NOT NULL,
        published_at timestamptz NOT NULL,
        published_by uuid REFERENCES members (id) ON DELETE SET NULL
      )`);
    await q.query(`
      CREATE TABLE member_consents (
        id uuid PRIMARY KEY,
        member_id uuid NOT NULL REFERENCES members (id) ON DELETE CASCADE,
        kind text NOT NULL CHECK (kind IN ('rules','newsletter','analytics')),
        given boolean NOT NULL,
        version integer NOT NULL,
        text_hash bytea NOT NULL,
        locale text NOT NULL CHECK (locale IN ('fr','en')),
        way text NOT NULL CHECK (way IN ('sign-up','settings','rules-page','seed')),
        address_prefix text,
        at timestamptz NOT NULL
      )`);
    await q.query(`CREATE INDEX member_consents_latest ON member_consents (member_id, kind, at DESC)`);
    await q.query(`
      CREATE TABLE member_admissions (
        member_id uuid PRIMARY KEY REFERENCES members (id) ON DELETE CASCADE,
        way text NOT NULL,
        invitation_id uuid REFERENCES invitations (id) ON DELETE SET NULL,
        old_enough boolean NOT NULL,
        at timestamptz NOT NULL
      )`);
    await q.query(`CREATE INDEX member_admissions_invitation ON member_admissions (invitation_id)`);
    await q.query(`CREATE INDEX member_claims_invited ON member_claims (invited_email)`);
    await q.query(`ALTER TABLE members ADD COLUMN rules_version integer NOT NULL DEFAULT 0`);
    await q.query(`ALTER TABLE community ADD COLUMN rules_version integer NOT NULL DEFAULT 0`);
    await q.query(`GRANT SELECT, UPDATE ON admission_settings TO foyer_app`);
    await q.query(`GRANT SELECT, INSERT, UPDATE ON invitations, applications TO foyer_app`);
    await q.query(`GRANT SELECT, INSERT, UPDATE, DELETE ON sign_ups TO foyer_app`);
    // What was published and what was agreed to is never rewritten.
    await q.query(`GRANT SELECT, INSERT ON rules_versions, member_consents, member_admissions TO foyer_app`);
  }

  /** Loses invitations, applications, the rules and every consent with its proof: only a backup brings them back. */
  async down(q: QueryRunner): Promise<void> {
    await q.query(`ALTER TABLE community DROP COLUMN rules_version`);
    await q.query(`DROP INDEX member_claims_invited`);
    await q.query(`ALTER TABLE members DROP COLUMN rules_version`);
    await q.query(`DROP TABLE member_admissions, member_consents, rules_versions, applications, sign_ups, invitations, admission_settings`);
  }
}
