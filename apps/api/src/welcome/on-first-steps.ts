import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Transaction } from '../platform/database/database.js';
import { ConsumerRegistry } from '../platform/outbox/consumer-registry.js';
import type { StoredEvent } from '../platform/outbox/domain-event.js';

/** Sees from what members do how far they came: a first post, a first reaction. */
@Injectable()
export class OnFirstSteps implements OnModuleInit {
  constructor(private readonly registry: ConsumerRegistry) {}

  onModuleInit(): void {
    this.registry.register('welcome.steps', ['thread.started', 'thread.replied', 'post.reacted'], (events, tx) => this.note(events, tx));
  }

  private async note(events: readonly StoredEvent[], tx: Transaction): Promise<void> {
    const lived = events.filter((event) => event.origin === 'live' && event.actorId !== null && event.payload['on'] !== false);
    for (const column of ['introduced_at', 'reacted_at'] as const) {
      const ours = lived.filter((event) => (event.type === 'post.reacted') === (column === 'reacted_at'));
      // In one order, so that two workers never wait for each other.
      const ids = [...new Set(ours.flatMap((event) => event.actorId ?? []))].sort();
      if (ids.length === 0) continue;
      await tx.rows(
        `INSERT INTO member_welcomes AS w (member_id, ${column}) SELECT m.id, $2 FROM unnest($1::uuid[]) WITH ORDINALITY AS o (id, n) JOIN members m ON m.id = o.id ORDER BY o.n
         ON CONFLICT (member_id) DO UPDATE SET ${column} = coalesce(w.${column}, excluded.${column})`,
        [ids, ours.at(-1)?.occurredAt],
      );
    }
  }
}
