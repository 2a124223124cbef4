import { Args, Context, Mutation, Query, Resolver } from '@nestjs/graphql';
import type { ProviderDraft } from '@foyer/domain/sso';
import { DoneResult } from '../members/index.js';
import { Allow } from '../platform/auth/allow.js';
import { answer } from '../platform/graphql/answer.js';
import type { RequestContext } from '../platform/http/request-context.js';
import { KeepProviders } from './keep-providers.js';
import { RemoveProvider } from './remove-provider.js';
import { SsoQueries } from './sso.queries.js';
import { SsoGifts, SsoIssuerResult, SsoProvider, SsoProviderInput, SsoProviderResult } from './sso.types.js';

const text = { type: () => String } as const;

/** Setting up providers. */
@Resolver()
export class SsoConsoleResolver {
  constructor(
    private readonly queries: SsoQueries,
    private readonly keep: KeepProviders,
    private readonly removals: RemoveProvider,
  ) {}

  @Query(() => [SsoProvider])
  @Allow('sso.configure')
  ssoProviders(): Promise<SsoProvider[]> {
    return this.queries.all();
  }

  @Query(() => SsoGifts)
  @Allow('sso.configure')
  ssoGifts(): Promise<SsoGifts> {
    return this.queries.gifts();
  }

  @Mutation(() => SsoIssuerResult)
  @Allow('sso.configure')
  async checkSsoIssuer(@Context() ctx: RequestContext, @Args('issuer', text) issuer: string): Promise<typeof SsoIssuerResult> {
    return answer(await this.keep.check(ctx, issuer), ctx);
  }

  @Mutation(() => SsoProviderResult)
  @Allow('sso.configure', { stepUp: true })
  async createSsoProvider(@Context() ctx: RequestContext, @Args('input', { type: () => SsoProviderInput }) input: SsoProviderInput): Promise<typeof SsoProviderResult> {
    return answer(await this.keep.create(ctx, draftOf(input)), ctx);
  }

  @Mutation(() => SsoProviderResult)
  @Allow('sso.configure', { stepUp: true })
  async editSsoProvider(
    @Context() ctx: RequestContext,
    @Args('providerCode', text) providerCode: string,
    @Args('input', { type: () => SsoProviderInput }) input: SsoProviderInput,
  ): Promise<typeof SsoProviderResult> {
    return answer(await this.keep.edit(ctx, providerCode, draftOf(input)), ctx);
  }

  @Mutation(() => DoneResult)
  @Allow('sso.configure', { stepUp: true })
  async removeSsoProvider(@Context() ctx: RequestContext, @Args('providerCode', text) providerCode: string): Promise<typeof DoneResult> {
    return answer(await this.removals.run(ctx, providerCode), ctx);
  }

  @Mutation(() => DoneResult)
  @Allow('sso.configure')
  async orderSsoProviders(@Context() ctx: RequestContext, @Args('codes', { type: () => [String] }) codes: string[]): Promise<typeof DoneResult> {
    return answer(await this.keep.order(ctx, codes), ctx);
  }
}

const draftOf = (input: SsoProviderInput): ProviderDraft => ({
  ...input,
  clientSecret: input.clientSecret ?? null,
  mappings: input.mappings.map((one) => ({ value: one.value, role: one.role ?? null, customRole: one.customRole || null, group: one.group || null })),
});
