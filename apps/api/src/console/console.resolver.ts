import { Args, Context, Mutation, Query, Resolver } from '@nestjs/graphql';
import { DoneResult } from '../members/index.js';
import { Allow } from '../platform/auth/allow.js';
import { answer } from '../platform/graphql/answer.js';
import type { RequestContext } from '../platform/http/request-context.js';
import { ConsoleQueries } from './console.queries.js';
import { ConsoleFilter, ConsoleFilterResult, ConsoleFound, ConsoleHome } from './console.types.js';
import { KeepFilters } from './keep-filters.js';

const text = { type: () => String } as const;

@Resolver()
export class ConsoleResolver {
  constructor(
    private readonly queries: ConsoleQueries,
    private readonly filters: KeepFilters,
  ) {}

  @Query(() => ConsoleHome)
  @Allow('console.enter')
  consoleHome(@Context() ctx: RequestContext): Promise<ConsoleHome> {
    return this.queries.home(ctx);
  }

  @Query(() => ConsoleFound)
  @Allow('console.enter')
  consoleSearch(@Context() ctx: RequestContext, @Args('search', text) search: string): Promise<ConsoleFound> {
    return this.queries.found(ctx, search);
  }

  @Query(() => [ConsoleFilter])
  @Allow('console.enter')
  consoleFilters(@Context() ctx: RequestContext, @Args('list', text) list: string): Promise<ConsoleFilter[]> {
    return this.queries.filters(ctx, list);
  }

  @Mutation(() => ConsoleFilterResult)
  @Allow('console.enter')
  async saveConsoleFilter(@Context() ctx: RequestContext, @Args('list', text) list: string, @Args('name', text) name: string, @Args('query', text) query: string): Promise<typeof ConsoleFilterResult> {
    return answer(await this.filters.save(ctx, list, name, query), ctx);
  }

  @Mutation(() => ConsoleFilterResult)
  @Allow('console.enter')
  async editConsoleFilter(@Context() ctx: RequestContext, @Args('id', text) id: string, @Args('name', text) name: string, @Args('isDefault', { type: () => Boolean }) isDefault: boolean): Promise<typeof ConsoleFilterResult> {
    return answer(await this.filters.edit(ctx, id, name, isDefault), ctx);
  }

  @Mutation(() => DoneResult)
  @Allow('console.enter')
  async removeConsoleFilter(@Context() ctx: RequestContext, @Args('id', text) id: string): Promise<typeof DoneResult> {
    return answer(await this.filters.remove(ctx, id), ctx);
  }
}
