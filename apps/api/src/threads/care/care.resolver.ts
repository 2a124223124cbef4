import { Args, Context, Mutation, Query, Resolver } from '@nestjs/graphql';
import { Allow } from '../../platform/auth/allow.js';
import { answer } from '../../platform/graphql/answer.js';
import type { RequestContext } from '../../platform/http/request-context.js';
import { ArrangeThreads } from './arrange-threads.js';
import { ArrangementLine, ArrangeResult, SplitThreadInput, ThreadPlace } from './care.types.js';
import { PlacesQueries } from './places.queries.js';
import { UndoArrangement } from './undo-arrangement.js';

const text = { type: () => String } as const;

/** Threads put in order: moved, split, merged, and back. */
@Resolver()
export class CareResolver {
  constructor(
    private readonly places: PlacesQueries,
    private readonly arranges: ArrangeThreads,
    private readonly undoes: UndoArrangement,
  ) {}

  @Query(() => ThreadPlace, { nullable: true })
  @Allow('thread.read')
  threadPlace(@Context() ctx: RequestContext, @Args('code', text) code: string): Promise<ThreadPlace | null> {
    return this.places.thread(ctx, code);
  }

  @Query(() => ThreadPlace, { nullable: true })
  @Allow('thread.read')
  postPlace(@Context() ctx: RequestContext, @Args('code', text) code: string): Promise<ThreadPlace | null> {
    return this.places.post(ctx, code);
  }

  @Query(() => [ArrangementLine])
  @Allow('thread.arrange')
  arrangements(@Context() ctx: RequestContext, @Args('threadCode', text) threadCode: string): Promise<ArrangementLine[]> {
    return this.places.arrangements(ctx, threadCode);
  }

  @Mutation(() => ArrangeResult)
  @Allow('thread.arrange')
  async moveThread(@Context() ctx: RequestContext, @Args('threadCode', text) threadCode: string, @Args('spaceSlug', text) spaceSlug: string): Promise<typeof ArrangeResult> {
    return answer(await this.arranges.move(ctx, threadCode, spaceSlug), ctx);
  }

  @Mutation(() => ArrangeResult)
  @Allow('thread.arrange')
  async splitThread(@Context() ctx: RequestContext, @Args('input', { type: () => SplitThreadInput }) input: SplitThreadInput): Promise<typeof ArrangeResult> {
    return answer(await this.arranges.split(ctx, input), ctx);
  }

  @Mutation(() => ArrangeResult)
  @Allow('thread.arrange')
  async mergeThread(@Context() ctx: RequestContext, @Args('threadCode', text) threadCode: string, @Args('intoCode', text) intoCode: string): Promise<typeof ArrangeResult> {
    return answer(await this.arranges.merge(ctx, threadCode, intoCode), ctx);
  }

  @Mutation(() => ArrangeResult)
  @Allow('thread.arrange')
  async undoArrangement(@Context() ctx: RequestContext, @Args('id', text) id: string): Promise<typeof ArrangeResult> {
    return answer(await this.undoes.run(ctx, id), ctx);
  }
}
