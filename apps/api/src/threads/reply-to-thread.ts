import { Injectable } from '@nestjs/common';
import { accept, refuse, type Result } from '@foyer/domain/result';
import { decidePace, decideReply, parseReply, slowedIn, threadEvent } from '@foyer/domain/threads';
import { Clock } from '../platform/clock/clock.js';
import { Database, type Sql, type Transaction } from '../platform/database/database.js';
import { NotFound } from '../platform/graphql/errors.js';
import type { RequestContext } from '../platform/http/request-context.js';
import { isCode, newCode, newId } from '../platform/ids/ids.js';
import { Limits } from '../platform/limits/limits.js';
import { Outbox } from '../platform/outbox/outbox.js';
import type { NewPost } from './new-post.js';
import { PostsQueries } from './posts.queries.js';
import { RepliesRepository, type ParentRow, type RepliedThread } from './replies.repository.js';
import { checkedKey, isSameKey, refusing, writerOf } from './saved-post.js';
import { postView } from './thread.view.js';
import { ThreadsRepository } from './threads.repository.js';
import { WriteText, type WrittenText } from './written-text.js';
import type { PostSaved, ReplyInput } from './writing.types.js';

type Wanted = ReplyInput & { readonly memberId: string };

/**
 * A member replies. The same key twice makes one reply. The thread's row is locked by the last statement alone, which
 * commits by itself: in a busy thread, every reply waits for all those before it.
 */
@Injectable()
export class ReplyToThread {
  constructor(
    private readonly database: Database,
    private readonly threads: ThreadsRepository,
    private readonly replies: RepliesRepository,
    private readonly posts: PostsQueries,
    private readonly text: WriteText,
    private readonly outbox: Outbox,
    private readonly limits: Limits,
    private readonly clock: Clock,
  ) {}

  async run(ctx: RequestContext, input: ReplyInput): Promise<Result<PostSaved>> {
    const memberId = writerOf(ctx);
    const key = checkedKey(input.key);
    if (!isCode(input.threadCode)) throw new NotFound();
    if (input.replyTo && !isCode(input.replyTo)) return refuse('post.answersElsewhere');
    await this.limits.charge('post.member', memberId);
    const draft = parseReply(input);
    if (!draft.ok) return draft;
    const text = await this.text.of(draft.value.body, memberId);
    if (!text.ok) return text;
    try {
      return await this.settle(ctx, { ...input, key, memberId }, text.value);
    } catch (error) {
      if (!(error instanceof NotFound)) throw error;
      // Whoever was writing while the thread was merged into another has her reply where its posts are now.
      const threadCode = await this.replies.mergedInto(this.database, ctx.viewer, input.threadCode);
      if (threadCode === null) throw error;
      return this.settle(ctx, { ...input, threadCode, key, memberId }, text.value);
    }
  }

  private async settle(ctx: RequestContext, wanted: Wanted, text: WrittenText): Promise<Result<PostSaved>> {
    try {
      // Nobody's turn is held up by what is asked and decided before. A post to answer may be changing meanwhile: it is
      // read under the thread's lock, as everything is when the thread did change.
      const written = wanted.replyTo ? null : await this.write(this.database, (hint) => hint(), ctx, wanted, text);
      return written ?? (await this.database.transaction((tx) => this.writeLocked(tx, ctx, wanted, text)));
    } catch (error) {
      if (!isSameKey(error)) throw error;
      return this.first(this.database, ctx, wanted.key);
    }
  }

  private async writeLocked(tx: Transaction, ctx: RequestContext, input: Wanted, text: WrittenText): Promise<Result<PostSaved>> {
    await this.replies.lock(tx, ctx.viewer, input.threadCode);
    const written = await this.write(tx, (hint) => tx.afterCommit(hint), ctx, input, text, true);
    if (!written) throw new Error('A thread changed under its lock');
    return written;
  }

  /** Reads, decides, writes; null when what was decided upon changed before it was written. */
  private async write(sql: Sql, afterwards: (hint: () => void) => void, ctx: RequestContext, input: Wanted, text: WrittenText, locked = false): Promise<Result<PostSaved> | null> {
    const { memberId, key } = input;
    const [found, parent] = await Promise.all([
      this.replies.thread(sql, ctx.viewer, input.threadCode, key),
      input.replyTo ? this.replies.parent(sql, input.threadCode, input.replyTo, memberId) : null,
    ]);
    if (!found) throw new NotFound();
    const { thread } = found;
    if (found.made !== null) return this.first(sql, ctx, key);
    if (input.replyTo && !parent) return refuse('post.answersElsewhere');
    const decision = decideReply(ctx.viewer, thread.facts, parent && parentFacts(parent));
    if (!decision.ok) return refusing(decision.refusal);

    const now = this.clock.now();
    if (slowedIn(ctx.viewer, found.slowSeconds)) {
      // Of two replies sent at once, the second must see the first: decided under the lock.
      if (!locked) return null;
      const paced = decidePace(ctx.viewer, found.slowSeconds, found.lastReplyAt, now);
      if (!paced.ok) return paced;
    }
    const post: NewPost = { id: newId(), code: newCode(), threadId: thread.id, authorId: memberId, text, replyToId: parent?.parent_id ?? null, createdAt: now, key };
    const event = threadEvent('thread.replied', { actorId: memberId, spaceId: thread.spaceId, occurredAt: now }, {
      // The statement that gives the revision puts it in. Between members who block each other an answer is one to the thread: nothing follows from it.
      threadId: thread.id, threadCode: thread.code, revision: '', postId: post.id, postAuthorId: memberId, replyToId: parent?.parent_apart ? null : post.replyToId, mentionedIds: text.mentionedIds,
    });
    const place = await this.replies.insert(sql, post, thread, this.outbox.written([event]));
    if (!place) return null;
    afterwards(() => this.outbox.ring());
    return accept({ post: shown(ctx, thread, post, place, parent), threadCode: thread.code, threadSlug: thread.slug, revision: place.revision });
  }

  /** The reply that this key made the first time. */
  private async first(sql: Sql, ctx: RequestContext, key: string): Promise<Result<PostSaved>> {
    const made = await this.threads.madeWith(sql, ctx.viewer, key);
    const post = made && (await this.posts.post(ctx, made.post_code, sql));
    if (!made || !post) throw new NotFound();
    return accept({ post, threadCode: made.thread_code, threadSlug: made.slug, revision: made.revision });
  }
}

const parentFacts = (parent: ParentRow) => ({
  id: parent.parent_id, authorId: parent.parent_author_id, position: parent.parent_position,
  state: parent.parent_state === 'visible' ? ('visible' as const) : ('removed' as const), removedBy: null, edits: 0,
});

/** The new post as a page shows it; everything about it is known, so nothing is read again. */
function shown(ctx: RequestContext, thread: RepliedThread, post: NewPost, place: { position: number; revision: string }, parent: ParentRow | null): PostSaved['post'] {
  const { viewer } = ctx;
  return postView({
    code: post.code, position: place.position, author_handle: viewer.handle ?? '', author_name: viewer.displayName ?? '', author_avatar: viewer.avatarPath,
    author_role: viewer.role ?? 'member', state: 'visible', state_reason: null, html: post.text.html, locale: null, text_locale: thread.locale, created_at: post.createdAt, edited_at: null,
    edits: 0, wiki: false, post_pinned: false, reaction_counts: {}, imported_likes: 0, revision: place.revision,
    parent_code: parent?.parent_code ?? null, parent_position: parent?.parent_position ?? null, parent_handle: parent?.parent_handle ?? null,
    parent_name: parent?.parent_name ?? null, parent_avatar: parent?.parent_avatar ?? null, parent_role: parent?.parent_role ?? null, parent_excerpt: parent?.parent_excerpt ?? '',
  });
}

