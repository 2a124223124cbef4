import { Injectable } from '@nestjs/common';
import { refuse, type Result } from '@foyer/domain/result';
import { JoinProved, Turned, type ApplicationFiled, type DoorAnswers } from '../admissions/index.js';
import { Database } from '../platform/database/database.js';
import type { RequestContext } from '../platform/http/request-context.js';
import { addressKey, Limits } from '../platform/limits/limits.js';
import { ApplyRights } from './apply-rights.js';
import { ArrivalsRepository, type Arrived } from './arrivals.repository.js';
import { type Entering, EnterSso } from './enter-sso.js';
import { Flows } from './flows.js';
import { IdentitiesRepository } from './identities.repository.js';
import { ProvidersRepository, type ProviderRow } from './providers.repository.js';
import type { SsoArrival } from './sso.types.js';

interface Standing {
  readonly arrived: Arrived;
  readonly provider: ProviderRow;
}

/** Somebody for whom a provider answered has read what is asked of everybody: she joins, or leaves no trace. */
@Injectable()
export class JoinSso {
  constructor(
    private readonly database: Database,
    private readonly providers: ProvidersRepository,
    private readonly identities: IdentitiesRepository,
    private readonly arrivals: ArrivalsRepository,
    private readonly joining: JoinProved,
    private readonly entering: EnterSso,
    private readonly rights: ApplyRights,
    private readonly flows: Flows,
    private readonly limits: Limits,
  ) {}

  /** What the page shows; null for what is over, or another browser's. */
  async show(ctx: RequestContext, id: string): Promise<SsoArrival | null> {
    const standing = await this.find(ctx, id);
    if (!standing) return null;
    const { arrived, provider } = standing;
    return { providerName: provider.name, email: arrived.email, displayName: arrived.displayName, invited: provider.admits === 'everybody' || arrived.invitationId !== null };
  }

  async run(ctx: RequestContext, id: string, form: DoorAnswers): Promise<Result<Entering | ApplicationFiled>> {
    await this.limits.charge('sso.address', addressKey(ctx.address));
    const standing = await this.find(ctx, id);
    if (!standing) return refuse('sso.flowOver');
    const { arrived, provider } = standing;
    const { subject, email, wanted, secondFactor, provedAt, invitationId, next } = arrived;
    const shown = { secondFactor, provedAt };
    const who = { email, identity: { providerId: provider.id, subject }, invitationId, vouched: provider.admits === 'everybody' };
    const joined = await this.joining.run(ctx, who, form, shown, {
      before: async (tx) => {
        if (!(await this.arrivals.end(tx, id))) throw new Turned({ code: 'sso.flowOver' });
      },
      after: async (tx) => {
        const identity = await this.identities.find(tx, provider.id, subject);
        if (identity) await this.rights.run(tx, ctx, identity, wanted, provider.code);
      },
    });
    if (joined.ok) return 'token' in joined.value ? { ok: true, value: joined.value } : { ok: true, value: { ...joined.value, next, created: true } };
    const { code } = joined.refusal;
    // Nothing of her is kept.
    if (code === 'admission.tooYoung') await this.arrivals.forget(id);
    // She, or whoever has her address, was quicker in another window.
    if (code === 'member.emailTaken' || code === 'sso.flowOver') {
      const known = await this.identities.find(this.database, provider.id, subject);
      if (known?.state === 'active') return { ok: true, value: await this.entering.run(ctx, { provider, email, wanted, shown, next }, known) };
      return code === 'sso.flowOver' ? joined : refuse('sso.signInFirst', undefined, { name: provider.name });
    }
    return joined;
  }

  /** The arrival, while its provider still brings people in. */
  private async find(ctx: RequestContext, id: string): Promise<Standing | null> {
    const arrived = await this.arrivals.find(id, this.flows.browserHash(ctx));
    const provider = arrived && (await this.providers.byId(this.database, arrived.providerId));
    return arrived && provider?.enabled && provider.admits !== 'nobody' ? { arrived, provider } : null;
  }
}
