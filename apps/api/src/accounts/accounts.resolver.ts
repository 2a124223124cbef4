import { Args, Context, ID, Mutation, Query, Resolver } from '@nestjs/graphql';
import { Done, RoleEnum, type RoleWord } from '../members/index.js';
import { Allow } from '../platform/auth/allow.js';
import { answer } from '../platform/graphql/answer.js';
import type { RequestContext } from '../platform/http/request-context.js';
import { ClaimLinkResult, DemoAccount, SignInResult } from './account.types.js';
import { PasskeyQuestionResult, PasskeyQuestionType } from './factors/factors.types.js';
import { SecondStep } from './factors/second-step.js';
import { Claims } from './claims.js';
import { SignIn } from './sign-in.js';
import { SignInDemo } from './sign-in-demo.js';
import { SignOut } from './sign-out.js';

/** How a person proves who she is: signing in and out, and taking an imported account over. */
@Resolver()
export class AccountsResolver {
  constructor(
    private readonly signIns: SignIn,
    private readonly secondStep: SecondStep,
    private readonly demo: SignInDemo,
    private readonly signOuts: SignOut,
    private readonly claims: Claims,
  ) {}

  @Query(() => [DemoAccount])
  @Allow('community.read')
  demoAccounts(): Promise<DemoAccount[]> {
    return this.demo.accounts();
  }

  @Mutation(() => SignInResult)
  @Allow('session.open', { whileEnrolling: true })
  async signIn(
    @Context() ctx: RequestContext,
    @Args('email', { type: () => String }) email: string,
    @Args('password', { type: () => String }) password: string,
  ): Promise<typeof SignInResult> {
    return answer(await this.signIns.run(ctx, email, password), ctx);
  }

  @Mutation(() => SignInResult, { description: 'Ends a sign-in with a code of the app, or a recovery code.' })
  @Allow('session.open', { whileEnrolling: true })
  async completeSignIn(@Context() ctx: RequestContext, @Args('challenge', { type: () => ID }) challenge: string, @Args('code', { type: () => String }) code: string): Promise<typeof SignInResult> {
    return answer(await this.secondStep.withCode(ctx, challenge, code), ctx);
  }

  @Mutation(() => PasskeyQuestionResult)
  @Allow('session.open', { whileEnrolling: true })
  async secondFactorQuestion(@Context() ctx: RequestContext, @Args('challenge', { type: () => ID }) challenge: string): Promise<typeof PasskeyQuestionResult> {
    return answer(await this.secondStep.askPasskey(ctx, challenge), ctx);
  }

  @Mutation(() => SignInResult)
  @Allow('session.open', { whileEnrolling: true })
  async completeSignInWithPasskey(
    @Context() ctx: RequestContext,
    @Args('challenge', { type: () => ID }) challenge: string,
    @Args('question', { type: () => ID }) question: string,
    @Args('answer', { type: () => String }) given: string,
  ): Promise<typeof SignInResult> {
    return answer(await this.secondStep.withPasskey(ctx, challenge, question, given), ctx);
  }

  @Mutation(() => PasskeyQuestionType, { description: 'For a passkey alone, whichever the browser has.' })
  @Allow('session.open', { whileEnrolling: true })
  signInQuestion(@Context() ctx: RequestContext): Promise<PasskeyQuestionType> {
    return this.secondStep.askAnyPasskey(ctx);
  }

  @Mutation(() => SignInResult)
  @Allow('session.open', { whileEnrolling: true })
  async signInWithPasskey(@Context() ctx: RequestContext, @Args('question', { type: () => ID }) question: string, @Args('answer', { type: () => String }) given: string): Promise<typeof SignInResult> {
    return answer(await this.secondStep.withPasskeyAlone(ctx, question, given), ctx);
  }

  @Mutation(() => SignInResult)
  @Allow('session.open', { whileEnrolling: true })
  async signInDemo(@Context() ctx: RequestContext, @Args('role', { type: () => RoleEnum }) role: RoleWord): Promise<typeof SignInResult> {
    return answer(await this.demo.run(ctx, role), ctx);
  }

  @Mutation(() => Done)
  @Allow('session.close', { whileEnrolling: true })
  signOut(@Context() ctx: RequestContext): Promise<Done> {
    return this.signOuts.run(ctx);
  }

  @Mutation(() => ClaimLinkResult)
  @Allow('account.invite')
  async createClaimLink(@Context() ctx: RequestContext, @Args('handle', { type: () => String }) handle: string): Promise<typeof ClaimLinkResult> {
    return answer(await this.claims.createFor(ctx, handle), ctx);
  }
}
