import { Injectable } from '@nestjs/common';
import type { Wanted } from '@foyer/domain/sso';
import { FirstFactor, type Shown } from '../accounts/index.js';
import { Clock } from '../platform/clock/clock.js';
import { Database } from '../platform/database/database.js';
import type { RequestContext } from '../platform/http/request-context.js';
import { ApplyRights } from './apply-rights.js';
import { IdentitiesRepository, type IdentityRow } from './identities.repository.js';
import type { ProviderRow } from './providers.repository.js';
import type { SsoEntered, SsoSecondFactorDue } from './sso.types.js';

export type Entering = SsoEntered | SsoSecondFactorDue;

/** What a provider showed of somebody, and where she goes. */
export interface Passing {
  readonly provider: ProviderRow;
  readonly email: string | null;
  readonly wanted: Wanted;
  readonly shown: Shown;
  readonly next: string;
}

/** Lets somebody in whose identity is tied to an account. */
@Injectable()
export class EnterSso {
  constructor(
    private readonly database: Database,
    private readonly identities: IdentitiesRepository,
    private readonly firstFactor: FirstFactor,
    private readonly rights: ApplyRights,
    private readonly clock: Clock,
  ) {}

  async run(ctx: RequestContext, one: Passing, identity: IdentityRow): Promise<Entering> {
    await this.database.transaction(async (tx) => {
      await this.identities.used(tx, identity.id, one.email, this.clock.now());
      await this.rights.run(tx, ctx, identity, one.wanted, one.provider.code);
    });
    return this.passed(ctx, one, identity.member_id);
  }

  /** Her session, or the question for a second factor that this house asks her for and the provider did not. */
  async passed(ctx: RequestContext, { shown, next }: Pick<Passing, 'shown' | 'next'>, memberId: string): Promise<Entering> {
    const passed = await this.firstFactor.passed(ctx, memberId, 'sso', shown);
    if ('challenge' in passed) return { challenge: passed.challenge, methods: [...passed.methods], next };
    return { viewer: passed.viewer, mustEnrol: passed.mustEnrol, next, created: false };
  }
}
