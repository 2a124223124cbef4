import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The floors everything stands on: roles' grants, sessions' neighbours (limits, sockets),
 * the event log and the audit log. The application's role is `foyer_app`: it owns nothing here,
 * so each table names what it may do.
 */
export class HouseFoundation1763640000000 implements MigrationInterface {
  name = 'HouseFoundation1763640000000';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`CREATE EXTENSION IF NOT EXISTS citext`);
    await q.query(`CREATE EXTENSION IF NOT EXISTS pg_trgm`);
    await q.query(`REVOKE CREATE ON SCHEMA public FROM PUBLIC`);
    await q.query(`GRANT USAGE ON SCHEMA public TO foyer_app`);

    await q.query(`
      CREATE TABLE community (
        id smallint PRIMARY KEY DEFAULT 1 CHECK (id = 1),
        name text NOT NULL,
        brand_name text NOT NULL,
        tagline text,
        default_locale text NOT NULL DEFAULT 'fr' CHECK (default_locale IN ('fr','en')),
        time_zone text NOT NULL DEFAULT 'Europe/Paris',
        voice text NOT NULL DEFAULT 'tu' CHECK (voice IN ('tu','vous')),
        story boolean NOT NULL DEFAULT false,
        revision bigint NOT NULL DEFAULT 1
      )`);
    await q.query(`INSERT INTO community (name, brand_name) VALUES ('Foyer', 'Foyer')`);
    await q.query(`GRANT SELECT, UPDATE ON community TO foyer_app`);

    // Monthly partitions; the application may ask for one but cannot create tables itself.
    await q.query(`
      CREATE TABLE domain_events (
        id uuid NOT NULL,
        type text NOT NULL,
        version smallint NOT NULL,
        occurred_at timestamptz NOT NULL,
        recorded_at timestamptz NOT NULL DEFAULT now(),
        transaction_id xid8 NOT NULL DEFAULT pg_current_xact_id(),
        actor_id uuid,
        subject_id uuid NOT NULL,
        space_id uuid,
        origin text NOT NULL CHECK (origin IN ('live','import','seed')),
        payload jsonb NOT NULL,
        PRIMARY KEY (recorded_at, id)
      ) PARTITION BY RANGE (recorded_at)`);
    await q.query(`CREATE TABLE domain_events_default PARTITION OF domain_events DEFAULT`);
    await q.query(`CREATE INDEX domain_events_id ON domain_events (id)`);
    await q.query(`
      CREATE FUNCTION ensure_domain_events_partition(month date) RETURNS void
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
      DECLARE
        first_day date := date_trunc('month', month)::date;
        part text := 'domain_events_' || to_char(first_day, 'YYYYMM');
      BEGIN
        IF to_regclass('public.' || part) IS NULL THEN
          EXECUTE format('CREATE TABLE public.%I PARTITION OF public.domain_events FOR VALUES FROM (%L) TO (%L)',
            part, first_day, (first_day + interval '1 month')::date);
        END IF;
      END $$`);
    await q.query(`REVOKE ALL ON FUNCTION ensure_domain_events_partition(date) FROM PUBLIC`);
    await q.query(`GRANT EXECUTE ON FUNCTION ensure_domain_events_partition(date) TO foyer_app`);
    await q.query(`SELECT ensure_domain_events_partition(now()::date), ensure_domain_events_partition((now() + interval '1 month')::date)`);
    await q.query(`GRANT SELECT, INSERT ON domain_events TO foyer_app`);

    // One row per (event, consumer): what makes consumers idempotent.
    await q.query(`
      CREATE TABLE consumed_events (
        event_id uuid NOT NULL,
        consumer text NOT NULL,
        consumed_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (event_id, consumer)
      )`);
    await q.query(`CREATE INDEX consumed_events_age ON consumed_events (consumed_at)`);
    await q.query(`GRANT SELECT, INSERT, DELETE ON consumed_events TO foyer_app`);

    await q.query(`
      CREATE TABLE audit_entries (
        id uuid PRIMARY KEY,
        at timestamptz NOT NULL DEFAULT now(),
        transaction_id xid8 NOT NULL DEFAULT pg_current_xact_id(),
        actor_id uuid,
        action text NOT NULL,
        subject_kind text NOT NULL,
        subject_id uuid,
        detail jsonb NOT NULL DEFAULT '{}',
        request_id text,
        address inet
      )`);
    await q.query(`CREATE INDEX audit_entries_order ON audit_entries (transaction_id, id)`);
    await q.query(`
      CREATE TABLE audit_seals (
        number bigint PRIMARY KEY,
        entry_id uuid NOT NULL UNIQUE REFERENCES audit_entries (id),
        previous_hash bytea NOT NULL,
        hash bytea NOT NULL,
        sealed_at timestamptz NOT NULL DEFAULT now()
      )`);
    await q.query(`GRANT SELECT, INSERT ON audit_entries, audit_seals TO foyer_app`);

    await q.query(`
      CREATE UNLOGGED TABLE rate_limits (
        key varchar(255) PRIMARY KEY,
        points integer NOT NULL DEFAULT 0,
        expire bigint
      )`);
    await q.query(`CREATE INDEX rate_limits_expire ON rate_limits (expire)`);
    await q.query(`GRANT SELECT, INSERT, UPDATE, DELETE ON rate_limits TO foyer_app`);

    await q.query(`
      CREATE TABLE socket_io_attachments (
        id bigserial UNIQUE,
        created_at timestamptz DEFAULT now(),
        payload bytea
      )`);
    await q.query(`GRANT SELECT, INSERT, DELETE ON socket_io_attachments TO foyer_app`);
    await q.query(`GRANT USAGE ON SEQUENCE socket_io_attachments_id_seq TO foyer_app`);
  }

  /** Loses the community's name and settings, the event log and the audit log, for good: only a backup brings them back. */
  async down(q: QueryRunner): Promise<void> {
    await q.query(`DROP TABLE socket_io_attachments, rate_limits, audit_seals, audit_entries, consumed_events, domain_events, community`);
    await q.query(`DROP FUNCTION ensure_domain_events_partition(date)`);
    await q.query(`REVOKE USAGE ON SCHEMA public FROM foyer_app`);
    await q.query(`DROP EXTENSION pg_trgm`);
    await q.query(`DROP EXTENSION citext`);
  }
}
