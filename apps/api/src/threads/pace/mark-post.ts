import { Injectable } from '@nestjs/common';
import type { Result } from '@foyer/domain/result';
import { decidePinReply, decideWiki, threadEvent } from '@foyer/domain/threads';
import { Audit } from '../../platform/audit/audit.js';
import { Clock } from '../../platform/clock/clock.js';
import { Database, type Transaction } from '../../platform/database/database.js';
import { NotFound } from '../../platform/graphql/errors.js';
import type { RequestContext } from '../../platform/http/request-context.js';
import { isCode } from '../../platform/ids/ids.js';
import { Limits } from '../../platform/limits/limits.js';
import { Outbox } from '../../platform/outbox/outbox.js';
import { refusing, SavedPost, writerOf } from '../saved-post.js';
import { next, ThreadsRepository, type LockedPost } from '../threads.repository.js';
import type { PostSaved } from '../writing.types.js';

interface Marks {
  readonly wiki: boolean;
  readonly pinned: boolean;
  /** Other replies of the thread that are pinned. */
  readonly others: number;
}

/** A reply is pinned among the best of its thread; a post is opened to many who edit it. */
@Injectable()
export class MarkPost {
  constructor(
    private readonly database: Database,
    private readonly repository: ThreadsRepository,
    private readonly saved: SavedPost,
    private readonly outbox: Outbox,
    private readonly audit: Audit,
    private readonly limits: Limits,
    private readonly clock: Clock,
  ) {}

  pin(ctx: RequestContext, postCode: string, pinned: boolean): Promise<Result<PostSaved>> {
    return this.mark(ctx, postCode, async (tx, locked, marks, memberId) => {
      const decision = decidePinReply(ctx.viewer, locked.thread.facts, locked.post, { now: marks.pinned, wanted: pinned, others: marks.others });
      if (!decision.ok || !decision.value.changed) return decision;
      await this.set(tx, locked, 'pinned_at = $4::timestamptz, pinned_by = $5::uuid', [pinned ? this.clock.now() : null, pinned ? memberId : null]);
      await this.audit.write(tx, { action: pinned ? 'post.pinned' : 'post.unpinned', subjectKind: 'post', subjectId: locked.post.id, ctx });
      return decision;
    });
  }

  wiki(ctx: RequestContext, postCode: string, wiki: boolean): Promise<Result<PostSaved>> {
    return this.mark(ctx, postCode, async (tx, locked, marks, memberId) => {
      const decision = decideWiki(ctx.viewer, locked.thread.facts, locked.post, { now: marks.wiki, wanted: wiki });
      if (!decision.ok || !decision.value.changed) return decision;
      await this.set(tx, locked, 'wiki = $4::boolean', [wiki]);
      if (locked.post.authorId !== memberId) await this.audit.write(tx, { action: wiki ? 'post.wikiOpened' : 'post.wikiClosed', subjectKind: 'post', subjectId: locked.post.id, ctx });
      return decision;
    });
  }

  private async mark(ctx: RequestContext, postCode: string, work: (tx: Transaction, locked: LockedPost, marks: Marks, memberId: string) => Promise<Result<{ readonly changed: boolean }>>): Promise<Result<PostSaved>> {
    const memberId = writerOf(ctx);
    if (!isCode(postCode)) throw new NotFound();
    await this.limits.charge('act.member', memberId);
    return this.database.transaction(async (tx) => {
      const locked = await this.repository.lockPost(tx, ctx.viewer, postCode);
      const marks = locked && (await this.marks(tx, locked));
      if (!locked || !marks) throw new NotFound();
      const { thread, post } = locked;
      const done = await work(tx, locked, marks, memberId);
      if (!done.ok) return refusing(done.refusal);
      if (done.value.changed) {
        await this.outbox.publish(tx, threadEvent('post.marked', { actorId: memberId, spaceId: thread.spaceId, occurredAt: this.clock.now() }, {
          threadId: thread.id, threadCode: thread.code, revision: next(thread), postId: post.id, postAuthorId: post.authorId,
        }));
      }
      return this.saved.of(tx, ctx, thread, post.code, done.value.changed);
    });
  }

  /** Read under the lock of the thread: of two who pin at once, the second counts the first. */
  private marks(tx: Transaction, { thread, post }: LockedPost): Promise<Marks | null> {
    return tx.row<Marks>(
      `SELECT p.wiki, p.pinned_at IS NOT NULL AS pinned, (SELECT count(*)::int FROM posts o WHERE o.thread_id = $2 AND o.pinned_at IS NOT NULL AND o.id <> p.id) AS others FROM posts p WHERE p.id = $1`,
      [post.id, thread.id],
    );
  }

  private async set(tx: Transaction, { thread, post }: LockedPost, assignments: string, values: readonly unknown[]): Promise<void> {
    await tx.rows(`WITH marked AS (UPDATE posts SET ${assignments}, revision = $2::bigint WHERE id = $1) UPDATE threads SET revision = $2::bigint WHERE id = $3`, [post.id, next(thread), thread.id, ...values]);
  }
}
