import { Args, Context, Mutation, Query, Resolver } from '@nestjs/graphql';
import { DoneResult } from '../members/index.js';
import { Allow } from '../platform/auth/allow.js';
import { answer } from '../platform/graphql/answer.js';
import type { RequestContext } from '../platform/http/request-context.js';
import { FinishSso } from './finish-sso.js';
import { SsoQueries } from './sso.queries.js';
import { SsoButton, SsoFinishResult, SsoLink, SsoStartResult } from './sso.types.js';
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
    private readonly unlinks: UnlinkSso,
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
  @Allow('session.open')
  async startSso(@Context() ctx: RequestContext, @Args('providerCode', text) providerCode: string, @Args('next', text) next: string): Promise<typeof SsoStartResult> {
    return answer(await this.starts.signIn(ctx, providerCode, next), ctx);
  }

  @Mutation(() => SsoStartResult)
  @Allow('profile.edit', { stepUp: true })
  async linkSso(@Context() ctx: RequestContext, @Args('providerCode', text) providerCode: string, @Args('next', text) next: string): Promise<typeof SsoStartResult> {
    return answer(await this.starts.link(ctx, providerCode, next), ctx);
  }

  /** @param query what the provider added to the address that it sent the browser back to */
  @Mutation(() => SsoFinishResult)
  @Allow('session.open')
  async finishSso(@Context() ctx: RequestContext, @Args('providerCode', text) providerCode: string, @Args('query', text) query: string): Promise<typeof SsoFinishResult> {
    return answer(await this.finishes.run(ctx, providerCode, query), ctx);
  }

  @Mutation(() => DoneResult)
  @Allow('profile.edit', { stepUp: true })
  async unlinkSso(@Context() ctx: RequestContext, @Args('providerCode', text) providerCode: string): Promise<typeof DoneResult> {
    return answer(await this.unlinks.run(ctx, providerCode), ctx);
  }
}
