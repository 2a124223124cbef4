import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who asked for a new password: looked up by the worker, so that known and unknown addresses are answered alike. */
export class AccountsResetRequests1763640000531 implements MigrationInterface {
  name = 'AccountsResetRequests1763640000531';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`CREATE TABLE password_reset_requests (id uuid PRIMARY KEY, email citext NOT NULL, asked_at timestamptz NOT NULL)`);
    await q.query(`GRANT SELECT, INSERT, DELETE ON password_reset_requests TO foyer_app`);
  }

  /** Loses requests of the last moments that no mail answered yet: they are asked again. */
  async down(q: QueryRunner): Promise<void> {
    await q.query(`DROP TABLE password_reset_requests`);
  }
}
