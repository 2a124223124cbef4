import { Args, Context, Mutation, Resolver } from '@nestjs/graphql';
import { DoneResult } from '../../members/index.js';
import { Allow } from '../../platform/auth/allow.js';
import { answer } from '../../platform/graphql/answer.js';
import type { RequestContext } from '../../platform/http/request-context.js';
import { SpaceTypeEnum, type SpaceTypeWord } from '../../spaces/index.js';
import { PostResult } from '../writing.types.js';
import { IdeaStatusInput, VoteResult } from './idea.types.js';
import { SetIdeaStatus } from './set-idea-status.js';
import { TypeSpace } from './type-space.js';
import { VoteIdea } from './vote-idea.js';

const text = { type: () => String } as const;

/** Ideas: votes, and where the brand stands. */
@Resolver()
export class IdeasResolver {
  constructor(
    private readonly votes: VoteIdea,
    private readonly statuses: SetIdeaStatus,
    private readonly types: TypeSpace,
  ) {}

  @Mutation(() => VoteResult)
  @Allow('idea.vote')
  async voteIdea(@Context() ctx: RequestContext, @Args('threadCode', text) threadCode: string, @Args('on', { type: () => Boolean }) on: boolean): Promise<typeof VoteResult> {
    return answer(await this.votes.run(ctx, threadCode, on), ctx);
  }

  @Mutation(() => PostResult)
  @Allow('idea.decide')
  async setIdeaStatus(@Context() ctx: RequestContext, @Args('input', { type: () => IdeaStatusInput }) input: IdeaStatusInput): Promise<typeof PostResult> {
    return answer(await this.statuses.run(ctx, input), ctx);
  }

  @Mutation(() => DoneResult)
  @Allow('space.administer')
  async typeSpace(@Context() ctx: RequestContext, @Args('spaceCode', text) spaceCode: string, @Args('type', { type: () => SpaceTypeEnum }) type: SpaceTypeWord): Promise<typeof DoneResult> {
    return answer(await this.types.run(ctx, spaceCode, type), ctx);
  }
}
