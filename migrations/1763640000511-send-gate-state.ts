import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Whether what wants to leave may leave: one row, the same for all processes. */
export class SendGateState1763640000511 implements MigrationInterface {
  name = 'SendGateState1763640000511';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      CREATE TABLE send_gate (
        id smallint PRIMARY KEY DEFAULT 1 CHECK (id = 1),
        state text NOT NULL DEFAULT 'open' CHECK (state IN ('open','essential-only','closed')),
        reason text NOT NULL DEFAULT '',
        changed_by uuid REFERENCES members (id) ON DELETE SET NULL,
        changed_at timestamptz NOT NULL DEFAULT now()
      )`);
    await q.query(`INSERT INTO send_gate DEFAULT VALUES`);
    await q.query(`GRANT SELECT, UPDATE ON send_gate TO foyer_app`);
  }

  /** Loses whether sending was held, and why: everything leaves again after coming back. */
  async down(q: QueryRunner): Promise<void> {
    await q.query(`DROP TABLE send_gate`);
  }
}
