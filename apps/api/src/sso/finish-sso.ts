import { Injectable } from '@nestjs/common';
import { handleFrom } from '@foyer/domain/members';
import { refuse, type Result } from '@foyer/domain/result';
import { readClaims, rightsWanted, type Wanted, type WhoTheySay } from '@foyer/domain/sso';
import { AccountsRepository, FirstFactor, OpenSession } from '../accounts/index.js';
import { Audit } from '../platform/audit/audit.js';
import { Clock } from '../platform/clock/clock.js';
import { Database, type Transaction } from '../platform/database/database.js';
import type { RequestContext } from '../platform/http/request-context.js';
import { newId } from '../platform/ids/ids.js';
import { addressKey, Limits } from '../platform/limits/limits.js';
import { Outbox } from '../platform/outbox/outbox.js';
import { ApplyRights } from './apply-rights.js';
import { Flows } from './flows.js';
import { IdentitiesRepository, type IdentityRow } from './identities.repository.js';
import { ProviderTalk } from './provider-talk.js';
import { ProvidersRepository, type ProviderRow } from './providers.repository.js';
import type { SsoEntered, SsoLinked, SsoSecondFactorDue } from './sso.types.js';

const QUERY_MAX = 8_000;
/** Somebody else did the same at the same moment: what is there now is looked at again. */
class Overtaken extends Error {}

interface Arrival {
  readonly provider: ProviderRow;
  readonly subject: string;
  readonly who: WhoTheySay;
  readonly wanted: Wanted;
  readonly next: string;
}

type Entering = SsoEntered | SsoSecondFactorDue;

/** Somebody comes back from a provider: she is signed in, gets an account, or has linked one. */
@Injectable()
export class FinishSso {
  constructor(
    private readonly database: Database,
    private readonly providers: ProvidersRepository,
    private readonly identities: IdentitiesRepository,
    private readonly accounts: AccountsRepository,
    private readonly openSession: OpenSession,
    private readonly firstFactor: FirstFactor,
    private readonly flows: Flows,
    private readonly talk: ProviderTalk,
    private readonly rights: ApplyRights,
    private readonly audit: Audit,
    private readonly outbox: Outbox,
    private readonly limits: Limits,
    private readonly clock: Clock,
  ) {}

  async run(ctx: RequestContext, code: string, parameters: string): Promise<Result<Entering | SsoLinked>> {
    await this.limits.charge('sso.address', addressKey(ctx.address));
    const query = new URLSearchParams(parameters.length <= QUERY_MAX ? parameters : '');
    const taken = await this.flows.take(ctx, code, query.get('state') ?? '');
    // Whoever began to link must still be the one who is signed in.
    if (!taken || (taken.flow.memberId !== null && taken.flow.memberId !== ctx.viewer.memberId)) return refuse('sso.flowOver');
    const provider = await this.providers.byId(this.database, taken.flow.providerId);
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
    const arrival = { provider, subject: claims.sub, who, wanted, next: taken.flow.next };
    try {
      return await this.settle(ctx, arrival, taken.flow.memberId);
    } catch (error) {
      if (!(error instanceof Overtaken)) throw error;
      return this.settle(ctx, arrival, taken.flow.memberId);
    }
  }

  private async settle(ctx: RequestContext, arrival: Arrival, linkTo: string | null): Promise<Result<Entering | SsoLinked>> {
    const { provider, subject } = arrival;
    const known = await this.identities.find(this.database, provider.id, subject);
    if (linkTo !== null) return this.link(ctx, arrival, known, linkTo);
    if (known) return known.state === 'active' ? this.enter(ctx, arrival, known) : refuse('sso.refused');
    return this.meet(ctx, arrival);
  }

  private async enter(ctx: RequestContext, arrival: Arrival, identity: IdentityRow): Promise<Result<Entering>> {
    await this.database.transaction(async (tx) => {
      await this.identities.used(tx, identity.id, arrival.who.email, this.clock.now());
      await this.rights.run(tx, ctx, identity, arrival.wanted, arrival.provider.code);
    });
    return this.passed(ctx, arrival, identity.member_id);
  }

  /** Her session, or the question for a second factor that this house asks her for and the provider did not. */
  private async passed(ctx: RequestContext, arrival: Arrival, memberId: string): Promise<Result<Entering>> {
    const { next } = arrival;
    const passed = await this.firstFactor.passed(ctx, memberId, 'sso', shownTwo(arrival));
    if ('challenge' in passed) return { ok: true, value: { challenge: passed.challenge, methods: [...passed.methods], next } };
    return { ok: true, value: { viewer: passed.viewer, mustEnrol: passed.mustEnrol, next, created: false } };
  }

  /** Nobody here is linked to her yet. */
  private async meet(ctx: RequestContext, arrival: Arrival): Promise<Result<Entering>> {
    const { provider, who } = arrival;
    const name = { name: provider.name };
    if (who.email === null) return refuse(provider.create_accounts ? 'sso.addressMissing' : 'sso.noAccount', undefined, name);
    // Said alike whether the address has an account or not: whoever can write any address there learns nothing here.
    if (!who.emailVerified) return refuse('sso.addressUnverified', undefined, name);
    const account = await this.identities.byAddress(this.database, who.email);
    if (!account) return provider.create_accounts ? this.join(ctx, arrival, who.email) : refuse('sso.noAccount', undefined, name);
    // An administrator's account is worth a detour.
    if (!provider.link_by_address || !account.confirmed || account.role === 'admin') return refuse('sso.signInFirst', undefined, name);
    if (account.state !== 'active') return refuse('sso.refused');
    await this.database.transaction((tx) => this.attach(tx, ctx, arrival, account.member_id, false));
    return this.passed(ctx, arrival, account.member_id);
  }

  private async join(ctx: RequestContext, arrival: Arrival, email: string): Promise<Result<SsoEntered>> {
    const id = newId();
    const now = this.clock.now();
    const displayName = arrival.who.name ?? email.slice(0, email.indexOf('@')).slice(0, 60).padEnd(2, '.');
    const { viewer, mustEnrol } = await this.openSession.for(ctx, id, 'sso', async (tx) => {
      await this.accounts.lockHandle(tx, handleFrom(displayName));
      const handle = await this.accounts.freeHandle(tx, handleFrom(displayName));
      await this.accounts.insertMember(tx, { id, handle, displayName, role: 'member', locale: ctx.locale, createdAt: now });
      if (!(await this.identities.insertAccount(tx, id, email, now))) throw new Overtaken();
      await this.attach(tx, ctx, arrival, id, true);
    }, shownTwo(arrival));
    return { ok: true, value: { viewer, mustEnrol, next: arrival.next, created: true } };
  }

  private async link(ctx: RequestContext, arrival: Arrival, known: IdentityRow | null, memberId: string): Promise<Result<SsoLinked>> {
    const { name } = arrival.provider;
    if (known && known.member_id !== memberId) return refuse('sso.linkedElsewhere', undefined, { name });
    return this.database.transaction(async (tx) => {
      if (known) return { ok: true, value: { name } };
      const other = await tx.row('SELECT 1 FROM sso_identities WHERE provider_id = $1 AND member_id = $2', [arrival.provider.id, memberId]);
      if (other) return refuse('sso.linkedAlready', undefined, { name });
      await this.attach(tx, ctx, arrival, memberId, false);
      return { ok: true, value: { name } };
    });
  }

  private async attach(tx: Transaction, ctx: RequestContext, { provider, subject, who, wanted }: Arrival, memberId: string, created: boolean): Promise<void> {
    const identity = await this.identities.insert(tx, { providerId: provider.id, memberId, subject, email: who.email, now: this.clock.now() });
    if (!identity) throw new Overtaken();
    if (created) {
      await this.outbox.publish(tx, {
        type: 'member.joined', version: 1, actorId: memberId, subjectId: memberId, spaceId: null, payload: { memberId, by: 'sso', invitationId: null }, occurredAt: this.clock.now(),
      });
    }
    await this.audit.write(tx, { action: created ? 'sso.accountCreated' : 'sso.linked', subjectKind: 'member', subjectId: memberId, actorId: memberId, detail: { provider: provider.code }, ctx });
    await this.rights.run(tx, ctx, identity, wanted, provider.code);
  }
}

/** Whether the provider attests two factors, and is believed about it. */
const shownTwo = ({ provider, who }: Arrival): boolean => provider.second_factor && who.secondFactor;

/** The refusal of an address that is not of an allowed domain; only a verified one says where somebody belongs. */
function outside(provider: ProviderRow, who: WhoTheySay): Result<never> | null {
  if (provider.allowed_domains.length === 0) return null;
  const name = { name: provider.name };
  if (who.email === null) return refuse('sso.addressMissing', undefined, name);
  if (!who.emailVerified) return refuse('sso.addressUnverified', undefined, name);
  const domain = who.email.slice(who.email.lastIndexOf('@') + 1).toLowerCase();
  return provider.allowed_domains.includes(domain) ? null : refuse('sso.domainRefused', undefined, name);
}
