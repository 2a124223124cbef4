import { Args, Context, Int, Mutation, Query, Resolver } from '@nestjs/graphql';
import { Done, DoneResult } from '../../members/index.js';
import { Allow } from '../../platform/auth/allow.js';
import { answer } from '../../platform/graphql/answer.js';
import type { RequestContext } from '../../platform/http/request-context.js';
import { BookmarksQueries } from './bookmarks.queries.js';
import { KeepPost } from './keep-post.js';
import { BookmarkInput, BookmarkPage, Subscription, SubscriptionInput, SubscriptionLevelEnum, type SubscriptionLevelWord } from './keeping.types.js';
import { SetSubscription } from './set-subscription.js';
import { SubscriptionsQueries } from './subscriptions.queries.js';

const optionalText = { type: () => String, nullable: true } as const;

/** What a member keeps, follows and mutes: hers alone. */
@Resolver()
export class KeepingResolver {
  constructor(
    private readonly bookmarked: BookmarksQueries,
    private readonly keeps: KeepPost,
    private readonly subscribed: SubscriptionsQueries,
    private readonly sets: SetSubscription,
  ) {}

  @Query(() => BookmarkPage)
  @Allow('bookmark.keep')
  bookmarks(
    @Context() ctx: RequestContext,
    @Args('after', optionalText) after: string | null,
    @Args('first', { type: () => Int, nullable: true, defaultValue: 25 }) first: number | null,
    @Args('due', { type: () => Boolean, nullable: true, defaultValue: false }) due: boolean | null,
  ): Promise<BookmarkPage> {
    return this.bookmarked.page(ctx, after ?? null, first ?? 25, due ?? false);
  }

  @Mutation(() => DoneResult)
  @Allow('bookmark.keep')
  async keepPost(@Context() ctx: RequestContext, @Args('input', { type: () => BookmarkInput }) input: BookmarkInput): Promise<typeof DoneResult> {
    return answer(await this.keeps.keep(ctx, input), ctx);
  }

  @Mutation(() => Done)
  @Allow('bookmark.keep')
  dropBookmark(@Context() ctx: RequestContext, @Args('postCode', { type: () => String }) postCode: string): Promise<Done> {
    return this.keeps.drop(ctx, postCode);
  }

  @Query(() => [Subscription])
  @Allow('subscription.set')
  subscriptions(@Context() ctx: RequestContext): Promise<Subscription[]> {
    return this.subscribed.all(ctx);
  }

  @Query(() => SubscriptionLevelEnum)
  @Allow('subscription.set')
  subscriptionLevel(@Context() ctx: RequestContext, @Args('spaceSlug', optionalText) spaceSlug: string | null, @Args('tag', optionalText) tag: string | null): Promise<SubscriptionLevelWord> {
    return this.subscribed.level(ctx, spaceSlug ?? null, tag ?? null);
  }

  @Mutation(() => Done)
  @Allow('subscription.set')
  setSubscription(@Context() ctx: RequestContext, @Args('input', { type: () => SubscriptionInput }) input: SubscriptionInput): Promise<Done> {
    return this.sets.run(ctx, input);
  }
}
