import { Args, Context, Int, Mutation, Query, Resolver } from '@nestjs/graphql';
import { Allow } from '../platform/auth/allow.js';
import { answer } from '../platform/graphql/answer.js';
import type { RequestContext } from '../platform/http/request-context.js';
import { DirectoryQueries } from './directory.queries.js';
import { DirectoryWords, ListedMemberPage, MembersFilter, MembersSortEnum, type MembersSortWord } from './directory.types.js';
import { FollowMember } from './follow-member.js';
import { DoneResult } from './member.types.js';
import { PeopleQueries } from './people.queries.js';
import { FollowPage, ShutOutPeople } from './people.types.js';
import { ShutOut } from './shut-out.js';

const text = { type: () => String } as const;
const after = { type: () => String, nullable: true } as const;
const first = { type: () => Int, nullable: true, defaultValue: 24 } as const;
const on = { type: () => Boolean } as const;

@Resolver()
export class PeopleResolver {
  constructor(
    private readonly directory: DirectoryQueries,
    private readonly people: PeopleQueries,
    private readonly follows: FollowMember,
    private readonly shutOuts: ShutOut,
  ) {}

  @Query(() => ListedMemberPage)
  @Allow('member.browse')
  members(
    @Context() ctx: RequestContext,
    @Args('filter', { type: () => MembersFilter }) filter: MembersFilter,
    @Args('sort', { type: () => MembersSortEnum, nullable: true, defaultValue: 'name' }) sort: MembersSortWord | null,
    @Args('after', after) cursor: string | null,
    @Args('first', first) size: number | null,
  ): Promise<ListedMemberPage> {
    return this.directory.page(ctx, filter, sort ?? 'name', cursor ?? null, size ?? 24);
  }

  @Query(() => DirectoryWords)
  @Allow('member.browse')
  directoryWords(@Context() ctx: RequestContext): Promise<DirectoryWords> {
    return this.directory.words(ctx);
  }

  @Query(() => FollowPage, { nullable: true })
  @Allow('member.browse')
  followers(@Context() ctx: RequestContext, @Args('handle', text) handle: string, @Args('after', after) cursor: string | null, @Args('first', first) size: number | null): Promise<FollowPage | null> {
    return this.people.follows(ctx, handle, 'followers', cursor ?? null, size ?? 24);
  }

  @Query(() => FollowPage, { nullable: true })
  @Allow('member.browse')
  following(@Context() ctx: RequestContext, @Args('handle', text) handle: string, @Args('after', after) cursor: string | null, @Args('first', first) size: number | null): Promise<FollowPage | null> {
    return this.people.follows(ctx, handle, 'following', cursor ?? null, size ?? 24);
  }

  @Query(() => ShutOutPeople)
  @Allow('member.block')
  shutOutPeople(@Context() ctx: RequestContext): Promise<ShutOutPeople> {
    return this.people.shutOut(ctx);
  }

  @Mutation(() => DoneResult)
  @Allow('member.follow')
  async followMember(@Context() ctx: RequestContext, @Args('handle', text) handle: string, @Args('on', on) follow: boolean): Promise<typeof DoneResult> {
    return answer(await this.follows.run(ctx, handle, follow), ctx);
  }

  @Mutation(() => DoneResult)
  @Allow('member.follow')
  async watchMember(@Context() ctx: RequestContext, @Args('handle', text) handle: string, @Args('on', on) watch: boolean): Promise<typeof DoneResult> {
    return answer(await this.follows.watch(ctx, handle, watch), ctx);
  }

  @Mutation(() => DoneResult)
  @Allow('member.block')
  async blockMember(@Context() ctx: RequestContext, @Args('handle', text) handle: string, @Args('on', on) block: boolean): Promise<typeof DoneResult> {
    return answer(await this.shutOuts.block(ctx, handle, block), ctx);
  }

  @Mutation(() => DoneResult)
  @Allow('member.block')
  async muteMember(@Context() ctx: RequestContext, @Args('handle', text) handle: string, @Args('on', on) mute: boolean): Promise<typeof DoneResult> {
    return answer(await this.shutOuts.mute(ctx, handle, mute), ctx);
  }
}
