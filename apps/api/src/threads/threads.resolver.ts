import { Args, Context, Int, Mutation, Query, Resolver } from '@nestjs/graphql';
import { Done, DoneResult } from '../members/index.js';
import { Allow } from '../platform/auth/allow.js';
import { answer } from '../platform/graphql/answer.js';
import type { RequestContext } from '../platform/http/request-context.js';
import { AcceptAnswer } from './accept-answer.js';
import { HomeQueries } from './home.queries.js';
import { LeadThread } from './lead-thread.js';
import { MarkRead } from './mark-read.js';
import { SpaceInsightQueries } from './space-insight.queries.js';
import { StartThread } from './start-thread.js';
import { Home, SpaceInsight, Thread, ThreadFilterEnum, ThreadMine, ThreadPage, ThreadRowMine, type ThreadFilterWord } from './thread.types.js';
import { ThreadPageQueries } from './thread-page.queries.js';
import { ThreadsListQueries } from './threads-list.queries.js';
import { EditThreadInput, StartThreadInput, StartThreadResult } from './writing.types.js';

const text = { type: () => String } as const;
const optionalText = { type: () => String, nullable: true } as const;
const optionalNumber = { type: () => Int, nullable: true } as const;
const yesOrNo = { type: () => Boolean } as const;
const optional = { nullable: true } as const;

@Resolver()
export class ThreadsResolver {
  constructor(
    private readonly lists: ThreadsListQueries,
    private readonly pages: ThreadPageQueries,
    private readonly homes: HomeQueries,
    private readonly insights: SpaceInsightQueries,
    private readonly starts: StartThread,
    private readonly leads: LeadThread,
    private readonly accepts: AcceptAnswer,
    private readonly reads: MarkRead,
  ) {}

  @Query(() => Home)
  @Allow('community.read')
  home(@Context() ctx: RequestContext): Promise<Home> {
    return this.homes.home(ctx);
  }

  @Query(() => ThreadPage)
  @Allow('thread.read')
  threads(
    @Context() ctx: RequestContext,
    @Args('spaceSlug', optionalText) spaceSlug: string | null,
    @Args('filter', { type: () => ThreadFilterEnum, nullable: true, defaultValue: 'recent' }) filter: ThreadFilterWord | null,
    @Args('tag', optionalText) tag: string | null,
    @Args('after', optionalText) after: string | null,
    @Args('before', optionalText) before: string | null,
    @Args('first', { type: () => Int, nullable: true, defaultValue: 25 }) first: number | null,
  ): Promise<ThreadPage> {
    return this.lists.page(ctx, { spaceSlug: spaceSlug ?? null, filter: filter ?? 'recent', tag: tag ?? null, after: after ?? null, before: before ?? null, first: first ?? 25 });
  }

  @Query(() => [ThreadRowMine])
  @Allow('thread.read')
  threadsMine(@Context() ctx: RequestContext, @Args('codes', { type: () => [String] }) codes: string[]): Promise<ThreadRowMine[]> {
    return this.lists.mine(ctx, codes);
  }

  @Query(() => Thread, optional)
  @Allow('thread.read')
  thread(@Context() ctx: RequestContext, @Args('code', text) code: string): Promise<Thread | null> {
    return this.pages.thread(ctx, code);
  }

  @Query(() => ThreadMine, optional)
  @Allow('thread.read')
  threadMine(@Context() ctx: RequestContext, @Args('code', text) code: string, @Args('from', optionalNumber) from: number | null, @Args('to', optionalNumber) to: number | null): Promise<ThreadMine | null> {
    return this.pages.mine(ctx, code, from ?? null, to ?? null);
  }

  @Query(() => SpaceInsight, optional)
  @Allow('space.read')
  spaceInsight(@Context() ctx: RequestContext, @Args('slug', text) slug: string): Promise<SpaceInsight | null> {
    return this.insights.of(ctx, slug);
  }

  @Mutation(() => StartThreadResult)
  @Allow('thread.start')
  async startThread(@Context() ctx: RequestContext, @Args('input', { type: () => StartThreadInput }) input: StartThreadInput): Promise<typeof StartThreadResult> {
    return answer(await this.starts.run(ctx, input), ctx);
  }

  @Mutation(() => DoneResult)
  @Allow('thread.edit')
  async editThread(@Context() ctx: RequestContext, @Args('input', { type: () => EditThreadInput }) input: EditThreadInput): Promise<typeof DoneResult> {
    return answer(await this.leads.edit(ctx, input), ctx);
  }

  @Mutation(() => DoneResult)
  @Allow('thread.close')
  async closeThread(@Context() ctx: RequestContext, @Args('threadCode', text) threadCode: string, @Args('closed', yesOrNo) closed: boolean): Promise<typeof DoneResult> {
    return answer(await this.leads.close(ctx, threadCode, closed), ctx);
  }

  @Mutation(() => DoneResult)
  @Allow('thread.pin')
  async pinThread(@Context() ctx: RequestContext, @Args('threadCode', text) threadCode: string, @Args('pinned', yesOrNo) pinned: boolean): Promise<typeof DoneResult> {
    return answer(await this.leads.pin(ctx, threadCode, pinned), ctx);
  }

  @Mutation(() => DoneResult)
  @Allow('thread.accept')
  async acceptAnswer(@Context() ctx: RequestContext, @Args('threadCode', text) threadCode: string, @Args('postCode', optionalText) postCode: string | null): Promise<typeof DoneResult> {
    return answer(await this.accepts.run(ctx, threadCode, postCode ?? null), ctx);
  }

  @Mutation(() => Done)
  @Allow('thread.markRead')
  markThreadRead(@Context() ctx: RequestContext, @Args('threadCode', text) threadCode: string, @Args('position', { type: () => Int }) position: number): Promise<Done> {
    return this.reads.thread(ctx, threadCode, position);
  }

  @Mutation(() => Done)
  @Allow('thread.markRead')
  markAllRead(@Context() ctx: RequestContext, @Args('spaceSlug', optionalText) spaceSlug: string | null): Promise<Done> {
    return this.reads.all(ctx, spaceSlug ?? null);
  }
}
