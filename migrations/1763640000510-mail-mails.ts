import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Mails, from the moment somebody's act asks for one until they are forgotten; and who asked for none. */
export class MailMails1763640000510 implements MigrationInterface {
  name = 'MailMails1763640000510';

  async up(q: QueryRunner): Promise<void> {
    // `data` is what the template is told; emptied once a mail that opens something has left.
    await q.query(`
      CREATE TABLE mails (
        id uuid PRIMARY KEY,
        template text NOT NULL,
        to_address text NOT NULL,
        to_name text,
        member_id uuid REFERENCES members (id) ON DELETE CASCADE,
        from_name text,
        locale text NOT NULL CHECK (locale IN ('fr','en')),
        essential boolean NOT NULL,
        data jsonb,
        subject text,
        state text NOT NULL DEFAULT 'queued' CHECK (state IN ('queued','held','sent','kept','failed','bounced','unwanted')),
        attempts smallint NOT NULL DEFAULT 0,
        next_try_at timestamptz NOT NULL DEFAULT now(),
        last_error text,
        message_id text,
        created_at timestamptz NOT NULL DEFAULT now(),
        sent_at timestamptz
      )`);
    await q.query(`CREATE INDEX mails_queued ON mails (essential DESC, id) WHERE state = 'queued'`);
    await q.query(`CREATE INDEX mails_state ON mails (state, id DESC)`);
    await q.query(`CREATE INDEX mails_address ON mails USING gin (to_address gin_trgm_ops)`);
    await q.query(`CREATE INDEX mails_member ON mails (member_id)`);
    await q.query(`
      CREATE TABLE mail_refusals (
        address citext PRIMARY KEY,
        refused_at timestamptz NOT NULL DEFAULT now()
      )`);
    await q.query(`GRANT SELECT, INSERT, UPDATE, DELETE ON mails, mail_refusals TO foyer_app`);
  }

  /** Loses mails that were not sent yet, the record of those that were, and who asked for none: only a backup brings them back. */
  async down(q: QueryRunner): Promise<void> {
    await q.query(`DROP TABLE mail_refusals, mails`);
  }
}
