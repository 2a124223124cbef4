import { Args, Context, ID, Mutation, Query, Resolver } from '@nestjs/graphql';
import { Done, DoneResult } from '../../members/index.js';
import { Allow } from '../../platform/auth/allow.js';
import { answer } from '../../platform/graphql/answer.js';
import type { RequestContext } from '../../platform/http/request-context.js';
import { EndSessions } from '../sessions/end-sessions.js';
import { SecurityQueries } from '../sessions/security.queries.js';
import { FactorAddedResult, PasskeyQuestionResult, PasskeyQuestionType, RecoveryCodesResult, Security, TotpSetupResult } from './factors.types.js';
import { KeepFactors } from './keep-factors.js';
import { ResetFactors } from './reset-factors.js';
import { StepUp } from './step-up.js';

const text = () => String;
const id = () => ID;
/** What a member without her second factor needs to get one, each within ten minutes of a proof. */
const enrolling = { stepUp: true, whileEnrolling: true } as const;

/** What the viewer proves who she is with, and where she is signed in. */
@Resolver()
export class FactorsResolver {
  constructor(
    private readonly queries: SecurityQueries,
    private readonly factors: KeepFactors,
    private readonly stepUps: StepUp,
    private readonly sessions: EndSessions,
    private readonly resets: ResetFactors,
  ) {}

  @Query(() => Security)
  @Allow('account.secure', { whileEnrolling: true })
  mySecurity(@Context() ctx: RequestContext): Promise<Security> {
    return this.queries.mine(ctx);
  }

  @Mutation(() => DoneResult, { description: 'Proves again who she is, with what `mySecurity.methods` names, or her password when there is none of them.' })
  @Allow('account.secure', { whileEnrolling: true })
  async stepUp(@Context() ctx: RequestContext, @Args('password', { type: text, nullable: true }) password: string | null, @Args('code', { type: text, nullable: true }) code: string | null): Promise<typeof DoneResult> {
    return answer(await this.stepUps.withWords(ctx, password ?? '', code ?? ''), ctx);
  }

  @Mutation(() => PasskeyQuestionType)
  @Allow('account.secure', { whileEnrolling: true })
  stepUpQuestion(@Context() ctx: RequestContext): Promise<PasskeyQuestionType> {
    return this.stepUps.askPasskey(ctx);
  }

  @Mutation(() => DoneResult)
  @Allow('account.secure', { whileEnrolling: true })
  async stepUpWithPasskey(@Context() ctx: RequestContext, @Args('question', { type: id }) question: string, @Args('answer', { type: text }) given: string): Promise<typeof DoneResult> {
    return answer(await this.stepUps.withPasskey(ctx, question, given), ctx);
  }

  @Mutation(() => TotpSetupResult)
  @Allow('account.secure', enrolling)
  async beginTotp(@Context() ctx: RequestContext): Promise<typeof TotpSetupResult> {
    return answer(await this.factors.beginTotp(ctx), ctx);
  }

  @Mutation(() => FactorAddedResult)
  @Allow('account.secure', enrolling)
  async confirmTotp(@Context() ctx: RequestContext, @Args('code', { type: text }) code: string): Promise<typeof FactorAddedResult> {
    return answer(await this.factors.confirmTotp(ctx, code), ctx);
  }

  @Mutation(() => DoneResult)
  @Allow('account.secure', { stepUp: true })
  async removeTotp(@Context() ctx: RequestContext): Promise<typeof DoneResult> {
    return answer(await this.factors.removeTotp(ctx), ctx);
  }

  @Mutation(() => RecoveryCodesResult)
  @Allow('account.secure', { stepUp: true })
  async renewRecoveryCodes(@Context() ctx: RequestContext): Promise<typeof RecoveryCodesResult> {
    return answer(await this.factors.renewCodes(ctx), ctx);
  }

  @Mutation(() => PasskeyQuestionResult)
  @Allow('account.secure', enrolling)
  async newPasskeyQuestion(@Context() ctx: RequestContext): Promise<typeof PasskeyQuestionResult> {
    return answer(await this.factors.askPasskey(ctx), ctx);
  }

  @Mutation(() => FactorAddedResult)
  @Allow('account.secure', enrolling)
  async addPasskey(@Context() ctx: RequestContext, @Args('question', { type: id }) question: string, @Args('answer', { type: text }) given: string, @Args('name', { type: text }) name: string): Promise<typeof FactorAddedResult> {
    return answer(await this.factors.addPasskey(ctx, question, given, name), ctx);
  }

  @Mutation(() => DoneResult)
  @Allow('account.secure')
  async renamePasskey(@Context() ctx: RequestContext, @Args('id', { type: id }) passkey: string, @Args('name', { type: text }) name: string): Promise<typeof DoneResult> {
    return answer(await this.factors.renamePasskey(ctx, passkey, name), ctx);
  }

  @Mutation(() => DoneResult)
  @Allow('account.secure', { stepUp: true })
  async removePasskey(@Context() ctx: RequestContext, @Args('id', { type: id }) passkey: string): Promise<typeof DoneResult> {
    return answer(await this.factors.removePasskey(ctx, passkey), ctx);
  }

  @Mutation(() => DoneResult)
  @Allow('account.secure')
  async revokeSession(@Context() ctx: RequestContext, @Args('id', { type: id }) session: string): Promise<typeof DoneResult> {
    return answer(await this.sessions.one(ctx, session), ctx);
  }

  @Mutation(() => Done)
  @Allow('account.secure')
  revokeOtherSessions(@Context() ctx: RequestContext): Promise<Done> {
    return this.sessions.allOthers(ctx);
  }

  @Mutation(() => DoneResult, { description: 'For a member who has lost everything.' })
  @Allow('member.resetFactors', { stepUp: true })
  async resetMemberFactors(@Context() ctx: RequestContext, @Args('handle', { type: text }) handle: string, @Args('reason', { type: text }) reason: string): Promise<typeof DoneResult> {
    return answer(await this.resets.ofMember(ctx, handle, reason), ctx);
  }
}
