import { Args, Context, Int, Mutation, Query, Resolver } from '@nestjs/graphql';
import { COUNTRIES, CONSENT_WORDINGS, floorOf } from '@foyer/domain/admissions';
import { SignInResult } from '../accounts/index.js';
import { DoneResult } from '../members/index.js';
import { Allow } from '../platform/auth/allow.js';
import { Clock } from '../platform/clock/clock.js';
import { answer } from '../platform/graphql/answer.js';
import type { RequestContext } from '../platform/http/request-context.js';
import {
  AdmissionDoor, ClaimInput, ConfirmationResult, ConfirmationType, ConfirmSignUpResult, ConsentView, FreeConsentEnum, InvitationView, OwnApplicationType, RulesText,
  SignUpInput, SignUpResult, type FreeConsentWord,
} from './admission.types.js';
import { AdmissionsQueries } from './admissions.queries.js';
import { ClaimAccount } from './claim-account.js';
import { ConfirmSignUp } from './confirm-sign-up.js';
import { Consents } from './consents.js';
import { FileApplication } from './file-application.js';
import { HouseRulesReader } from './house-rules.js';
import { RequestClaim } from './request-claim.js';
import { entryAnswers } from './sign-up-draft.js';
import { SignUp } from './sign-up.js';
import { wasTooYoung } from './too-young.js';

const text = { type: () => String } as const;

/** Coming in: what the door asks, the proof of an address, an application, and what a member agrees to. */
@Resolver()
export class AdmissionsResolver {
  constructor(
    private readonly house: HouseRulesReader,
    private readonly queries: AdmissionsQueries,
    private readonly signUps: SignUp,
    private readonly confirmations: ConfirmSignUp,
    private readonly applications: FileApplication,
    private readonly claimLinks: RequestClaim,
    private readonly claims: ClaimAccount,
    private readonly consents: Consents,
    private readonly clock: Clock,
  ) {}

  @Query(() => AdmissionDoor)
  @Allow('account.create')
  async admissionDoor(@Context() ctx: RequestContext): Promise<AdmissionDoor> {
    const { mode, homeCountry, ageFloors, questions, rulesVersion, secret } = await this.house.read();
    return {
      mode, homeCountry, rulesVersion,
      floors: COUNTRIES.map((country) => ({ country, age: floorOf(country, ageFloors) })),
      questions: mode === 'approval' ? questions.map((question) => ({ id: question.id, label: question[ctx.locale], required: question.required })) : [],
      newsletter: CONSENT_WORDINGS.newsletter[ctx.locale],
      analytics: CONSENT_WORDINGS.analytics[ctx.locale],
      later: wasTooYoung(ctx.cookies ?? null, secret, this.clock.now()),
    };
  }

  @Query(() => InvitationView)
  @Allow('account.create')
  invitation(@Args('token', text) token: string): Promise<InvitationView> {
    return this.queries.invitation(token);
  }

  @Mutation(() => SignUpResult)
  @Allow('account.create')
  async signUp(@Context() ctx: RequestContext, @Args('input', { type: () => SignUpInput }) input: SignUpInput): Promise<typeof SignUpResult> {
    const { displayName, email, password } = input;
    const form = { ...entryAnswers(input), displayName, email, password, answers: input.answers ?? [], invitation: input.invitation ?? null, locale: input.locale ?? null };
    return answer(await this.signUps.run(ctx, form), ctx);
  }

  @Query(() => ConfirmationType, { nullable: true })
  @Allow('account.create')
  confirmation(@Args('challenge', text) challenge: string): Promise<ConfirmationType | null> {
    return this.confirmations.show(challenge);
  }

  @Mutation(() => ConfirmSignUpResult)
  @Allow('account.create')
  async confirmSignUp(@Context() ctx: RequestContext, @Args('challenge', text) challenge: string, @Args('code', text) code: string): Promise<typeof ConfirmSignUpResult> {
    return answer(await this.confirmations.run(ctx, challenge, code), ctx);
  }

  @Mutation(() => ConfirmationResult)
  @Allow('account.create')
  async resendConfirmation(@Context() ctx: RequestContext, @Args('challenge', text) challenge: string): Promise<typeof ConfirmationResult> {
    return answer(await this.confirmations.sendAgain(ctx, challenge), ctx);
  }

  @Query(() => OwnApplicationType, { nullable: true })
  @Allow('account.create')
  ownApplication(@Args('token', text) token: string): Promise<OwnApplicationType | null> {
    return this.applications.show(token);
  }

  @Mutation(() => DoneResult)
  @Allow('account.create')
  async withdrawApplication(@Context() ctx: RequestContext, @Args('token', text) token: string): Promise<typeof DoneResult> {
    return answer(await this.applications.withdraw(ctx, token), ctx);
  }

  @Mutation(() => DoneResult)
  @Allow('account.claim')
  async requestClaim(@Context() ctx: RequestContext, @Args('email', text) email: string): Promise<typeof DoneResult> {
    return answer(await this.claimLinks.run(ctx, email), ctx);
  }

  @Mutation(() => SignInResult, { description: 'Takes an imported account over, with its link.' })
  @Allow('account.claim')
  async claimAccount(@Context() ctx: RequestContext, @Args('input', { type: () => ClaimInput }) input: ClaimInput): Promise<typeof SignInResult> {
    const { token, email, password } = input;
    return answer(await this.claims.run(ctx, { ...entryAnswers(input), token, email, password }), ctx);
  }

  @Query(() => RulesText, { nullable: true })
  @Allow('community.read')
  rules(@Context() ctx: RequestContext, @Args('version', { type: () => Int, nullable: true }) version: number | null): Promise<RulesText | null> {
    return this.queries.rules(version ?? null, ctx.locale);
  }

  @Query(() => [ConsentView])
  @Allow('consent.give')
  ownConsents(@Context() ctx: RequestContext): Promise<ConsentView[]> {
    return this.consents.of(ctx.viewer.memberId ?? '');
  }

  @Mutation(() => DoneResult)
  @Allow('consent.give')
  async setConsent(
    @Context() ctx: RequestContext,
    @Args('consent', { type: () => FreeConsentEnum }) kind: FreeConsentWord,
    @Args('given', { type: () => Boolean }) given: boolean,
  ): Promise<typeof DoneResult> {
    return answer(await this.consents.set(ctx, kind, given), ctx);
  }

  @Mutation(() => DoneResult)
  @Allow('consent.give')
  async acceptRules(@Context() ctx: RequestContext, @Args('version', { type: () => Int }) version: number): Promise<typeof DoneResult> {
    return answer(await this.consents.acceptRules(ctx, version), ctx);
  }
}
