import type { Sql } from '../platform/database/database.js';

/**
 * Raises the community's revision: names, spaces or the brand have changed, and nothing that was kept of them is given
 * any more. Call it in the transaction of the change.
 */
export async function raiseCommunity(tx: Sql): Promise<void> {
  await tx.rows('UPDATE community SET revision = revision + 1');
}
