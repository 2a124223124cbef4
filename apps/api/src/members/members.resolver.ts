import { Args, Context, Int, Mutation, Query, Resolver } from '@nestjs/graphql';
import { Allow } from '../platform/auth/allow.js';
import type { RequestContext } from '../platform/http/request-context.js';
import { LocaleEnum, type LocaleWord } from '../platform/graphql/words.js';
import { AdminMemberPage, Done, RoleEnum, ViewerType, type RoleWord } from './member.types.js';
import { MembersQueries } from './members.queries.js';
import { PeopleQueries } from './people.queries.js';
import { TeamMember } from './people.types.js';
import { UpdateProfile } from './update-profile.js';
import { viewerView } from './viewer.view.js';

@Resolver()
export class MembersResolver {
  constructor(
    private readonly queries: MembersQueries,
    private readonly people: PeopleQueries,
    private readonly profiles: UpdateProfile,
  ) {}

  @Query(() => ViewerType, { nullable: true })
  @Allow('community.read', { whileEnrolling: true })
  viewer(@Context() ctx: RequestContext): ViewerType | null {
    return viewerView(ctx.viewer);
  }

  @Query(() => [TeamMember])
  @Allow('community.read')
  team(@Context() ctx: RequestContext): Promise<TeamMember[]> {
    return this.people.team(ctx);
  }

  @Query(() => AdminMemberPage)
  @Allow('member.administer')
  adminMembers(
    @Context() ctx: RequestContext,
    @Args('search', { type: () => String, nullable: true }) search: string | null,
    @Args('imported', { type: () => Boolean, nullable: true }) imported: boolean | null,
    @Args('role', { type: () => RoleEnum, nullable: true }) role: RoleWord | null,
    @Args('after', { type: () => String, nullable: true }) after: string | null,
    @Args('first', { type: () => Int, nullable: true, defaultValue: 50 }) first: number | null,
  ): Promise<AdminMemberPage> {
    return this.queries.administered(ctx, search ?? null, imported ?? null, role ?? null, after ?? null, first ?? 50);
  }

  @Mutation(() => Done)
  @Allow('community.read', { whileEnrolling: true })
  setLocale(@Context() ctx: RequestContext, @Args('locale', { type: () => LocaleEnum }) locale: LocaleWord): Promise<Done> {
    return this.profiles.setLocale(ctx, locale);
  }
}
