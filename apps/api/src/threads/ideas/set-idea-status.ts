import { Injectable } from '@nestjs/common';
import { accept, type Result } from '@foyer/domain/result';
import { decideStatus, parseReply, threadEvent } from '@foyer/domain/threads';
import { Audit } from '../../platform/audit/audit.js';
import { Clock } from '../../platform/clock/clock.js';
import { Database, type Transaction } from '../../platform/database/database.js';
import { NotFound } from '../../platform/graphql/errors.js';
import type { RequestContext } from '../../platform/http/request-context.js';
import { isCode, newCode, newId } from '../../platform/ids/ids.js';
import { Limits } from '../../platform/limits/limits.js';
import { Outbox } from '../../platform/outbox/outbox.js';
import { PostsQueries } from '../posts.queries.js';
import { RepliesRepository } from '../replies.repository.js';
import { checkedKey, isSameKey, refusing, writerOf } from '../saved-post.js';
import { ThreadsRepository } from '../threads.repository.js';
import { WriteText, type WrittenText } from '../written-text.js';
import type { PostSaved } from '../writing.types.js';
import type { IdeaStatusInput } from './idea.types.js';
import { IdeasRepository } from './ideas.repository.js';

/** The team says where the brand stands with an idea: a status never changes without an answer that everybody reads. Those who voted are told by its event. */
@Injectable()
export class SetIdeaStatus {
  constructor(
    private readonly database: Database,
    private readonly threads: ThreadsRepository,
    private readonly replies: RepliesRepository,
    private readonly ideas: IdeasRepository,
    private readonly posts: PostsQueries,
    private readonly text: WriteText,
    private readonly outbox: Outbox,
    private readonly audit: Audit,
    private readonly limits: Limits,
    private readonly clock: Clock,
  ) {}

  async run(ctx: RequestContext, input: IdeaStatusInput): Promise<Result<PostSaved>> {
    const memberId = writerOf(ctx);
    const key = checkedKey(input.key);
    if (!isCode(input.threadCode)) throw new NotFound();
    await this.limits.charge('post.member', memberId);
    const draft = parseReply(input);
    if (!draft.ok) return draft;
    const text = await this.text.of(draft.value.body, memberId);
    if (!text.ok) return text;
    try {
      return await this.database.transaction((tx) => this.write(tx, ctx, { ...input, key, memberId }, text.value));
    } catch (error) {
      if (!isSameKey(error)) throw error;
      return this.first(ctx, key);
    }
  }

  private async write(tx: Transaction, ctx: RequestContext, input: IdeaStatusInput & { readonly memberId: string }, text: WrittenText): Promise<Result<PostSaved>> {
    const { memberId, key, status } = input;
    const thread = await this.threads.lockThread(tx, ctx.viewer, input.threadCode);
    const idea = thread && (await this.ideas.find(tx, thread.id, memberId));
    if (!thread || !idea) throw new NotFound();
    if (await this.threads.madeWith(tx, ctx.viewer, key)) return this.first(ctx, key);
    const decision = decideStatus(ctx.viewer, thread.facts, idea, status);
    if (!decision.ok) return refusing(decision.refusal);
    const now = this.clock.now();
    const post = { id: newId(), code: newCode(), threadId: thread.id, authorId: memberId, text, replyToId: null, createdAt: now, key };
    const about = { actorId: memberId, spaceId: thread.spaceId, occurredAt: now };
    const what = { threadId: thread.id, threadCode: thread.code, revision: '', postId: post.id, postAuthorId: memberId };
    const place = await this.replies.insert(tx, post, thread, this.outbox.written([threadEvent('thread.replied', about, { ...what, replyToId: null, mentionedIds: text.mentionedIds })]));
    if (!place) throw new Error('An idea changed under its lock');
    await this.ideas.setStatus(tx, thread.id, status, post.id);
    await this.outbox.publish(tx, threadEvent('idea.statusChanged', about, { ...what, revision: place.revision, before: idea.status, status }));
    await this.audit.write(tx, { action: 'idea.status', subjectKind: 'thread', subjectId: thread.id, detail: { before: idea.status, status }, ctx });
    const shown = await this.posts.post(ctx, post.code, tx);
    if (!shown) throw new NotFound();
    return accept({ post: shown, threadCode: thread.code, threadSlug: thread.slug, revision: place.revision });
  }

  /** The answer that this key made the first time. */
  private async first(ctx: RequestContext, key: string): Promise<Result<PostSaved>> {
    const made = await this.threads.madeWith(this.database, ctx.viewer, key);
    const post = made && (await this.posts.post(ctx, made.post_code));
    if (!made || !post) throw new NotFound();
    return accept({ post, threadCode: made.thread_code, threadSlug: made.slug, revision: made.revision });
  }
}
