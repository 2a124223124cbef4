import { Args, Context, Mutation, Query, Resolver } from '@nestjs/graphql';
import { Done } from '../../members/index.js';
import { Allow } from '../../platform/auth/allow.js';
import { answer } from '../../platform/graphql/answer.js';
import type { RequestContext } from '../../platform/http/request-context.js';
import { Draft, DraftPlaceInput, SaveDraftInput, SaveDraftResult } from './draft.types.js';
import { DraftsQueries } from './drafts.queries.js';
import { KeepDrafts } from './keep-drafts.js';

const text = { type: () => String } as const;

@Resolver()
export class DraftsResolver {
  constructor(
    private readonly queries: DraftsQueries,
    private readonly keeps: KeepDrafts,
  ) {}

  @Query(() => [Draft])
  @Allow('draft.keep')
  drafts(@Context() ctx: RequestContext): Promise<Draft[]> {
    return this.queries.all(ctx);
  }

  @Query(() => Draft, { nullable: true, description: 'Without a place: the latest of the threads being started.' })
  @Allow('draft.keep')
  draft(@Context() ctx: RequestContext, @Args('at', { type: () => DraftPlaceInput }) at: DraftPlaceInput): Promise<Draft | null> {
    return this.queries.at(ctx, at);
  }

  @Mutation(() => SaveDraftResult)
  @Allow('draft.keep')
  async saveDraft(@Context() ctx: RequestContext, @Args('input', { type: () => SaveDraftInput }) input: SaveDraftInput): Promise<typeof SaveDraftResult> {
    return answer(await this.keeps.save(ctx, input), ctx);
  }

  @Mutation(() => Done)
  @Allow('draft.keep')
  discardDraft(@Context() ctx: RequestContext, @Args('place', text) place: string): Promise<Done> {
    return this.keeps.discard(ctx, place);
  }

  @Mutation(() => Done)
  @Allow('draft.keep')
  restoreDraft(@Context() ctx: RequestContext, @Args('place', text) place: string): Promise<Done> {
    return this.keeps.restore(ctx, place);
  }
}
