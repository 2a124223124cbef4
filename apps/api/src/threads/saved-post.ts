import { Injectable } from '@nestjs/common';
import { accept, type Refusal, type Result } from '@foyer/domain/result';
import { NotFound, BadInput, Unauthenticated } from '../platform/graphql/errors.js';
import type { Sql } from '../platform/database/database.js';
import type { RequestContext } from '../platform/http/request-context.js';
import { PostsQueries } from './posts.queries.js';
import { next, type LockedThread } from './threads.repository.js';
import type { PostSaved } from './writing.types.js';

/** What mutations of a post answer: the post as its page shows it now. */
@Injectable()
export class SavedPost {
  constructor(private readonly posts: PostsQueries) {}

  /** Reads the post inside the transaction that changed it. */
  async of(tx: Sql, ctx: RequestContext, thread: LockedThread, postCode: string, changed = true): Promise<Result<PostSaved>> {
    const post = await this.posts.post(ctx, postCode, tx);
    if (!post) throw new NotFound();
    return accept({ post, threadCode: thread.code, threadSlug: thread.slug, revision: changed ? next(thread) : thread.revision.toString() });
  }
}

/** What may not be seen is not refused: it is not there. */
export function refusing(refusal: Refusal): Result<never> {
  if (refusal.code === 'thread.hidden') throw new NotFound();
  return { ok: false, refusal };
}

/** The member who writes; visitors were refused before. */
export function writerOf(ctx: RequestContext): string {
  if (ctx.viewer.memberId === null) throw new Unauthenticated();
  return ctx.viewer.memberId;
}

/** A sender's key: long enough not to meet another by chance. */
export function checkedKey(key: string): string {
  if (!/^[\w.:-]{8,64}$/.test(key)) throw new BadInput('key');
  return key;
}

/** Whether a write failed because the same key is being written at this moment. */
export const isSameKey = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'code' in error && error.code === '23505' && constraintOf(error) === 'posts_client_key';

const constraintOf = (error: object): unknown => ('constraint' in error ? error.constraint : 'driverError' in error && typeof error.driverError === 'object' && error.driverError && 'constraint' in error.driverError ? error.driverError.constraint : null);
