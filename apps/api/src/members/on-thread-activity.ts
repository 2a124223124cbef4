import { Injectable, type OnModuleInit } from '@nestjs/common';
import * as v from 'valibot';
import type { Transaction } from '../platform/database/database.js';
import { ConsumerRegistry } from '../platform/outbox/consumer-registry.js';
import type { StoredEvent } from '../platform/outbox/domain-event.js';

/** What one member wrote and received in one space. */
interface Sum {
  readonly memberId: string;
  readonly spaceId: string;
  posts: number;
  threads: number;
  likes: number;
  answers: number;
}

const payloadForm = v.object({ postAuthorId: v.pipe(v.string(), v.uuid()), kind: v.optional(v.string()), on: v.optional(v.boolean()), likes: v.optional(v.number(), 0) });

/** What an event adds to the profile of the post's author. */
const COUNTS: Readonly<Record<string, (payload: v.InferOutput<typeof payloadForm>) => Partial<Sum>>> = {
  'thread.started': () => ({ posts: 1, threads: 1 }),
  'thread.replied': () => ({ posts: 1 }),
  'post.removed': ({ likes }) => ({ posts: -1, likes: -likes }),
  'post.restored': ({ likes }) => ({ posts: 1, likes }),
  'post.reacted': ({ kind, on }) => (kind === 'like' ? { likes: on ? 1 : -1 } : {}),
  'thread.answerAccepted': () => ({ answers: 1 }),
  'thread.answerUnaccepted': () => ({ answers: -1 }),
};

/** What moving, splitting and merging threads shifts: posts count where they can be read. */
const ARRANGED = ['thread.moved', 'thread.split', 'thread.merged'];
const uuid = v.pipe(v.string(), v.uuid());
const arrangedForm = v.object({ shifts: v.array(v.object({ memberId: uuid, spaceId: uuid, posts: v.number(), threads: v.number(), likes: v.number(), answers: v.number() })) });

function sumsOf(event: StoredEvent): Sum[] {
  if (ARRANGED.includes(event.type)) return v.parse(arrangedForm, event.payload).shifts;
  const payload = v.parse(payloadForm, event.payload);
  if (event.spaceId === null) return [];
  const { posts = 0, threads = 0, likes = 0, answers = 0 } = COUNTS[event.type]?.(payload) ?? {};
  return [{ memberId: payload.postAuthorId, spaceId: event.spaceId, posts, threads, likes, answers }];
}

/**
 * Keeps what a profile counts: posts, threads, likes received, accepted answers. By space, so that nobody is told of
 * what she may not read, and over all spaces, for groups by rule and for order.
 */
@Injectable()
export class OnThreadActivity implements OnModuleInit {
  constructor(private readonly registry: ConsumerRegistry) {}

  onModuleInit(): void {
    this.registry.register('members.counters', [...Object.keys(COUNTS), ...ARRANGED], (events, tx) => this.count(events, tx));
  }

  /**
   * Nothing is cut at zero: a removal may come before what it removes, and only the sum is right in any order.
   * One statement a batch, the members always locked in the same order, so that two workers never wait for each other.
   */
  private async count(events: readonly StoredEvent[], tx: Transaction): Promise<void> {
    const found = new Map<string, Sum>();
    for (const { memberId, spaceId, posts, threads, likes, answers } of events.flatMap(sumsOf)) {
      const key = `${memberId} ${spaceId}`;
      const sum = found.get(key) ?? { memberId, spaceId, posts: 0, threads: 0, likes: 0, answers: 0 };
      found.set(key, { ...sum, posts: sum.posts + posts, threads: sum.threads + threads, likes: sum.likes + likes, answers: sum.answers + answers });
    }
    const sums = [...found.values()].filter(({ posts, threads, likes, answers }) => [posts, threads, likes, answers].some((n) => n !== 0));
    if (sums.length === 0) return;
    await tx.rows(
      `WITH change AS MATERIALIZED (
         SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::int[], $4::int[], $5::int[], $6::int[]) AS c (member_id, space_id, posts, threads, likes, answers)
       ), locked AS MATERIALIZED (
         SELECT m.id FROM members m WHERE m.id IN (SELECT member_id FROM change) ORDER BY m.id FOR NO KEY UPDATE
       ), by_space AS (
         INSERT INTO member_space_counts AS n (member_id, space_id, posts, threads, likes, answers)
         SELECT c.* FROM change c JOIN locked ON locked.id = c.member_id WHERE EXISTS (SELECT 1 FROM spaces s WHERE s.id = c.space_id)
             ON CONFLICT (member_id, space_id) DO UPDATE
            SET posts = n.posts + excluded.posts, threads = n.threads + excluded.threads, likes = n.likes + excluded.likes, answers = n.answers + excluded.answers
         RETURNING 1
       )
       UPDATE members m SET posts_count = m.posts_count + total.posts, threads_count = m.threads_count + total.threads,
              likes_received = m.likes_received + total.likes, accepted_answers = m.accepted_answers + total.answers
         FROM (SELECT l.id, sum(c.posts) AS posts, sum(c.threads) AS threads, sum(c.likes) AS likes, sum(c.answers) AS answers
                 FROM locked l JOIN change c ON c.member_id = l.id GROUP BY l.id) total
        WHERE m.id = total.id`,
      [sums.map((sum) => sum.memberId), sums.map((sum) => sum.spaceId), ...(['posts', 'threads', 'likes', 'answers'] as const).map((name) => sums.map((sum) => sum[name]))],
    );
  }
}
