import { Injectable } from '@nestjs/common';
import type { Result } from '@foyer/domain/result';
import { decideRemove, decideRestore, parseReason, threadEvent, type ThreadEvent } from '@foyer/domain/threads';
import { Audit } from '../platform/audit/audit.js';
import { Clock } from '../platform/clock/clock.js';
import { Database } from '../platform/database/database.js';
import { NotFound } from '../platform/graphql/errors.js';
import type { RequestContext } from '../platform/http/request-context.js';
import { isCode, newId } from '../platform/ids/ids.js';
import { Limits } from '../platform/limits/limits.js';
import { Outbox } from '../platform/outbox/outbox.js';
import { refusing, SavedPost, writerOf } from './saved-post.js';
import { next, ThreadsRepository, type LockedPost } from './threads.repository.js';
import type { PostSaved } from './writing.types.js';

/** A post is taken out of sight, with a reason, or brought back. Its text stays in the database; only staff reads it. */
@Injectable()
export class RemovePost {
  constructor(
    private readonly database: Database,
    private readonly repository: ThreadsRepository,
    private readonly saved: SavedPost,
    private readonly outbox: Outbox,
    private readonly audit: Audit,
    private readonly limits: Limits,
    private readonly clock: Clock,
  ) {}

  async remove(ctx: RequestContext, postCode: string, givenReason: string): Promise<Result<PostSaved>> {
    const memberId = writerOf(ctx);
    if (!isCode(postCode)) throw new NotFound();
    await this.limits.charge('act.member', memberId);
    const reason = parseReason(givenReason);
    if (!reason.ok) return reason;
    return this.database.transaction(async (tx) => {
      const locked = await this.repository.lockPost(tx, ctx.viewer, postCode);
      if (!locked) throw new NotFound();
      const { thread, post } = locked;
      const decision = decideRemove(ctx.viewer, thread.facts, post, reason.value);
      if (!decision.ok) return refusing(decision.refusal);
      const now = this.clock.now();
      await this.repository.setRemoved(tx, locked, { memberId, reason: reason.value, now });
      const [who, what] = about(locked, memberId, now);
      const events: ThreadEvent[] = [threadEvent('post.removed', who, { ...what, likes: post.likes })];
      if (decision.value.unaccept) {
        await this.repository.changeThread(tx, thread, {
          sets: ['accepted_post_id = ?::uuid', 'accepted_by = ?::uuid', 'accepted_at = ?::timestamptz'], values: [null, null, null],
          action: { id: newId(), kind: 'unaccepted', actorId: memberId, detail: post.code, at: now },
        });
        events.push(threadEvent('thread.answerUnaccepted', who, what));
      }
      await this.outbox.publish(tx, events);
      if (post.authorId !== memberId) await this.audit.write(tx, { action: 'post.remove', subjectKind: 'post', subjectId: post.id, detail: { reason: reason.value }, ctx });
      return this.saved.of(tx, ctx, thread, post.code);
    });
  }

  async restore(ctx: RequestContext, postCode: string): Promise<Result<PostSaved>> {
    const memberId = writerOf(ctx);
    if (!isCode(postCode)) throw new NotFound();
    await this.limits.charge('act.member', memberId);
    return this.database.transaction(async (tx) => {
      const locked = await this.repository.lockPost(tx, ctx.viewer, postCode);
      if (!locked) throw new NotFound();
      const { thread, post } = locked;
      const decision = decideRestore(ctx.viewer, thread.facts, post);
      if (!decision.ok) return refusing(decision.refusal);
      const now = this.clock.now();
      await this.repository.setRemoved(tx, locked, null);
      const [who, what] = about(locked, memberId, now);
      await this.outbox.publish(tx, threadEvent('post.restored', who, { ...what, likes: post.likes }));
      if (post.authorId !== memberId) await this.audit.write(tx, { action: 'post.restore', subjectKind: 'post', subjectId: post.id, ctx });
      return this.saved.of(tx, ctx, thread, post.code);
    });
  }
}

function about({ thread, post }: LockedPost, actorId: string, occurredAt: Date) {
  return [
    { actorId, spaceId: thread.spaceId, occurredAt },
    { threadId: thread.id, threadCode: thread.code, revision: next(thread), postId: post.id, postAuthorId: post.authorId },
  ] as const;
}
