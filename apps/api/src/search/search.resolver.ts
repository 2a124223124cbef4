import { Args, Context, Int, Query, Resolver } from '@nestjs/graphql';
import { Allow } from '../platform/auth/allow.js';
import type { RequestContext } from '../platform/http/request-context.js';
import { SearchQueries } from './search.queries.js';
import { FoundThingType, SearchFilterInput, SearchOrderEnum, SearchPage, type SearchOrderWord } from './search.types.js';

const text = { type: () => String } as const;

@Resolver()
export class SearchResolver {
  constructor(private readonly queries: SearchQueries) {}

  @Query(() => SearchPage)
  @Allow('thread.read')
  search(
    @Context() ctx: RequestContext,
    @Args('search', text) search: string,
    @Args('filter', { type: () => SearchFilterInput, nullable: true }) filter: SearchFilterInput | null,
    @Args('order', { type: () => SearchOrderEnum, nullable: true, defaultValue: 'relevance' }) order: SearchOrderWord | null,
    @Args('after', { type: () => String, nullable: true }) after: string | null,
    @Args('first', { type: () => Int, nullable: true, defaultValue: 20 }) first: number | null,
  ): Promise<SearchPage> {
    return this.queries.page(ctx, { search, filter: filter ?? null, order: order ?? 'relevance', after: after ?? null, first: first ?? 20 });
  }

  @Query(() => [FoundThingType])
  @Allow('thread.read')
  searchSuggestions(@Context() ctx: RequestContext, @Args('search', text) search: string): Promise<FoundThingType[]> {
    return this.queries.suggestions(ctx, search);
  }
}
