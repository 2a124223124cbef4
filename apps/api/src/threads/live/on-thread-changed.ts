import { Injectable, type OnModuleInit } from '@nestjs/common';
import { THREAD_EVENTS } from '@foyer/domain/threads';
import * as v from 'valibot';
import { ConsumerRegistry } from '../../platform/outbox/consumer-registry.js';
import type { StoredEvent } from '../../platform/outbox/domain-event.js';
import { ClusterBus } from '../../platform/realtime/cluster-bus.js';

const hintForm = v.object({ threadCode: v.string(), revision: v.pipe(v.string(), v.regex(/^\d{1,19}$/)) });
/** Fits one notification. */
const THREADS_A_HINT = 200;

/** Turns whatever happened in threads into hints for the processes whose sockets follow them. */
@Injectable()
export class OnThreadChanged implements OnModuleInit {
  constructor(
    private readonly registry: ConsumerRegistry,
    private readonly bus: ClusterBus,
  ) {}

  onModuleInit(): void {
    this.registry.register('threads.hint', THREAD_EVENTS, (events) => {
      this.hint(events);
      return Promise.resolve();
    });
  }

  private hint(events: readonly StoredEvent[]): void {
    const latest = new Map<string, bigint>();
    for (const event of events) {
      const parsed = v.safeParse(hintForm, event.payload);
      if (event.origin !== 'live' || !parsed.success) continue;
      const revision = BigInt(parsed.output.revision);
      if (revision > (latest.get(parsed.output.threadCode) ?? 0n)) latest.set(parsed.output.threadCode, revision);
    }
    const changes = [...latest].map(([code, revision]) => [code, String(revision)] as const);
    for (let from = 0; from < changes.length; from += THREADS_A_HINT) this.bus.emit('threads.changed', changes.slice(from, from + THREADS_A_HINT));
  }
}
