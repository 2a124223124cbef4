import { Injectable } from '@nestjs/common';
import { accept, type Result } from '@foyer/domain/result';
import { decideStart, parseThreadDraft, threadEvent, type ThreadDraft } from '@foyer/domain/threads';
import { Clock } from '../platform/clock/clock.js';
import { Database, type Transaction } from '../platform/database/database.js';
import { NotFound } from '../platform/graphql/errors.js';
import type { RequestContext } from '../platform/http/request-context.js';
import { newCode, newId, slugOf } from '../platform/ids/ids.js';
import { Limits } from '../platform/limits/limits.js';
import { Outbox } from '../platform/outbox/outbox.js';
import { checkedKey, isSameKey, refusing, writerOf } from './saved-post.js';
import { ThreadsRepository } from './threads.repository.js';
import { WriteText, type WrittenText } from './written-text.js';
import type { StartThreadInput, ThreadStarted } from './writing.types.js';

/** A member opens a thread. The same key twice makes one thread. */
@Injectable()
export class StartThread {
  constructor(
    private readonly database: Database,
    private readonly repository: ThreadsRepository,
    private readonly text: WriteText,
    private readonly outbox: Outbox,
    private readonly limits: Limits,
    private readonly clock: Clock,
  ) {}

  async run(ctx: RequestContext, input: StartThreadInput): Promise<Result<ThreadStarted>> {
    const memberId = writerOf(ctx);
    const key = checkedKey(input.key);
    const space = await this.repository.spaceRules(this.database, ctx.viewer, input.spaceSlug);
    if (!space) throw new NotFound();
    await this.limits.charge('post.member', memberId);
    const draft = parseThreadDraft(input, ctx.locale);
    if (!draft.ok) return draft;
    const decision = decideStart(ctx.viewer, space.rules, draft.value);
    if (!decision.ok) return refusing(decision.refusal);
    const text = await this.text.of(draft.value.body, memberId);
    if (!text.ok) return text;
    const made = await this.first(ctx, key);
    if (made) return made;
    try {
      return await this.database.transaction((tx) => this.write(tx, { memberId, key, spaceId: space.id }, draft.value, text.value));
    } catch (error) {
      if (!isSameKey(error)) throw error;
      const first = await this.first(ctx, key);
      // The key made something that she may not read any more.
      if (!first) throw new NotFound();
      return first;
    }
  }

  private async write(tx: Transaction, by: { memberId: string; key: string; spaceId: string }, draft: ThreadDraft, text: WrittenText): Promise<Result<ThreadStarted>> {
    const now = this.clock.now();
    const thread = { code: newCode(), slug: slugOf(draft.title), spaceId: by.spaceId, draft };
    const post = { id: newId(), code: newCode(), threadId: newId(), authorId: by.memberId, text, replyToId: null, createdAt: now, key: by.key };
    await this.repository.insertThread(tx, thread, post);
    await this.outbox.publish(tx, threadEvent('thread.started', { actorId: by.memberId, spaceId: by.spaceId, occurredAt: now }, {
      threadId: post.threadId, threadCode: thread.code, revision: '1', postId: post.id, postAuthorId: by.memberId, mentionedIds: text.mentionedIds,
    }));
    return accept({ threadCode: thread.code, threadSlug: thread.slug });
  }

  private async first(ctx: RequestContext, key: string): Promise<Result<ThreadStarted> | null> {
    const made = await this.repository.madeWith(this.database, ctx.viewer, key);
    return made && accept({ threadCode: made.thread_code, threadSlug: made.slug });
  }
}
