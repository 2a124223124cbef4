import { Injectable, type OnModuleInit } from '@nestjs/common';
import * as v from 'valibot';
import type { Transaction } from '../platform/database/database.js';
import { ConsumerRegistry } from '../platform/outbox/consumer-registry.js';
import type { StoredEvent } from '../platform/outbox/domain-event.js';

interface Sum {
  posts: number;
  threads: number;
  likes: number;
  answers: number;
}

const payloadForm = v.object({ postAuthorId: v.pipe(v.string(), v.uuid()), kind: v.optional(v.string()), on: v.optional(v.boolean()) });

/** What an event adds to the profile of the post's author. */
const COUNTS: Readonly<Record<string, (payload: v.InferOutput<typeof payloadForm>) => Partial<Sum>>> = {
  'thread.started': () => ({ posts: 1, threads: 1 }),
  'thread.replied': () => ({ posts: 1 }),
  'post.removed': () => ({ posts: -1 }),
  'post.restored': () => ({ posts: 1 }),
  'post.reacted': ({ kind, on }) => (kind === 'like' ? { likes: on ? 1 : -1 } : {}),
  'thread.answerAccepted': () => ({ answers: 1 }),
  'thread.answerUnaccepted': () => ({ answers: -1 }),
};

/** Keeps what a profile counts: posts, threads, likes received, accepted answers. */
@Injectable()
export class OnThreadActivity implements OnModuleInit {
  constructor(private readonly registry: ConsumerRegistry) {}

  onModuleInit(): void {
    this.registry.register('members.counters', Object.keys(COUNTS), (events, tx) => this.count(events, tx));
  }

  /**
   * Nothing is cut at zero: a removal may come before what it removes, and only the sum is right in any order.
   * One statement a batch, the members always in the same order, so that two workers never wait for each other.
   */
  private async count(events: readonly StoredEvent[], tx: Transaction): Promise<void> {
    const byMember = new Map<string, Sum>();
    for (const event of events) {
      const payload = v.parse(payloadForm, event.payload);
      const sum = byMember.get(payload.postAuthorId) ?? { posts: 0, threads: 0, likes: 0, answers: 0 };
      const { posts = 0, threads = 0, likes = 0, answers = 0 } = COUNTS[event.type]?.(payload) ?? {};
      byMember.set(payload.postAuthorId, { posts: sum.posts + posts, threads: sum.threads + threads, likes: sum.likes + likes, answers: sum.answers + answers });
    }
    const sums = [...byMember].filter(([, sum]) => Object.values(sum).some((n) => n !== 0)).sort(([a], [b]) => (a < b ? -1 : 1));
    if (sums.length === 0) return;
    await tx.rows(
      `WITH change AS MATERIALIZED (
         SELECT c.*, m.id FROM unnest($1::uuid[], $2::int[], $3::int[], $4::int[], $5::int[]) AS c (member_id, posts, threads, likes, answers)
           JOIN members m ON m.id = c.member_id ORDER BY m.id FOR NO KEY UPDATE OF m
       )
       UPDATE members m SET posts_count = m.posts_count + change.posts, threads_count = m.threads_count + change.threads,
              likes_received = m.likes_received + change.likes, accepted_answers = m.accepted_answers + change.answers
         FROM change WHERE m.id = change.id`,
      [sums.map(([id]) => id), ...(['posts', 'threads', 'likes', 'answers'] as const).map((name) => sums.map(([, sum]) => sum[name]))],
    );
  }
}
