import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Transaction } from '../../platform/database/database.js';
import { ConsumerRegistry } from '../../platform/outbox/consumer-registry.js';
import type { StoredEvent } from '../../platform/outbox/domain-event.js';

/** What is published is no draft any more. */
@Injectable()
export class OnPublished implements OnModuleInit {
  constructor(private readonly registry: ConsumerRegistry) {}

  onModuleInit(): void {
    this.registry.register('threads.drafts', ['thread.started', 'thread.replied'], (events, tx) => this.forget(events, tx));
  }

  private async forget(events: readonly StoredEvent[], tx: Transaction): Promise<void> {
    const ids = events.flatMap(({ origin, payload }) => (origin === 'live' && typeof payload['postId'] === 'string' ? [payload['postId']] : []));
    if (ids.length === 0) return;
    await tx.rows('DELETE FROM drafts d USING posts p WHERE p.id = ANY ($1::uuid[]) AND d.member_id = p.author_id AND d.client_key = p.client_key', [ids]);
  }
}
