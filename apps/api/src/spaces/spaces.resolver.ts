import { Args, Context, Mutation, Query, Resolver } from '@nestjs/graphql';
import { Done, MemberCard } from '../members/index.js';
import { Allow } from '../platform/auth/allow.js';
import { answer } from '../platform/graphql/answer.js';
import type { RequestContext } from '../platform/http/request-context.js';
import { KeepSpaces } from './keep-spaces.js';
import { MentionableQueries } from './mentionable.queries.js';
import { Space, SpaceAdmin, SpaceInput, SpaceMine, SpaceResult } from './space.types.js';
import { SpacesQueries } from './spaces.queries.js';

@Resolver()
export class SpacesResolver {
  constructor(
    private readonly queries: SpacesQueries,
    private readonly keep: KeepSpaces,
    private readonly mentionable: MentionableQueries,
  ) {}

  @Query(() => [Space])
  @Allow('community.read')
  spaces(@Context() ctx: RequestContext): Promise<Space[]> {
    return this.queries.readable(ctx);
  }

  @Query(() => [SpaceMine])
  @Allow('community.read')
  spacesMine(@Context() ctx: RequestContext): Promise<SpaceMine[]> {
    return this.queries.mine(ctx);
  }

  @Query(() => Space, { nullable: true })
  @Allow('community.read')
  space(@Context() ctx: RequestContext, @Args('slug', { type: () => String }) slug: string): Promise<Space | null> {
    return this.queries.bySlug(ctx, slug);
  }

  @Query(() => [MemberCard])
  @Allow('member.suggest')
  suggestMembers(@Context() ctx: RequestContext, @Args('spaceSlug', { type: () => String }) spaceSlug: string, @Args('prefix', { type: () => String }) prefix: string): Promise<MemberCard[]> {
    return this.mentionable.suggest(ctx, spaceSlug, prefix);
  }

  @Query(() => [SpaceAdmin])
  @Allow('space.administer')
  adminSpaces(@Context() ctx: RequestContext): Promise<SpaceAdmin[]> {
    return this.queries.administered(ctx);
  }

  @Mutation(() => SpaceResult)
  @Allow('space.administer')
  async createSpace(@Context() ctx: RequestContext, @Args('input', { type: () => SpaceInput }) input: SpaceInput): Promise<typeof SpaceResult> {
    return answer(await this.keep.create(ctx, input, input.slug ?? null), ctx);
  }

  @Mutation(() => SpaceResult)
  @Allow('space.administer')
  async editSpace(
    @Context() ctx: RequestContext,
    @Args('spaceCode', { type: () => String }) spaceCode: string,
    @Args('input', { type: () => SpaceInput }) input: SpaceInput,
  ): Promise<typeof SpaceResult> {
    return answer(await this.keep.edit(ctx, spaceCode, input), ctx);
  }

  @Mutation(() => SpaceResult)
  @Allow('space.administer')
  async archiveSpace(
    @Context() ctx: RequestContext,
    @Args('spaceCode', { type: () => String }) spaceCode: string,
    @Args('archived', { type: () => Boolean }) archived: boolean,
  ): Promise<typeof SpaceResult> {
    return answer(await this.keep.archive(ctx, spaceCode, archived), ctx);
  }

  @Mutation(() => Done)
  @Allow('space.administer')
  orderSpaces(@Context() ctx: RequestContext, @Args('spaceCodes', { type: () => [String] }) spaceCodes: string[]): Promise<Done> {
    return this.keep.order(ctx, spaceCodes);
  }
}
