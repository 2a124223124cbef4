import { Args, Context, Mutation, Query, Resolver } from '@nestjs/graphql';
import { DoneResult } from '../../members/index.js';
import { Allow } from '../../platform/auth/allow.js';
import { answer } from '../../platform/graphql/answer.js';
import type { RequestContext } from '../../platform/http/request-context.js';
import { PostResult } from '../writing.types.js';
import { MarkPost } from './mark-post.js';
import { PaceQueries } from './pace.queries.js';
import { PaceInput, PaceNow, SpacePaceInput } from './pace.types.js';
import { PaceSpace } from './pace-space.js';
import { PaceThread } from './pace-thread.js';

const text = { type: () => String } as const;
const yesOrNo = { type: () => Boolean } as const;

/** The pace of threads, and what the team or an author marks in them. */
@Resolver()
export class PaceResolver {
  constructor(
    private readonly paces: PaceQueries,
    private readonly threads: PaceThread,
    private readonly spaces: PaceSpace,
    private readonly marks: MarkPost,
  ) {}

  @Query(() => PaceNow, { nullable: true })
  @Allow('thread.close')
  threadPace(@Context() ctx: RequestContext, @Args('threadCode', text) threadCode: string): Promise<PaceNow | null> {
    return this.paces.thread(ctx, threadCode);
  }

  @Query(() => PaceNow, { nullable: true })
  @Allow('space.administer')
  spacePace(@Args('spaceCode', text) spaceCode: string): Promise<PaceNow | null> {
    return this.paces.space(spaceCode);
  }

  @Mutation(() => DoneResult)
  @Allow('thread.close')
  async paceThread(@Context() ctx: RequestContext, @Args('input', { type: () => PaceInput }) input: PaceInput): Promise<typeof DoneResult> {
    return answer(await this.threads.run(ctx, input), ctx);
  }

  @Mutation(() => DoneResult)
  @Allow('space.administer')
  async paceSpace(@Context() ctx: RequestContext, @Args('input', { type: () => SpacePaceInput }) input: SpacePaceInput): Promise<typeof DoneResult> {
    return answer(await this.spaces.run(ctx, input), ctx);
  }

  @Mutation(() => PostResult)
  @Allow('thread.pinReply')
  async pinReply(@Context() ctx: RequestContext, @Args('postCode', text) postCode: string, @Args('pinned', yesOrNo) pinned: boolean): Promise<typeof PostResult> {
    return answer(await this.marks.pin(ctx, postCode, pinned), ctx);
  }

  @Mutation(() => PostResult)
  @Allow('post.edit')
  async openWiki(@Context() ctx: RequestContext, @Args('postCode', text) postCode: string, @Args('wiki', yesOrNo) wiki: boolean): Promise<typeof PostResult> {
    return answer(await this.marks.wiki(ctx, postCode, wiki), ctx);
  }
}
