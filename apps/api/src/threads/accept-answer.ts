import { Injectable } from '@nestjs/common';
import { accept, type Result } from '@foyer/domain/result';
import { decideAccept, threadEvent, type PostFacts, type ThreadEvent } from '@foyer/domain/threads';
import type { Done } from '../members/index.js';
import { Clock } from '../platform/clock/clock.js';
import { Database, type Transaction } from '../platform/database/database.js';
import { NotFound } from '../platform/graphql/errors.js';
import type { RequestContext } from '../platform/http/request-context.js';
import { isCode, newId } from '../platform/ids/ids.js';
import { Limits } from '../platform/limits/limits.js';
import { Outbox } from '../platform/outbox/outbox.js';
import { refusing, writerOf } from './saved-post.js';
import { next, ThreadsRepository, type LockedThread } from './threads.repository.js';

type Answer = PostFacts & { readonly code: string };

/** Whoever asked, or staff, says which reply answers the question; `null` takes it back. */
@Injectable()
export class AcceptAnswer {
  constructor(
    private readonly database: Database,
    private readonly repository: ThreadsRepository,
    private readonly outbox: Outbox,
    private readonly limits: Limits,
    private readonly clock: Clock,
  ) {}

  async run(ctx: RequestContext, threadCode: string, postCode: string | null): Promise<Result<Done>> {
    const memberId = writerOf(ctx);
    if (!isCode(threadCode) || (postCode !== null && !isCode(postCode))) throw new NotFound();
    await this.limits.charge('act.member', memberId);
    return this.database.transaction(async (tx) => {
      const found = await this.find(tx, ctx, threadCode, postCode);
      if (!found) throw new NotFound();
      const { thread, post } = found;
      const decision = decideAccept(ctx.viewer, thread.facts, post);
      if (!decision.ok) return refusing(decision.refusal);
      if (!decision.value.changed) return accept({ ok: true });
      await this.write(tx, thread, post, memberId);
      return accept({ ok: true });
    });
  }

  private async find(tx: Transaction, ctx: RequestContext, threadCode: string, postCode: string | null): Promise<{ thread: LockedThread; post: Answer | null } | null> {
    if (postCode === null) {
      const thread = await this.repository.lockThread(tx, ctx.viewer, threadCode);
      return thread && { thread, post: null };
    }
    const locked = await this.repository.lockPost(tx, ctx.viewer, postCode);
    return locked?.thread.code === threadCode ? locked : null;
  }

  private async write(tx: Transaction, thread: LockedThread, post: Answer | null, memberId: string): Promise<void> {
    const now = this.clock.now();
    const before = thread.facts.acceptedPostId;
    const authorBefore = before && (await tx.row<{ author_id: string; code: string }>('SELECT author_id, code FROM posts WHERE id = $1', [before]));
    await this.repository.changeThread(tx, thread, {
      sets: ['accepted_post_id = ?::uuid', 'accepted_by = ?::uuid', 'accepted_at = ?::timestamptz'],
      values: post ? [post.id, memberId, now] : [null, null, null],
      action: { id: newId(), kind: post ? 'accepted' : 'unaccepted', actorId: memberId, detail: post?.code ?? (authorBefore ? authorBefore.code : null), at: now },
    });
    const about = { actorId: memberId, spaceId: thread.spaceId, occurredAt: now };
    const payload = { threadId: thread.id, threadCode: thread.code, revision: next(thread) };
    const events: ThreadEvent[] = [];
    if (before && authorBefore) events.push(threadEvent('thread.answerUnaccepted', about, { ...payload, postId: before, postAuthorId: authorBefore.author_id }));
    if (post) events.push(threadEvent('thread.answerAccepted', about, { ...payload, postId: post.id, postAuthorId: post.authorId }));
    await this.outbox.publish(tx, events);
  }
}
