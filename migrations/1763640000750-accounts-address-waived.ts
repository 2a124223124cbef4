import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The team says yes in place of a mailbox that is lost; that mailbox is sent a link of its own to take it back. */
export class AccountsAddressWaived1763640000750 implements MigrationInterface {
  name = 'AccountsAddressWaived1763640000750';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`ALTER TABLE address_changes ADD COLUMN waived_undo_hash bytea UNIQUE`);
  }

  /** Loses what makes the links of these mails work; those of the mails before them stay good. */
  async down(q: QueryRunner): Promise<void> {
    await q.query(`ALTER TABLE address_changes DROP COLUMN waived_undo_hash`);
  }
}
