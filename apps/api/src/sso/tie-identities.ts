import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Wanted } from '@foyer/domain/sso';
import { AdmitMember, Turned } from '../admissions/index.js';
import { Audit } from '../platform/audit/audit.js';
import { Clock } from '../platform/clock/clock.js';
import type { Transaction } from '../platform/database/database.js';
import type { RequestContext } from '../platform/http/request-context.js';
import { ApplyRights } from './apply-rights.js';
import { IdentitiesRepository } from './identities.repository.js';
import { ProvidersRepository, type ProviderRow } from './providers.repository.js';

/** Somebody else did the same at the same moment: what is there now is looked at again. */
export class Overtaken extends Error {}

/** Ties who somebody is at a provider to a member: one who is here, or one who is being admitted. */
@Injectable()
export class TieIdentities implements OnModuleInit {
  constructor(
    private readonly admit: AdmitMember,
    private readonly providers: ProvidersRepository,
    private readonly identities: IdentitiesRepository,
    private readonly rights: ApplyRights,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.admit.tieIdentitiesBy(async (tx, ctx, memberId, { providerId, subject, email }) => {
      const provider = await this.providers.byId(tx, providerId);
      // Removed while her application was read: she is in, and asks for a password by mail.
      if (!provider) return;
      if (!(await this.identities.insert(tx, { providerId, memberId, subject, email, now: this.clock.now() }))) throw new Turned({ code: 'member.emailTaken' });
      await this.audit.write(tx, { action: 'sso.accountCreated', subjectKind: 'member', subjectId: memberId, actorId: memberId, detail: { provider: provider.code }, ctx });
    });
  }

  /** To a member who is here. */
  async link(tx: Transaction, ctx: RequestContext, memberId: string, one: { readonly provider: ProviderRow; readonly subject: string; readonly email: string | null; readonly wanted: Wanted }): Promise<void> {
    const { provider, subject, email, wanted } = one;
    const identity = await this.identities.insert(tx, { providerId: provider.id, memberId, subject, email, now: this.clock.now() });
    if (!identity) throw new Overtaken();
    await this.audit.write(tx, { action: 'sso.linked', subjectKind: 'member', subjectId: memberId, actorId: memberId, detail: { provider: provider.code }, ctx });
    await this.rights.run(tx, ctx, identity, wanted, provider.code);
  }
}
