import { Injectable } from '@nestjs/common';
import { refuse, type Result } from '@foyer/domain/result';
import { provedSince, readClaims, rightsWanted, type WhoTheySay } from '@foyer/domain/sso';
import { StepUp } from '../accounts/index.js';
import { JoinProved } from '../admissions/index.js';
import { Database } from '../platform/database/database.js';
import type { RequestContext } from '../platform/http/request-context.js';
import { addressKey, Limits } from '../platform/limits/limits.js';
import { ARRIVAL_MINUTES, ArrivalsRepository } from './arrivals.repository.js';
import { type Entering, EnterSso, type Passing } from './enter-sso.js';
import { Flows, type FlowTaken } from './flows.js';
import { IdentitiesRepository, type IdentityRow } from './identities.repository.js';
import { ProviderTalk } from './provider-talk.js';
import { ProvidersRepository, type ProviderRow } from './providers.repository.js';
import type { SsoLinked, SsoNewcomer, SsoProved } from './sso.types.js';
import { Overtaken, TieIdentities } from './tie-identities.js';

const QUERY_MAX = 8_000;

interface Arrival extends Passing {
  readonly subject: string;
  readonly who: WhoTheySay;
  readonly flow: FlowTaken;
}

export type Finished = Entering | SsoNewcomer | SsoLinked | SsoProved;

/** Somebody comes back from a provider: she is let in, asked what newcomers are asked, has linked it, or has proved who she is. */
@Injectable()
export class FinishSso {
  constructor(
    private readonly database: Database,
    private readonly providers: ProvidersRepository,
    private readonly identities: IdentitiesRepository,
    private readonly arrivals: ArrivalsRepository,
    private readonly joining: JoinProved,
    private readonly entering: EnterSso,
    private readonly ties: TieIdentities,
    private readonly stepUps: StepUp,
    private readonly flows: Flows,
    private readonly talk: ProviderTalk,
    private readonly limits: Limits,
  ) {}

  async run(ctx: RequestContext, code: string, parameters: string): Promise<Result<Finished>> {
    await this.limits.charge('sso.address', addressKey(ctx.address));
    const query = new URLSearchParams(parameters.length <= QUERY_MAX ? parameters : '');
    const taken = await this.flows.take(ctx, code, query.get('state') ?? '');
    // Whoever began to link, or to prove, must still be the one who is signed in.
    if (!taken || (taken.flow.memberId !== null && taken.flow.memberId !== ctx.viewer.memberId)) return refuse('sso.flowOver');
    const { flow } = taken;
    const provider = await this.providers.byId(this.database, flow.providerId);
    if (!provider) return refuse('sso.flowOver');
    const heard = await this.talk.hear(provider, query, taken.journey);
    if (!heard.ok) return heard;
    const { value: claims } = heard;
    const who = readClaims(claims, {
      emailClaim: provider.email_claim, nameClaim: provider.name_claim, valuesClaim: provider.values_claim, addressTrust: provider.address_trust,
      acrValues: provider.acr_values.split(' ').filter(Boolean),
    });
    const refusal = outside(provider, who);
    if (refusal) return refusal;
    const wanted = rightsWanted(await this.providers.mappingsOf(this.database, provider.id), who.values);
    // Two factors count when the provider attests them, and is believed about it.
    const shown = { secondFactor: provider.second_factor && who.secondFactor, provedAt: who.authTime === null ? null : new Date(who.authTime * 1_000) };
    const arrival: Arrival = { provider, subject: claims.sub, who, email: who.email, wanted, shown, flow, next: flow.next };
    try {
      return await this.settle(ctx, arrival);
    } catch (error) {
      if (!(error instanceof Overtaken)) throw error;
      return this.settle(ctx, arrival);
    }
  }

  private async settle(ctx: RequestContext, arrival: Arrival): Promise<Result<Finished>> {
    const { provider, subject, flow } = arrival;
    const known = await this.identities.find(this.database, provider.id, subject);
    if (flow.memberId !== null) return flow.purpose === 'prove' ? this.prove(ctx, arrival, known, flow.memberId) : this.link(ctx, arrival, known, flow.memberId);
    if (!known) return this.meet(ctx, arrival);
    return known.state === 'active' ? { ok: true, value: await this.entering.run(ctx, arrival, known) } : refuse('sso.refused');
  }

  /** Nobody here is tied to her yet. */
  private async meet(ctx: RequestContext, arrival: Arrival): Promise<Result<Entering | SsoNewcomer>> {
    const { provider, who, email } = arrival;
    const name = { name: provider.name };
    if (email === null) return refuse(provider.admits === 'nobody' ? 'sso.noAccount' : 'sso.addressMissing', undefined, name);
    // Said alike whether the address has an account or not: whoever can write any address there learns nothing here.
    if (!who.emailVerified) return refuse('sso.addressUnverified', undefined, name);
    const account = await this.identities.byAddress(this.database, email);
    if (!account) return provider.admits === 'nobody' ? refuse('sso.noAccount', undefined, name) : this.welcome(ctx, arrival, email);
    // An administrator's account is worth a detour.
    if (!provider.link_by_address || !account.confirmed || account.role === 'admin') return refuse('sso.signInFirst', undefined, name);
    if (account.state !== 'active') return refuse('sso.refused');
    await this.database.transaction((tx) => this.ties.link(tx, ctx, account.member_id, arrival));
    return { ok: true, value: await this.entering.passed(ctx, arrival, account.member_id) };
  }

  /** She is on the doorstep: what the provider said waits for her answers, and no member is written before. */
  private async welcome(ctx: RequestContext, { provider, subject, who, wanted, shown, flow, next }: Arrival, email: string): Promise<Result<SsoNewcomer>> {
    if (await this.identities.applicationWaits(this.database, email)) return refuse('sso.applicationWaits');
    const { invitationId } = flow;
    const opened = await this.joining.opens(ctx, { email, invitationId, vouched: provider.admits === 'everybody' });
    if (!opened.ok) return opened;
    const browser = this.flows.browserHash(ctx);
    if (browser === null) return refuse('sso.flowOver');
    const displayName = who.name ?? email.slice(0, email.indexOf('@')).slice(0, 60);
    const id = await this.arrivals.keep(browser, { providerId: provider.id, subject, email, displayName, wanted, secondFactor: shown.secondFactor ?? false, provedAt: shown.provedAt ?? null, invitationId, next });
    this.flows.stay(ctx, ARRIVAL_MINUTES);
    return { ok: true, value: { arrival: id } };
  }

  private async link(ctx: RequestContext, arrival: Arrival, known: IdentityRow | null, memberId: string): Promise<Result<SsoLinked>> {
    const { name } = arrival.provider;
    if (known && known.member_id !== memberId) return refuse('sso.linkedElsewhere', undefined, { name });
    return this.database.transaction(async (tx) => {
      if (known) return { ok: true, value: { name } };
      const other = await tx.row('SELECT 1 FROM sso_identities WHERE provider_id = $1 AND member_id = $2', [arrival.provider.id, memberId]);
      if (other) return refuse('sso.linkedAlready', undefined, { name });
      await this.ties.link(tx, ctx, memberId, arrival);
      return { ok: true, value: { name } };
    });
  }

  /** The same person, asked by the provider since she left: a session that it has kept from before proves nothing. */
  private async prove(ctx: RequestContext, { provider, who, shown, flow, next }: Arrival, known: IdentityRow | null, memberId: string): Promise<Result<SsoProved>> {
    const name = { name: provider.name };
    if (known?.member_id !== memberId) return refuse('sso.notYou', undefined, name);
    if (!provedSince(who.authTime, flow.beganAt)) return refuse('sso.notAsked', undefined, name);
    const proved = await this.stepUps.elsewhere(ctx, shown.secondFactor ?? false);
    return proved.ok ? { ok: true, value: { next } } : proved;
  }
}

/** The refusal of an address that is not of an allowed domain; only a verified one says where somebody belongs. */
function outside(provider: ProviderRow, who: WhoTheySay): Result<never> | null {
  if (provider.allowed_domains.length === 0) return null;
  const name = { name: provider.name };
  if (who.email === null) return refuse('sso.addressMissing', undefined, name);
  if (!who.emailVerified) return refuse('sso.addressUnverified', undefined, name);
  const domain = who.email.slice(who.email.lastIndexOf('@') + 1).toLowerCase();
  return provider.allowed_domains.includes(domain) ? null : refuse('sso.domainRefused', undefined, name);
}
