import { Injectable } from '@nestjs/common';
import { accept, type Result } from '@foyer/domain/result';
import { decideVote, threadEvent } from '@foyer/domain/threads';
import { Clock } from '../../platform/clock/clock.js';
import { Database } from '../../platform/database/database.js';
import { NotFound } from '../../platform/graphql/errors.js';
import type { RequestContext } from '../../platform/http/request-context.js';
import { isCode } from '../../platform/ids/ids.js';
import { Limits } from '../../platform/limits/limits.js';
import { Outbox } from '../../platform/outbox/outbox.js';
import { refusing, writerOf } from '../saved-post.js';
import { next, ThreadsRepository } from '../threads.repository.js';
import type { IdeaVoted } from './idea.types.js';
import { IdeasRepository } from './ideas.repository.js';

/** A member gives an idea her vote, or takes it back. One each, however often it is sent. */
@Injectable()
export class VoteIdea {
  constructor(
    private readonly database: Database,
    private readonly threads: ThreadsRepository,
    private readonly ideas: IdeasRepository,
    private readonly outbox: Outbox,
    private readonly limits: Limits,
    private readonly clock: Clock,
  ) {}

  async run(ctx: RequestContext, threadCode: string, on: boolean): Promise<Result<IdeaVoted>> {
    const memberId = writerOf(ctx);
    if (!isCode(threadCode)) throw new NotFound();
    await this.limits.charge('react.member', memberId);
    return this.database.transaction(async (tx) => {
      const thread = await this.threads.lockThread(tx, ctx.viewer, threadCode);
      const idea = thread && (await this.ideas.find(tx, thread.id, memberId));
      if (!thread || !idea) throw new NotFound();
      const decision = decideVote(ctx.viewer, thread.facts, idea, { now: idea.voted, wanted: on });
      if (!decision.ok) return refusing(decision.refusal);
      if (!decision.value.changed) return accept({ votes: idea.votes, voted: on });
      const now = this.clock.now();
      await this.ideas.vote(tx, thread.id, memberId, on, now);
      await this.ideas.count(tx, [thread.id]);
      await this.threads.changeThread(tx, thread, { sets: [], values: [] });
      await this.outbox.publish(tx, threadEvent('idea.voted', { actorId: memberId, spaceId: thread.spaceId, occurredAt: now }, { threadId: thread.id, threadCode: thread.code, revision: next(thread), on }));
      return accept({ votes: idea.votes + (on ? 1 : -1), voted: on });
    });
  }
}
