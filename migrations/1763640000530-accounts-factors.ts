import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Second factors, passkeys, what sessions were proved with, and the links that give an account back to its owner. */
export class AccountsFactors1763640000530 implements MigrationInterface {
  name = 'AccountsFactors1763640000530';

  async up(q: QueryRunner): Promise<void> {
    // A member whose passkey, or whose company, proves who she is has no password.
    await q.query(`ALTER TABLE member_accounts ALTER COLUMN password_hash DROP NOT NULL`);
    await q.query(`
      ALTER TABLE sessions
        ADD COLUMN how text NOT NULL DEFAULT 'password',
        ADD COLUMN proved_at timestamptz NOT NULL DEFAULT now(),
        ADD COLUMN second_factor boolean NOT NULL DEFAULT false,
        ADD COLUMN country text CHECK (country ~ '^[A-Z]{2}$')`);
    await q.query(`
      CREATE TABLE member_passkeys (
        id uuid PRIMARY KEY,
        member_id uuid NOT NULL REFERENCES members (id) ON DELETE CASCADE,
        credential_id text NOT NULL UNIQUE,
        public_key bytea NOT NULL,
        counter bigint NOT NULL DEFAULT 0,
        transports text[] NOT NULL DEFAULT '{}',
        name text NOT NULL,
        backed_up boolean NOT NULL DEFAULT false,
        created_at timestamptz NOT NULL,
        last_used_at timestamptz
      )`);
    await q.query(`CREATE INDEX member_passkeys_member ON member_passkeys (member_id)`);
    await q.query(`
      CREATE TABLE member_totp (
        member_id uuid PRIMARY KEY REFERENCES members (id) ON DELETE CASCADE,
        secret text NOT NULL,
        created_at timestamptz NOT NULL,
        confirmed_at timestamptz,
        last_step bigint NOT NULL DEFAULT 0
      )`);
    await q.query(`
      CREATE TABLE member_recovery_codes (
        member_id uuid NOT NULL REFERENCES members (id) ON DELETE CASCADE,
        code_hash bytea NOT NULL,
        used_at timestamptz,
        PRIMARY KEY (member_id, code_hash)
      )`);
    // The first factor was right: what remains to be shown, by the browser that showed the first.
    await q.query(`
      CREATE TABLE sign_in_challenges (
        id uuid PRIMARY KEY,
        member_id uuid NOT NULL REFERENCES members (id) ON DELETE CASCADE,
        browser_hash bytea NOT NULL,
        how text NOT NULL,
        tries integer NOT NULL DEFAULT 0,
        expires_at timestamptz NOT NULL
      )`);
    await q.query(`CREATE INDEX sign_in_challenges_member ON sign_in_challenges (member_id)`);
    await q.query(`CREATE INDEX sign_in_challenges_expiry ON sign_in_challenges (expires_at)`);
    await q.query(`
      CREATE TABLE passkey_challenges (
        id uuid PRIMARY KEY,
        challenge text NOT NULL,
        purpose text NOT NULL CHECK (purpose IN ('register','sign-in','second','step-up')),
        member_id uuid REFERENCES members (id) ON DELETE CASCADE,
        browser_hash bytea NOT NULL,
        expires_at timestamptz NOT NULL
      )`);
    await q.query(`CREATE INDEX passkey_challenges_member ON passkey_challenges (member_id)`);
    await q.query(`CREATE INDEX passkey_challenges_expiry ON passkey_challenges (expires_at)`);
    await q.query(`
      CREATE TABLE member_devices (
        member_id uuid NOT NULL REFERENCES members (id) ON DELETE CASCADE,
        device_hash bytea NOT NULL,
        first_seen_at timestamptz NOT NULL,
        last_seen_at timestamptz NOT NULL,
        PRIMARY KEY (member_id, device_hash)
      )`);
    await q.query(`
      CREATE TABLE password_resets (
        token_hash bytea PRIMARY KEY,
        member_id uuid NOT NULL REFERENCES members (id) ON DELETE CASCADE,
        expires_at timestamptz NOT NULL,
        used_at timestamptz
      )`);
    await q.query(`CREATE INDEX password_resets_member ON password_resets (member_id)`);
    await q.query(`
      CREATE TABLE address_changes (
        id uuid PRIMARY KEY,
        member_id uuid NOT NULL REFERENCES members (id) ON DELETE CASCADE,
        old_email citext NOT NULL,
        new_email citext NOT NULL,
        confirm_hash bytea NOT NULL UNIQUE,
        undo_hash bytea NOT NULL UNIQUE,
        created_at timestamptz NOT NULL,
        confirm_until timestamptz NOT NULL,
        undo_until timestamptz NOT NULL,
        confirmed_at timestamptz,
        ended_at timestamptz
      )`);
    await q.query(`CREATE INDEX address_changes_member ON address_changes (member_id)`);
    await q.query(`
      GRANT SELECT, INSERT, UPDATE, DELETE ON member_passkeys, member_totp, member_recovery_codes, sign_in_challenges,
        passkey_challenges, member_devices, password_resets, address_changes TO foyer_app`);
  }

  /** Loses second factors and passkeys, and the accounts that have no password, for good: only a backup brings them back. */
  async down(q: QueryRunner): Promise<void> {
    await q.query(`DROP TABLE address_changes, password_resets, member_devices, passkey_challenges, sign_in_challenges, member_recovery_codes, member_totp, member_passkeys`);
    await q.query(`ALTER TABLE sessions DROP COLUMN country, DROP COLUMN second_factor, DROP COLUMN proved_at, DROP COLUMN how`);
    await q.query(`DELETE FROM member_accounts WHERE password_hash IS NULL`);
    await q.query(`ALTER TABLE member_accounts ALTER COLUMN password_hash SET NOT NULL`);
  }
}
