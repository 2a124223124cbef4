import { Args, Context, Int, Mutation, Query, Resolver } from '@nestjs/graphql';
import { Allow } from '../platform/auth/allow.js';
import { answer } from '../platform/graphql/answer.js';
import type { RequestContext } from '../platform/http/request-context.js';
import { Claims } from './claims.js';
import { AdminMemberPage, ClaimLinkResult, DemoAccount, Done, DoneResult, MemberProfile, RoleEnum, SignInResult, SignUpResult, ViewerType, type RoleWord } from './member.types.js';
import { LocaleEnum, type LocaleWord } from '../platform/graphql/words.js';
import { MembersQueries } from './members.queries.js';
import { SignIn } from './sign-in.js';
import { SignInDemo } from './sign-in-demo.js';
import { SignOut } from './sign-out.js';
import { SignUp } from './sign-up.js';
import { UpdateProfile } from './update-profile.js';
import { viewerView } from './viewer.view.js';

const optional = { nullable: true } as const;

@Resolver()
export class MembersResolver {
  constructor(
    private readonly queries: MembersQueries,
    private readonly signUps: SignUp,
    private readonly signIns: SignIn,
    private readonly demo: SignInDemo,
    private readonly signOuts: SignOut,
    private readonly claims: Claims,
    private readonly profiles: UpdateProfile,
  ) {}

  @Query(() => ViewerType, optional)
  @Allow('community.read')
  viewer(@Context() ctx: RequestContext): ViewerType | null {
    return viewerView(ctx.viewer);
  }

  @Query(() => [DemoAccount])
  @Allow('community.read')
  demoAccounts(): Promise<DemoAccount[]> {
    return this.demo.accounts();
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

  @Mutation(() => SignUpResult)
  @Allow('account.create')
  async signUp(
    @Context() ctx: RequestContext,
    @Args('displayName', { type: () => String }) displayName: string,
    @Args('email', { type: () => String }) email: string,
    @Args('password', { type: () => String }) password: string,
    @Args('locale', { type: () => LocaleEnum, nullable: true }) locale: LocaleWord | null,
  ): Promise<typeof SignUpResult> {
    return answer(await this.signUps.run(ctx, { displayName, email, password }, locale ?? null), ctx);
  }

  @Mutation(() => SignInResult)
  @Allow('session.open')
  async signIn(
    @Context() ctx: RequestContext,
    @Args('email', { type: () => String }) email: string,
    @Args('password', { type: () => String }) password: string,
  ): Promise<typeof SignInResult> {
    return answer(await this.signIns.run(ctx, email, password), ctx);
  }

  @Mutation(() => SignInResult)
  @Allow('session.open')
  async signInDemo(@Context() ctx: RequestContext, @Args('role', { type: () => RoleEnum }) role: RoleWord): Promise<typeof SignInResult> {
    return answer(await this.demo.run(ctx, role), ctx);
  }

  @Mutation(() => Done)
  @Allow('session.close')
  signOut(@Context() ctx: RequestContext): Promise<Done> {
    return this.signOuts.run(ctx);
  }

  @Mutation(() => SignInResult)
  @Allow('account.claim')
  async claimAccount(
    @Context() ctx: RequestContext,
    @Args('token', { type: () => String }) token: string,
    @Args('email', { type: () => String }) email: string,
    @Args('password', { type: () => String }) password: string,
  ): Promise<typeof SignInResult> {
    return answer(await this.claims.claim(ctx, token, email, password), ctx);
  }

  @Mutation(() => ClaimLinkResult)
  @Allow('account.invite')
  async createClaimLink(@Context() ctx: RequestContext, @Args('handle', { type: () => String }) handle: string): Promise<typeof ClaimLinkResult> {
    return answer(await this.claims.createFor(ctx, handle), ctx);
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
  @Allow('community.read')
  setLocale(@Context() ctx: RequestContext, @Args('locale', { type: () => LocaleEnum }) locale: LocaleWord): Promise<Done> {
    return this.profiles.setLocale(ctx, locale);
  }
}
