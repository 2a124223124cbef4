import { Args, Context, Mutation, Query, Resolver } from '@nestjs/graphql';
import { COUNTRIES, floorOf } from '@foyer/domain/admissions';
import { DoneResult } from '../members/index.js';
import { Allow } from '../platform/auth/allow.js';
import { answer } from '../platform/graphql/answer.js';
import type { RequestContext } from '../platform/http/request-context.js';
import { ApplicationStateEnum, type ApplicationStateWord } from './admission.types.js';
import { AdmissionsQueries } from './admissions.queries.js';
import { ConfigureAdmission } from './configure-admission.js';
import {
  AdmissionInput, AdmissionSettings, AdmissionSettingsResult, ApplicationPage, ApplicationsDecidedResult, DeclineReasonEnum, InvitationLinkInput, InvitationLinkResult,
  InvitationPage, InvitationReportResult, MailInvitationsInput, RulesEdition, RulesInput, RulesPublishedResult, type DeclineReasonWord,
} from './console.types.js';
import { DecideApplications } from './decide-applications.js';
import { HouseRulesReader, type HouseRules } from './house-rules.js';
import { KeepInvitations } from './keep-invitations.js';
import { PublishRules } from './publish-rules.js';
import { ReopenApplication } from './reopen-application.js';

const text = { type: () => String } as const;
const maybeText = { type: () => String, nullable: true } as const;
const SEARCH_MAX = 80;

/** The team's side of the ways in. */
@Resolver()
export class AdmissionsConsoleResolver {
  constructor(
    private readonly house: HouseRulesReader,
    private readonly queries: AdmissionsQueries,
    private readonly configure: ConfigureAdmission,
    private readonly invite: KeepInvitations,
    private readonly decide: DecideApplications,
    private readonly reopen: ReopenApplication,
    private readonly publish: PublishRules,
  ) {}

  @Query(() => AdmissionSettings)
  @Allow('admission.configure')
  async admissionSettings(): Promise<AdmissionSettings> {
    return settingsOf(await this.house.read());
  }

  @Mutation(() => AdmissionSettingsResult)
  @Allow('admission.configure', { stepUp: true })
  async configureAdmission(@Context() ctx: RequestContext, @Args('input', { type: () => AdmissionInput }) input: AdmissionInput): Promise<typeof AdmissionSettingsResult> {
    const saved = await this.configure.run(ctx, input);
    return saved.ok ? settingsOf(saved.value) : answer(saved, ctx);
  }

  @Query(() => InvitationPage)
  @Allow('invitation.manage')
  invitations(@Args('search', maybeText) search: string | null, @Args('after', maybeText) after: string | null): Promise<InvitationPage> {
    const wanted = (search ?? '').trim().slice(0, SEARCH_MAX);
    return this.queries.invitations(wanted === '' ? null : wanted, after ?? null);
  }

  @Mutation(() => InvitationReportResult)
  @Allow('invitation.manage')
  async inviteByMail(@Context() ctx: RequestContext, @Args('input', { type: () => MailInvitationsInput }) input: MailInvitationsInput): Promise<typeof InvitationReportResult> {
    const report = await this.invite.byMail(ctx, input);
    return report.ok ? { lines: [...report.value.lines], invited: report.value.invited } : answer(report, ctx);
  }

  @Mutation(() => InvitationLinkResult)
  @Allow('invitation.manage')
  async inviteByLink(@Context() ctx: RequestContext, @Args('input', { type: () => InvitationLinkInput }) input: InvitationLinkInput): Promise<typeof InvitationLinkResult> {
    return answer(await this.invite.byLink(ctx, input), ctx);
  }

  @Mutation(() => DoneResult)
  @Allow('invitation.manage')
  async resendInvitation(@Context() ctx: RequestContext, @Args('code', text) code: string): Promise<typeof DoneResult> {
    return answer(await this.invite.resend(ctx, code), ctx);
  }

  @Mutation(() => DoneResult)
  @Allow('invitation.manage')
  async revokeInvitation(@Context() ctx: RequestContext, @Args('code', text) code: string): Promise<typeof DoneResult> {
    return answer(await this.invite.revoke(ctx, code), ctx);
  }

  @Query(() => ApplicationPage)
  @Allow('application.decide')
  applications(
    @Args('state', { type: () => ApplicationStateEnum }) state: ApplicationStateWord,
    @Args('after', maybeText) after: string | null,
  ): Promise<ApplicationPage> {
    return this.queries.applications(state, after ?? null);
  }

  @Mutation(() => ApplicationsDecidedResult)
  @Allow('application.decide')
  async decideApplications(
    @Context() ctx: RequestContext,
    @Args('codes', { type: () => [String] }) codes: string[],
    @Args('accept', { type: () => Boolean }) accept: boolean,
    @Args('declineReason', { type: () => DeclineReasonEnum, nullable: true }) reason: DeclineReasonWord | null,
    @Args('words', text) words: string,
  ): Promise<typeof ApplicationsDecidedResult> {
    return answer(await this.decide.run(ctx, codes, { accept, reason: reason ?? null, words }), ctx);
  }

  @Mutation(() => DoneResult, { description: 'Takes a mistaken refusal back, for two weeks.' })
  @Allow('application.decide')
  async reopenApplication(@Context() ctx: RequestContext, @Args('code', text) code: string): Promise<typeof DoneResult> {
    return answer(await this.reopen.run(ctx, code), ctx);
  }

  @Query(() => [RulesEdition])
  @Allow('rules.publish')
  rulesEditions(): Promise<RulesEdition[]> {
    return this.queries.rulesEditions();
  }

  @Mutation(() => RulesPublishedResult)
  @Allow('rules.publish', { stepUp: true })
  async publishRules(@Context() ctx: RequestContext, @Args('input', { type: () => RulesInput }) input: RulesInput): Promise<typeof RulesPublishedResult> {
    return answer(await this.publish.run(ctx, input), ctx);
  }
}

const settingsOf = ({ mode, allowedDomains, refusedDomains, homeCountry, ageFloors, questions }: HouseRules): AdmissionSettings => ({
  mode, homeCountry,
  allowedDomains: [...allowedDomains],
  refusedDomains: [...refusedDomains],
  ageFloors: Object.entries(ageFloors).map(([country, age]) => ({ country, age })),
  usualFloors: COUNTRIES.map((country) => ({ country, age: floorOf(country, {}) })),
  questions: [...questions],
});
