import { Injectable } from '@nestjs/common';
import type { Transaction } from '../database/database.js';
import { newId } from '../ids/ids.js';
import type { DomainEvent } from './domain-event.js';
import { OutboxBell } from './outbox-bell.js';
import { DISPATCH_QUEUE, QUEUE_SCHEMA } from './queues.js';

/** Events of one statement; more are sent in several. */
const LARGEST = 1_000;

/**
 * Parts of a statement that record the events in one of its parameters (see `Outbox.written`) and the job that will
 * hand them to their consumers. With `told`, once for each row of the part `from`, whose `adding` (a jsonb object)
 * completes the payload: what only the statement knows.
 */
export function publishing(events: `$${number}`, told?: { readonly from: string; readonly adding: string }): string {
  // The job is written as pg-boss documents it for other clients: a row with its queue and data, the rest by default.
  return `recorded AS (
    INSERT INTO domain_events (id, type, version, occurred_at, actor_id, subject_id, space_id, origin, payload)
    SELECT e.id, e.type, e.version, e.occurred_at, e.actor_id, e.subject_id, e.space_id, e.origin, ${told ? `e.payload || ${told.adding}` : 'e.payload'}
      FROM ${told ? `${told.from}, ` : ''}jsonb_to_recordset(${events}::jsonb) AS e (id uuid, type text, version smallint, occurred_at timestamptz,
           actor_id uuid, subject_id uuid, space_id uuid, origin text, payload jsonb)
  ), handed_on AS (
    INSERT INTO ${QUEUE_SCHEMA}.job (name, data, keep_until)
    SELECT '${DISPATCH_QUEUE}', jsonb_build_object('since', now(), 'events',
             (SELECT jsonb_agg(jsonb_build_object('id', e->>'id', 'type', e->>'type')) FROM jsonb_array_elements(${events}::jsonb) AS e)),
           now() + interval '90 days'${told ? ` FROM ${told.from}` : ''}
  )`;
}

const PUBLISH = `WITH ${publishing('$1')} SELECT 1`;

/** Where use cases publish what happened. */
@Injectable()
export class Outbox {
  constructor(private readonly bell: OutboxBell) {}

  /**
   * Records the events and the job that will hand them to their consumers, in the caller's transaction and in one
   * statement: all of it is written or nothing. Consumers run after the commit, in no promised order.
   */
  async publish(tx: Transaction, published: DomainEvent | readonly DomainEvent[]): Promise<void> {
    const events: readonly DomainEvent[] = Array.isArray(published) ? (published as readonly DomainEvent[]) : [published as DomainEvent];
    if (events.length === 0) return;
    for (let from = 0; from < events.length; from += LARGEST) {
      await tx.rows(PUBLISH, [this.written(events.slice(from, from + LARGEST))]);
    }
    tx.afterCommit(() => this.ring());
  }

  /** Events as `publishing` takes them, for a statement that writes what happened and tells it at once. */
  written(events: readonly DomainEvent[]): string {
    return JSON.stringify(events.map(rowOf));
  }

  /** After the commit of a statement with `publishing`: a worker need not find its events by looking. */
  ring(): void {
    this.bell.ring();
  }
}

const rowOf = (event: DomainEvent): object => ({
  id: newId(),
  type: event.type,
  version: event.version,
  occurred_at: event.occurredAt,
  actor_id: event.actorId,
  subject_id: event.subjectId,
  space_id: event.spaceId,
  origin: event.origin ?? 'live',
  payload: event.payload,
});
