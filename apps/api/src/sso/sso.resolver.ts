import { Args, Context, ID, Mutation, Query, Resolver } from '@nestjs/graphql';
import { StepUp } from '../accounts/index.js';
import { entryAnswers } from '../admissions/index.js';
import { DoneResult } from '../members/index.js';
import { Allow } from '../platform/auth/allow.js';
import { answer } from '../platform/graphql/answer.js';
import type { RequestContext } from '../platform/http/request-context.js';
import { FinishSso } from './finish-sso.js';
import { JoinSso } from './join-sso.js';
import { SsoQueries } from './sso.queries.js';
import { SsoArrival, SsoButton, SsoFinishResult, SsoJoinInput, SsoJoinResult, SsoLink, SsoProof, SsoStartResult } from './sso.types.js';
import { StartSso } from './start-sso.js';
import { UnlinkSso } from './unlink-sso.js';

const text = { type: () => String } as const;

/** Signing in by a provider, and linking one. */
@Resolver()
export class SsoResolver {
  constructor(
    private readonly queries: SsoQueries,
    private readonly starts: StartSso,
    private readonly finishes: FinishSso,
    private readonly joins: JoinSso,
    private readonly unlinks: UnlinkSso,
    private readonly stepUps: StepUp,
  ) {}

  @Query(() => [SsoButton])
  @Allow('community.read')
  ssoButtons(@Context() ctx: RequestContext): Promise<SsoButton[]> {
    return this.queries.buttons(ctx.locale);
  }

  @Query(() => [SsoLink])
  @Allow('profile.edit')
  ssoLinks(@Context() ctx: RequestContext): Promise<SsoLink[]> {
    return this.queries.links(ctx.viewer.memberId ?? '');
  }

  @Mutation(() => SsoStartResult)
  @Allow('session.open', { whileEnrolling: true })
  async startSso(
    @Context() ctx: RequestContext,
    @Args('providerCode', text) providerCode: string,
    @Args('next', text) next: string,
    @Args('invitation', { ...text, nullable: true }) invitation: string | null,
  ): Promise<typeof SsoStartResult> {
    return answer(await this.starts.signIn(ctx, providerCode, next, invitation ?? null), ctx);
  }

  @Query(() => [SsoProof], { description: 'Where she may prove again who she is.' })
  @Allow('account.secure', { whileEnrolling: true })
  async ssoProofs(@Context() ctx: RequestContext): Promise<SsoProof[]> {
    const memberId = ctx.viewer.memberId ?? '';
    return this.queries.proofs(memberId, await this.stepUps.asksForTwo(memberId));
  }

  @Mutation(() => SsoStartResult, { description: 'Sends her to a provider that asks her again who she is.' })
  @Allow('account.secure', { whileEnrolling: true })
  async proveBySso(@Context() ctx: RequestContext, @Args('providerCode', text) providerCode: string, @Args('next', text) next: string): Promise<typeof SsoStartResult> {
    return answer(await this.starts.prove(ctx, providerCode, next), ctx);
  }

  @Query(() => SsoArrival, { nullable: true, description: 'Somebody on the doorstep, for her own browser.' })
  @Allow('account.create')
  ssoArrival(@Context() ctx: RequestContext, @Args('arrival', { type: () => ID }) arrival: string): Promise<SsoArrival | null> {
    return this.joins.show(ctx, arrival);
  }

  @Mutation(() => SsoJoinResult)
  @Allow('account.create')
  async joinBySso(@Context() ctx: RequestContext, @Args('arrival', { type: () => ID }) arrival: string, @Args('input', { type: () => SsoJoinInput }) input: SsoJoinInput): Promise<typeof SsoJoinResult> {
    const form = { ...entryAnswers(input), displayName: input.displayName, answers: input.answers ?? [], locale: input.locale ?? null };
    return answer(await this.joins.run(ctx, arrival, form), ctx);
  }

  @Mutation(() => SsoStartResult)
  @Allow('profile.edit', { stepUp: true })
  async linkSso(@Context() ctx: RequestContext, @Args('providerCode', text) providerCode: string, @Args('next', text) next: string): Promise<typeof SsoStartResult> {
    return answer(await this.starts.link(ctx, providerCode, next), ctx);
  }

  /** @param query what the provider added to the address that it sent the browser back to */
  @Mutation(() => SsoFinishResult)
  @Allow('session.open', { whileEnrolling: true })
  async finishSso(@Context() ctx: RequestContext, @Args('providerCode', text) providerCode: string, @Args('query', text) query: string): Promise<typeof SsoFinishResult> {
    return answer(await this.finishes.run(ctx, providerCode, query), ctx);
  }

  @Mutation(() => DoneResult)
  @Allow('profile.edit', { stepUp: true })
  async unlinkSso(@Context() ctx: RequestContext, @Args('providerCode', text) providerCode: string): Promise<typeof DoneResult> {
    return answer(await this.unlinks.run(ctx, providerCode), ctx);
  }
}
