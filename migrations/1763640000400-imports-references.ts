import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What came from elsewhere: makes imports repeatable and keeps old addresses alive. */
export class ImportsReferences1763640000400 implements MigrationInterface {
  name = 'ImportsReferences1763640000400';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      CREATE TABLE import_refs (
        source text NOT NULL,
        kind text NOT NULL CHECK (kind IN ('member','space','thread','post','action')),
        external_id text NOT NULL,
        internal_id uuid NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (source, kind, external_id)
      )`);
    await q.query(`CREATE INDEX import_refs_internal ON import_refs (internal_id)`);
    await q.query(`
      CREATE TABLE import_runs (
        id uuid PRIMARY KEY,
        source text NOT NULL,
        started_at timestamptz NOT NULL DEFAULT now(),
        finished_at timestamptz,
        report jsonb NOT NULL DEFAULT '{}'
      )`);
    await q.query(`GRANT SELECT, INSERT, UPDATE, DELETE ON import_refs, import_runs TO foyer_app`);
  }

  /** Loses what was imported from where, for good: old addresses stop answering, and importing again would write everything twice. */
  async down(q: QueryRunner): Promise<void> {
    await q.query(`DROP TABLE import_runs, import_refs`);
  }
}
