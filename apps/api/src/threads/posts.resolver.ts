import { Args, Context, Int, Mutation, Query, Resolver } from '@nestjs/graphql';
import { Allow } from '../platform/auth/allow.js';
import { answer } from '../platform/graphql/answer.js';
import type { RequestContext } from '../platform/http/request-context.js';
import { EditPost } from './edit-post.js';
import { MemberPostsQueries } from './member-posts.queries.js';
import { PostHistoryQueries } from './post-history.queries.js';
import { Post, PostHistory, PostPage, PostSource, ProfilePostPage, ThreadChanges } from './post.types.js';
import { PostsQueries } from './posts.queries.js';
import { PreviewPost } from './preview-post.js';
import { RemovePost } from './remove-post.js';
import { ReplyToThread } from './reply-to-thread.js';
import { SetReaction } from './set-reaction.js';
import { EditPostInput, PostResult, PreviewResult, ReplyInput } from './writing.types.js';

const text = { type: () => String } as const;
const optionalText = { type: () => String, nullable: true } as const;
const optionalNumber = { type: () => Int, nullable: true } as const;
const optional = { nullable: true } as const;

@Resolver()
export class PostsResolver {
  constructor(
    private readonly queries: PostsQueries,
    private readonly histories: PostHistoryQueries,
    private readonly memberPages: MemberPostsQueries,
    private readonly replies: ReplyToThread,
    private readonly edits: EditPost,
    private readonly removals: RemovePost,
    private readonly reactions: SetReaction,
    private readonly previews: PreviewPost,
  ) {}

  @Query(() => PostPage, { ...optional, description: 'A window of posts: from a position on (inclusive), or up to one (inclusive).' })
  @Allow('thread.read')
  posts(
    @Context() ctx: RequestContext,
    @Args('threadCode', text) threadCode: string,
    @Args('from', optionalNumber) from: number | null,
    @Args('to', optionalNumber) to: number | null,
    @Args('first', { type: () => Int, nullable: true, defaultValue: 20 }) first: number | null,
  ): Promise<PostPage | null> {
    return this.queries.window(ctx, threadCode, { from: from ?? null, to: to ?? null, first: first ?? 20 });
  }

  @Query(() => Post, optional)
  @Allow('thread.read')
  post(@Context() ctx: RequestContext, @Args('code', text) code: string): Promise<Post | null> {
    return this.queries.post(ctx, code);
  }

  @Query(() => ThreadChanges, optional)
  @Allow('thread.read')
  threadChanges(@Context() ctx: RequestContext, @Args('code', text) code: string, @Args('since', text) since: string): Promise<ThreadChanges | null> {
    return this.queries.changes(ctx, code, since);
  }

  @Query(() => PostHistory, optional)
  @Allow('thread.read')
  postHistory(@Context() ctx: RequestContext, @Args('postCode', text) postCode: string): Promise<PostHistory | null> {
    return this.histories.history(ctx, postCode);
  }

  @Query(() => PostSource, optional)
  @Allow('post.edit')
  postSource(@Context() ctx: RequestContext, @Args('postCode', text) postCode: string): Promise<PostSource | null> {
    return this.histories.source(ctx, postCode);
  }

  @Query(() => ProfilePostPage, optional)
  @Allow('member.read')
  memberPosts(
    @Context() ctx: RequestContext,
    @Args('handle', text) handle: string,
    @Args('after', optionalText) after: string | null,
    @Args('first', { type: () => Int, nullable: true, defaultValue: 20 }) first: number | null,
    @Args('openings', { type: () => Boolean, nullable: true, defaultValue: false }) openings: boolean | null,
  ): Promise<ProfilePostPage | null> {
    return this.memberPages.page(ctx, handle, after ?? null, first ?? 20, openings ?? false);
  }

  @Mutation(() => PostResult)
  @Allow('thread.reply')
  async reply(@Context() ctx: RequestContext, @Args('input', { type: () => ReplyInput }) input: ReplyInput): Promise<typeof PostResult> {
    return answer(await this.replies.run(ctx, input), ctx);
  }

  @Mutation(() => PostResult)
  @Allow('post.edit')
  async editPost(@Context() ctx: RequestContext, @Args('input', { type: () => EditPostInput }) input: EditPostInput): Promise<typeof PostResult> {
    return answer(await this.edits.run(ctx, input), ctx);
  }

  @Mutation(() => PreviewResult)
  @Allow('thread.reply')
  async previewPost(@Context() ctx: RequestContext, @Args('body', text) body: string): Promise<typeof PreviewResult> {
    return answer(await this.previews.run(ctx, body), ctx);
  }

  @Mutation(() => PostResult)
  @Allow('post.remove')
  async removePost(@Context() ctx: RequestContext, @Args('postCode', text) postCode: string, @Args('reason', text) reason: string): Promise<typeof PostResult> {
    return answer(await this.removals.remove(ctx, postCode, reason), ctx);
  }

  @Mutation(() => PostResult)
  @Allow('post.remove')
  async restorePost(@Context() ctx: RequestContext, @Args('postCode', text) postCode: string): Promise<typeof PostResult> {
    return answer(await this.removals.restore(ctx, postCode), ctx);
  }

  @Mutation(() => PostResult)
  @Allow('post.react')
  async setReaction(@Context() ctx: RequestContext, @Args('postCode', text) postCode: string, @Args('kind', text) kind: string, @Args('on', { type: () => Boolean }) on: boolean): Promise<typeof PostResult> {
    return answer(await this.reactions.run(ctx, postCode, kind, on), ctx);
  }
}
