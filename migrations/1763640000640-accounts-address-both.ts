import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A change of address needs both mailboxes: when each said yes. */
export class AccountsAddressBoth1763640000640 implements MigrationInterface {
  name = 'AccountsAddressBoth1763640000640';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`ALTER TABLE address_changes ADD COLUMN new_confirmed_at timestamptz, ADD COLUMN old_confirmed_at timestamptz`);
    await q.query(`UPDATE address_changes SET new_confirmed_at = confirmed_at, old_confirmed_at = confirmed_at`);
    await q.query(`ALTER TABLE address_changes ADD CONSTRAINT address_changes_both CHECK (confirmed_at IS NULL OR (new_confirmed_at IS NOT NULL AND old_confirmed_at IS NOT NULL))`);
  }

  /** Loses what one mailbox of two has confirmed so far; such a change is confirmed by the new one alone, as it was before. */
  async down(q: QueryRunner): Promise<void> {
    await q.query(`ALTER TABLE address_changes DROP COLUMN new_confirmed_at, DROP COLUMN old_confirmed_at`);
  }
}
