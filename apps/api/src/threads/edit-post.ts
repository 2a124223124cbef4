import { Injectable } from '@nestjs/common';
import type { Result } from '@foyer/domain/result';
import { decideEdit, parseReply, threadEvent } from '@foyer/domain/threads';
import { Audit } from '../platform/audit/audit.js';
import { Clock } from '../platform/clock/clock.js';
import { Database } from '../platform/database/database.js';
import { NotFound } from '../platform/graphql/errors.js';
import type { RequestContext } from '../platform/http/request-context.js';
import { isCode } from '../platform/ids/ids.js';
import { Limits } from '../platform/limits/limits.js';
import { Outbox } from '../platform/outbox/outbox.js';
import { refusing, SavedPost, writerOf } from './saved-post.js';
import { next, ThreadsRepository } from './threads.repository.js';
import { WriteText } from './written-text.js';
import type { EditPostInput, PostSaved } from './writing.types.js';

/** A post gets another text; the former one stays in its history. Somebody else's meanwhile change is never lost. */
@Injectable()
export class EditPost {
  constructor(
    private readonly database: Database,
    private readonly repository: ThreadsRepository,
    private readonly text: WriteText,
    private readonly saved: SavedPost,
    private readonly outbox: Outbox,
    private readonly audit: Audit,
    private readonly limits: Limits,
    private readonly clock: Clock,
  ) {}

  async run(ctx: RequestContext, input: EditPostInput): Promise<Result<PostSaved>> {
    const memberId = writerOf(ctx);
    if (!isCode(input.postCode)) throw new NotFound();
    await this.limits.charge('post.member', memberId);
    const draft = parseReply(input);
    if (!draft.ok) return draft;
    const text = await this.text.of(draft.value.body, memberId);
    if (!text.ok) return text;
    return this.database.transaction(async (tx) => {
      const locked = await this.repository.lockPost(tx, ctx.viewer, input.postCode);
      if (!locked) throw new NotFound();
      const { thread, post } = locked;
      const decision = decideEdit(ctx.viewer, thread.facts, post, input.version);
      if (!decision.ok) return refusing(decision.refusal);
      const now = this.clock.now();
      await this.repository.replaceText(tx, locked, text.value, memberId, now);
      await this.outbox.publish(tx, threadEvent('post.edited', { actorId: memberId, spaceId: thread.spaceId, occurredAt: now }, {
        threadId: thread.id, threadCode: thread.code, revision: next(thread), postId: post.id, postAuthorId: post.authorId, mentionedIds: text.value.mentionedIds,
      }));
      if (post.authorId !== memberId) await this.audit.write(tx, { action: post.wiki ? 'post.wikiEdit' : 'post.edit', subjectKind: 'post', subjectId: post.id, ctx });
      await tx.rows('DELETE FROM drafts WHERE member_id = $1 AND post_id = $2', [memberId, post.id]);
      return this.saved.of(tx, ctx, thread, post.code);
    });
  }
}
