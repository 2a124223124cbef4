import { Injectable, type OnModuleInit } from '@nestjs/common';
import * as v from 'valibot';
import type { Transaction } from '../platform/database/database.js';
import { ConsumerRegistry } from '../platform/outbox/consumer-registry.js';
import type { StoredEvent } from '../platform/outbox/domain-event.js';

/** What an event adds to its space: threads, posts. */
const COUNTS: Readonly<Record<string, readonly [threads: number, posts: number]>> = {
  'thread.started': [1, 1],
  'thread.replied': [0, 1],
  'post.removed': [0, -1],
  'post.restored': [0, 1],
};

/** What moving, splitting and merging threads shifts from one space to another. */
const ARRANGED = ['thread.moved', 'thread.split', 'thread.merged'];
const arrangedForm = v.object({ shifts: v.array(v.object({ spaceId: v.pipe(v.string(), v.uuid()), posts: v.number(), threads: v.number() })), lastPostAt: v.pipe(v.string(), v.isoTimestamp()) });

interface Sum {
  readonly spaceId: string | null;
  readonly threads: number;
  readonly posts: number;
  readonly latest: Date | null;
}

/** Keeps what a space shows about itself: how many threads and posts, and when the last one came. */
@Injectable()
export class OnThreadActivity implements OnModuleInit {
  constructor(private readonly registry: ConsumerRegistry) {}

  onModuleInit(): void {
    this.registry.register('spaces.counters', [...Object.keys(COUNTS), ...ARRANGED], (events, tx) => this.count(events, tx));
  }

  /**
   * Nothing is cut at zero: a removal may come before what it removes, and only the sum is right in any order.
   * One statement a batch, the spaces always in the same order, so that two workers never wait for each other.
   */
  private async count(events: readonly StoredEvent[], tx: Transaction): Promise<void> {
    const bySpace = new Map<string, { threads: number; posts: number; latest: Date | null }>();
    for (const { spaceId, threads, posts, latest } of events.flatMap(sumsOf)) {
      if (spaceId === null) continue;
      const sum = bySpace.get(spaceId) ?? { threads: 0, posts: 0, latest: null };
      bySpace.set(spaceId, { threads: sum.threads + threads, posts: sum.posts + posts, latest: latest && (!sum.latest || latest > sum.latest) ? latest : sum.latest });
    }
    const sums = [...bySpace].sort(([a], [b]) => (a < b ? -1 : 1));
    await tx.rows(
      `WITH change AS MATERIALIZED (
         SELECT c.*, s.id FROM unnest($1::uuid[], $2::int[], $3::int[], $4::timestamptz[]) AS c (space_id, threads, posts, latest)
           JOIN spaces s ON s.id = c.space_id ORDER BY s.id FOR NO KEY UPDATE OF s
       )
       UPDATE spaces s SET threads_count = s.threads_count + change.threads, posts_count = s.posts_count + change.posts,
              last_activity_at = greatest(s.last_activity_at, change.latest)
         FROM change WHERE s.id = change.id`,
      [sums.map(([id]) => id), sums.map(([, sum]) => sum.threads), sums.map(([, sum]) => sum.posts), sums.map(([, sum]) => sum.latest)],
    );
  }
}

function sumsOf(event: StoredEvent): Sum[] {
  const { type, spaceId, occurredAt } = event;
  if (ARRANGED.includes(type)) {
    const { shifts, lastPostAt } = v.parse(arrangedForm, event.payload);
    return [...shifts.map((shift) => ({ ...shift, latest: null })), { spaceId, threads: 0, posts: 0, latest: new Date(lastPostAt) }];
  }
  const [threads, posts] = COUNTS[type] ?? [0, 0];
  return [{ spaceId, threads, posts, latest: type.startsWith('thread.') ? occurredAt : null }];
}
