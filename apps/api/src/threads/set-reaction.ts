import { Injectable } from '@nestjs/common';
import type { Result } from '@foyer/domain/result';
import { decideReact, threadEvent } from '@foyer/domain/threads';
import { Clock } from '../platform/clock/clock.js';
import { Database } from '../platform/database/database.js';
import { NotFound } from '../platform/graphql/errors.js';
import type { RequestContext } from '../platform/http/request-context.js';
import { isCode } from '../platform/ids/ids.js';
import { Limits } from '../platform/limits/limits.js';
import { Outbox } from '../platform/outbox/outbox.js';
import { refusing, SavedPost, writerOf } from './saved-post.js';
import { next, ThreadsRepository } from './threads.repository.js';
import type { PostSaved } from './writing.types.js';

/** A member reacts to somebody's post, or takes it back. Saying it twice changes nothing. */
@Injectable()
export class SetReaction {
  constructor(
    private readonly database: Database,
    private readonly repository: ThreadsRepository,
    private readonly saved: SavedPost,
    private readonly outbox: Outbox,
    private readonly limits: Limits,
    private readonly clock: Clock,
  ) {}

  async run(ctx: RequestContext, postCode: string, kind: string, on: boolean): Promise<Result<PostSaved>> {
    const memberId = writerOf(ctx);
    if (!isCode(postCode)) throw new NotFound();
    await this.limits.charge('react.member', memberId);
    return this.database.transaction(async (tx) => {
      const locked = await this.repository.lockPost(tx, ctx.viewer, postCode);
      if (!locked) throw new NotFound();
      const { thread, post } = locked;
      const decision = decideReact(ctx.viewer, thread.facts, post, kind);
      if (!decision.ok) return refusing(decision.refusal);
      const changed = await this.repository.setReaction(tx, locked, memberId, decision.value, on);
      if (changed) {
        await this.outbox.publish(tx, threadEvent('post.reacted', { actorId: memberId, spaceId: thread.spaceId, occurredAt: this.clock.now() }, {
          threadId: thread.id, threadCode: thread.code, revision: next(thread), postId: post.id, postAuthorId: post.authorId, kind: decision.value, on,
        }));
      }
      return this.saved.of(tx, ctx, thread, post.code, changed);
    });
  }
}
