import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Single sign-on: providers, who came from which, what they gave, and the sign-ins that are under way. */
export class SsoProviders1763640000570 implements MigrationInterface {
  name = 'SsoProviders1763640000570';

  async up(q: QueryRunner): Promise<void> {
    // Whom a provider answers for needs no password.
    await q.query(`ALTER TABLE member_accounts ALTER COLUMN password_hash DROP NOT NULL`);
    // When the address was shown to be hers, by a mail or by a provider that is believed.
    await q.query(`ALTER TABLE member_accounts ADD COLUMN email_confirmed_at timestamptz`);
    await q.query(`
      CREATE TABLE sso_providers (
        id uuid PRIMARY KEY,
        code text NOT NULL UNIQUE,
        position integer NOT NULL,
        name text NOT NULL,
        label_fr text NOT NULL DEFAULT '',
        label_en text NOT NULL DEFAULT '',
        issuer text NOT NULL,
        client_id text NOT NULL,
        client_secret text,
        scopes text NOT NULL,
        email_claim text NOT NULL,
        name_claim text NOT NULL,
        values_claim text NOT NULL DEFAULT '',
        address_trust text NOT NULL CHECK (address_trust IN ('claim','always','never')),
        link_by_address boolean NOT NULL DEFAULT false,
        allowed_domains text[] NOT NULL DEFAULT '{}',
        create_accounts boolean NOT NULL DEFAULT true,
        second_factor boolean NOT NULL DEFAULT false,
        acr_values text NOT NULL DEFAULT '',
        enabled boolean NOT NULL DEFAULT true,
        revision integer NOT NULL DEFAULT 1,
        created_at timestamptz NOT NULL,
        UNIQUE (issuer, client_id)
      )`);
    await q.query(`
      CREATE TABLE sso_mappings (
        id uuid PRIMARY KEY,
        provider_id uuid NOT NULL REFERENCES sso_providers (id) ON DELETE CASCADE,
        position integer NOT NULL,
        value text,
        role text CHECK (role IN ('admin','cm','moderator','analyst','ambassador','member')),
        custom_role_id uuid REFERENCES custom_roles (id) ON DELETE CASCADE,
        group_id uuid REFERENCES groups (id) ON DELETE CASCADE,
        CHECK (num_nonnulls(role, custom_role_id, group_id) = 1)
      )`);
    await q.query(`CREATE INDEX sso_mappings_provider ON sso_mappings (provider_id, position)`);
    await q.query(`CREATE INDEX sso_mappings_custom_role ON sso_mappings (custom_role_id)`);
    await q.query(`CREATE INDEX sso_mappings_group ON sso_mappings (group_id)`);
    // A role that a provider gave is remembered with the one it replaced: it goes when the provider stops giving it.
    await q.query(`
      CREATE TABLE sso_identities (
        id uuid PRIMARY KEY,
        provider_id uuid NOT NULL REFERENCES sso_providers (id) ON DELETE CASCADE,
        member_id uuid NOT NULL REFERENCES members (id) ON DELETE CASCADE,
        subject text NOT NULL,
        email text,
        linked_at timestamptz NOT NULL,
        last_used_at timestamptz NOT NULL,
        role_granted text CHECK (role_granted IN ('admin','cm','moderator','analyst','ambassador','member')),
        role_before text CHECK (role_before IN ('admin','cm','moderator','analyst','ambassador','member')),
        UNIQUE (provider_id, subject),
        UNIQUE (provider_id, member_id),
        CHECK ((role_granted IS NULL) = (role_before IS NULL))
      )`);
    await q.query(`CREATE INDEX sso_identities_member ON sso_identities (member_id)`);
    await q.query(`
      CREATE TABLE sso_grants (
        identity_id uuid NOT NULL REFERENCES sso_identities (id) ON DELETE CASCADE,
        member_id uuid NOT NULL REFERENCES members (id) ON DELETE CASCADE,
        custom_role_id uuid REFERENCES custom_roles (id) ON DELETE CASCADE,
        group_id uuid REFERENCES groups (id) ON DELETE CASCADE,
        CHECK (num_nonnulls(custom_role_id, group_id) = 1)
      )`);
    await q.query(`CREATE UNIQUE INDEX sso_grants_once ON sso_grants (identity_id, custom_role_id, group_id) NULLS NOT DISTINCT`);
    await q.query(`CREATE INDEX sso_grants_member ON sso_grants (member_id)`);
    await q.query(`CREATE INDEX sso_grants_custom_role ON sso_grants (custom_role_id)`);
    await q.query(`CREATE INDEX sso_grants_group ON sso_grants (group_id)`);
    await q.query(`
      CREATE TABLE sso_flows (
        state_hash bytea PRIMARY KEY,
        browser_hash bytea NOT NULL,
        provider_id uuid NOT NULL REFERENCES sso_providers (id) ON DELETE CASCADE,
        member_id uuid REFERENCES members (id) ON DELETE CASCADE,
        nonce text NOT NULL,
        code_verifier text NOT NULL,
        next text NOT NULL,
        expires_at timestamptz NOT NULL
      )`);
    await q.query(`CREATE INDEX sso_flows_expiry ON sso_flows (expires_at)`);
    await q.query(`CREATE INDEX sso_flows_provider ON sso_flows (provider_id)`);
    await q.query(`CREATE INDEX sso_flows_member ON sso_flows (member_id)`);
    await q.query(`GRANT SELECT, INSERT, UPDATE, DELETE ON sso_providers, sso_mappings, sso_identities, sso_grants, sso_flows TO foyer_app`);
  }

  /** Loses the providers and who came from them, for good; members who had no other way in ask for a new password. */
  async down(q: QueryRunner): Promise<void> {
    await q.query(`DROP TABLE sso_flows, sso_grants, sso_identities, sso_mappings, sso_providers`);
    await q.query(`ALTER TABLE member_accounts DROP COLUMN email_confirmed_at`);
  }
}
