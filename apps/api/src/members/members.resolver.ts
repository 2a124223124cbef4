import { Args, Context, Int, Mutation, Query, Resolver } from '@nestjs/graphql';
import { Allow } from '../platform/auth/allow.js';
import { answer } from '../platform/graphql/answer.js';
import type { RequestContext } from '../platform/http/request-context.js';
import { AdminMemberPage, Done, DoneResult, MemberProfile, ViewerType } from './member.types.js';
import { LocaleEnum, type LocaleWord } from '../platform/graphql/words.js';
import { MembersQueries } from './members.queries.js';
import { UpdateProfile } from './update-profile.js';
import { viewerView } from './viewer.view.js';

const optional = { nullable: true } as const;

@Resolver()
export class MembersResolver {
  constructor(
    private readonly queries: MembersQueries,
    private readonly profiles: UpdateProfile,
  ) {}

  @Query(() => ViewerType, optional)
  @Allow('community.read', { whileEnrolling: true })
  viewer(@Context() ctx: RequestContext): ViewerType | null {
    return viewerView(ctx.viewer);
  }

  @Query(() => MemberProfile, optional)
  @Allow('member.read')
  member(@Context() ctx: RequestContext, @Args('handle', { type: () => String }) handle: string): Promise<MemberProfile | null> {
    return this.queries.profile(ctx, handle);
  }

  @Query(() => AdminMemberPage)
  @Allow('member.administer')
  adminMembers(
    @Context() ctx: RequestContext,
    @Args('search', { type: () => String, nullable: true }) search: string | null,
    @Args('imported', { type: () => Boolean, nullable: true }) imported: boolean | null,
    @Args('after', { type: () => String, nullable: true }) after: string | null,
    @Args('first', { type: () => Int, nullable: true, defaultValue: 50 }) first: number | null,
  ): Promise<AdminMemberPage> {
    return this.queries.administered(ctx, search ?? null, imported ?? null, after ?? null, first ?? 50);
  }

  @Mutation(() => DoneResult)
  @Allow('profile.edit')
  async updateProfile(
    @Context() ctx: RequestContext,
    @Args('displayName', { type: () => String }) displayName: string,
    @Args('bio', { type: () => String }) bio: string,
    @Args('place', { type: () => String, nullable: true }) place: string | null,
    @Args('pronouns', { type: () => String, nullable: true }) pronouns: string | null,
  ): Promise<typeof DoneResult> {
    return answer(await this.profiles.run(ctx, { displayName, bio, place: place ?? null, pronouns: pronouns ?? null }), ctx);
  }

  @Mutation(() => Done)
  @Allow('community.read', { whileEnrolling: true })
  setLocale(@Context() ctx: RequestContext, @Args('locale', { type: () => LocaleEnum }) locale: LocaleWord): Promise<Done> {
    return this.profiles.setLocale(ctx, locale);
  }
}
