import * as v from 'valibot';
import type { Transaction } from '../database/database.js';
import type { Consumer } from './consumer-registry.js';
import type { StoredEvent } from './domain-event.js';

/** Events that one consumer is to have. */
export interface Consumption {
  readonly consumer: string;
  /** None of the events was recorded before this instant (ISO 8601): it tells which partitions to look in. */
  readonly since: string;
  readonly events: readonly string[];
}

export const consumptionForm = v.object({ consumer: v.string(), since: v.string(), events: v.pipe(v.array(v.string()), v.minLength(1)) });

// Only events that this consumer never had come back: the marks and its effects share the transaction.
const TAKE_EVENTS = `
  WITH fresh AS (
    INSERT INTO consumed_events (event_id, consumer)
    SELECT wanted.id, $1 FROM unnest($2::uuid[]) AS wanted (id)
    ON CONFLICT DO NOTHING
    RETURNING event_id
  )
  SELECT e.id, e.type, e.version, e.actor_id AS "actorId", e.subject_id AS "subjectId", e.space_id AS "spaceId",
         e.payload, e.occurred_at AS "occurredAt", e.origin
    FROM domain_events e JOIN fresh ON fresh.event_id = e.id
   WHERE e.recorded_at >= $3::timestamptz AND e.id = ANY ($2::uuid[])
   ORDER BY e.recorded_at, e.id`;

/** Gives the consumer those of the events it never had. Its effects and the marks are kept or lost together. */
export async function consume(tx: Transaction, consumer: Consumer, { since, events }: Consumption): Promise<void> {
  const fresh = await tx.rows<StoredEvent>(TAKE_EVENTS, [consumer.name, events, since]);
  if (fresh.length > 0) await consumer.handle(fresh, tx);
}

/** A batch in two, so that what fails is found in a few tries. */
export function halves({ consumer, since, events }: Consumption): Consumption[] {
  return slices(events, Math.ceil(events.length / 2)).map((half) => ({ consumer, since, events: half }));
}

export function slices<T>(all: readonly T[], size: number): T[][] {
  const found: T[][] = [];
  for (let from = 0; from < all.length; from += size) found.push(all.slice(from, from + size));
  return found;
}
