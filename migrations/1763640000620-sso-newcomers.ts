import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Whom a provider brings in, who waits to answer the door's questions, and proofs of who somebody is by a provider. */
export class SsoNewcomers1763640000620 implements MigrationInterface {
  name = 'SsoNewcomers1763640000620';

  async up(q: QueryRunner): Promise<void> {
    // Providers that made accounts did so whatever the door was: that stays, until an administrator chooses otherwise.
    await q.query(`ALTER TABLE sso_providers ADD COLUMN admits text NOT NULL DEFAULT 'door' CHECK (admits IN ('nobody','door','everybody'))`);
    await q.query(`UPDATE sso_providers SET admits = CASE WHEN create_accounts THEN 'everybody' ELSE 'nobody' END`);
    await q.query(`ALTER TABLE sso_providers DROP COLUMN create_accounts`);
    await q.query(`ALTER TABLE sso_flows ADD COLUMN purpose text NOT NULL DEFAULT 'enter' CHECK (purpose IN ('enter','link','prove'))`);
    await q.query(`UPDATE sso_flows SET purpose = 'link' WHERE member_id IS NOT NULL`);
    await q.query(`ALTER TABLE sso_flows ADD CHECK ((purpose = 'enter') = (member_id IS NULL))`);
    await q.query(`ALTER TABLE sso_flows ADD COLUMN invitation_id uuid REFERENCES invitations (id) ON DELETE CASCADE`);
    await q.query(`ALTER TABLE sso_flows ADD COLUMN began_at timestamptz NOT NULL DEFAULT now()`);
    await q.query(`CREATE INDEX sso_flows_invitation ON sso_flows (invitation_id)`);
    // What a provider said of somebody who has not answered yet; it goes with her answer, or by itself.
    await q.query(`
      CREATE TABLE sso_arrivals (
        id uuid PRIMARY KEY,
        browser_hash bytea NOT NULL,
        provider_id uuid NOT NULL REFERENCES sso_providers (id) ON DELETE CASCADE,
        invitation_id uuid REFERENCES invitations (id) ON DELETE CASCADE,
        subject text NOT NULL,
        email citext NOT NULL,
        display_name text NOT NULL,
        wanted jsonb NOT NULL,
        second_factor boolean NOT NULL,
        proved_at timestamptz,
        next text NOT NULL,
        expires_at timestamptz NOT NULL
      )`);
    await q.query(`CREATE INDEX sso_arrivals_expiry ON sso_arrivals (expires_at)`);
    await q.query(`CREATE INDEX sso_arrivals_provider ON sso_arrivals (provider_id)`);
    await q.query(`CREATE INDEX sso_arrivals_invitation ON sso_arrivals (invitation_id)`);
    // A link that somebody asked for, until the worker has looked her address up.
    await q.query(`CREATE TABLE claim_requests (id uuid PRIMARY KEY, email citext NOT NULL, locale text NOT NULL CHECK (locale IN ('fr','en')), asked_at timestamptz NOT NULL)`);
    await q.query(`GRANT SELECT, INSERT, UPDATE, DELETE ON sso_arrivals TO foyer_app`);
    await q.query(`GRANT SELECT, INSERT, DELETE ON claim_requests TO foyer_app`);
  }

  /** Loses sign-ins of the last half hour and links asked for a moment ago; providers that followed the door make no accounts. */
  async down(q: QueryRunner): Promise<void> {
    await q.query(`DROP TABLE claim_requests, sso_arrivals`);
    await q.query(`DELETE FROM sso_flows WHERE purpose = 'prove'`);
    await q.query(`ALTER TABLE sso_flows DROP COLUMN began_at, DROP COLUMN invitation_id, DROP COLUMN purpose`);
    await q.query(`ALTER TABLE sso_providers ADD COLUMN create_accounts boolean NOT NULL DEFAULT true`);
    // Only what let everybody in does so again.
    await q.query(`UPDATE sso_providers SET create_accounts = (admits = 'everybody')`);
    await q.query(`ALTER TABLE sso_providers DROP COLUMN admits`);
  }
}
