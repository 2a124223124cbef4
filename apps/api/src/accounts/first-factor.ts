import { Inject, Injectable } from '@nestjs/common';
import { SECOND_FACTOR_ROLES } from '@foyer/domain/accounts';
import type { SessionOpening } from '../platform/auth/session-store.js';
import { SETTINGS, type Settings } from '../platform/config/settings.js';
import type { RequestContext } from '../platform/http/request-context.js';
import type { SignedIn } from './account.types.js';
import { Devices } from './devices.js';
import { Challenges } from './factors/challenges.repository.js';
import { FactorsRepository, type AccountFacts } from './factors/factors.repository.js';
import type { SecondFactorDue, SecondFactorMethod } from './factors/factors.types.js';
import { OpenSession, type Shown } from './open-session.js';

/** What follows the first proof of who somebody is: her session, or the question for the second. */
@Injectable()
export class FirstFactor {
  constructor(
    @Inject(SETTINGS) private readonly settings: Settings,
    private readonly factors: FactorsRepository,
    private readonly challenges: Challenges,
    private readonly devices: Devices,
    private readonly openSession: OpenSession,
  ) {}

  async passed(ctx: RequestContext, memberId: string, how: SessionOpening, shown: Shown = {}): Promise<SignedIn | SecondFactorDue> {
    const facts = await this.factors.facts(memberId);
    if (!facts || shown.secondFactor || !this.secondStepOf(facts)) return this.openSession.for(ctx, memberId, how, undefined, shown);
    return { challenge: await this.challenges.begin(memberId, this.devices.ensure(ctx), how), methods: methodsOf(facts) };
  }

  /** Whether signing in asks her for a second factor: she has a code app, or must have two factors and has a passkey. */
  secondStepOf(facts: AccountFacts): boolean {
    return facts.totp || (this.mustHaveTwo(facts) && facts.passkeys > 0);
  }

  /** Whether she must have two factors. */
  mustHaveTwo({ role }: Pick<AccountFacts, 'role'>): boolean {
    return this.settings.secondFactor === 'required' && SECOND_FACTOR_ROLES.includes(role);
  }
}

/** What she may show as the second factor, the handiest first. */
export function methodsOf(facts: AccountFacts): SecondFactorMethod[] {
  return [...(facts.passkeys > 0 ? (['passkey'] as const) : []), ...(facts.totp ? (['totp'] as const) : []), ...(facts.recovery_left > 0 ? (['recovery'] as const) : [])];
}
