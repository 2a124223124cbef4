import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.js';

/** A job is retried for a quarter of an hour at most; its marks are kept far longer than that, in days. */
const MARKS_KEPT = 14;
const PRUNED_AT_ONCE = 5_000;
// Any constant: the same for every process of an installation.
const UPKEEP_LOCK = 7_105_202_602;

/** Keeps the event log's partitions ahead of time, and forgets old marks of consumption. */
@Injectable()
export class OutboxUpkeep {
  constructor(private readonly database: Database) {}

  /** One process at a time does it; gives 1 while there is more to prune. */
  round(): Promise<number> {
    return this.database.transaction(async (tx) => {
      const lock = await tx.row<{ held: boolean }>('SELECT pg_try_advisory_xact_lock($1) AS held', [UPKEEP_LOCK]);
      if (!lock?.held) return 0;
      await tx.rows(`SELECT ensure_domain_events_partition((now() + make_interval(months => ahead))::date) FROM generate_series(0, 2) AS ahead`);
      const pruned = await tx.rows(
        `DELETE FROM consumed_events WHERE (event_id, consumer) IN (
           SELECT event_id, consumer FROM consumed_events WHERE consumed_at < now() - make_interval(days => ${MARKS_KEPT}) LIMIT ${PRUNED_AT_ONCE})
         RETURNING 1`,
      );
      return pruned.length === PRUNED_AT_ONCE ? 1 : 0;
    });
  }
}
