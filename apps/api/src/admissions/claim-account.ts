import { Injectable } from '@nestjs/common';
import type { Result } from '@foyer/domain/result';
import { Claims, type SignedIn } from '../accounts/index.js';
import { Clock } from '../platform/clock/clock.js';
import type { RequestContext } from '../platform/http/request-context.js';
import { addressKey, Limits } from '../platform/limits/limits.js';
import { addressPrefix } from './address-prefix.js';
import { Consents } from './consents.js';
import { DoorChecks } from './door-checks.js';
import { HouseRulesReader } from './house-rules.js';
import type { EntryAnswers } from './sign-up-draft.js';

/** What whoever takes an imported account over answers: her name and the team's questions are no longer asked. */
export interface ClaimForm extends EntryAnswers {
  readonly token: string;
  readonly email: string;
  readonly password: string;
}

/**
 * An imported member comes in: she is asked her age and what she agrees to, as everybody who joins, before anything of
 * hers is written. Under the floor the account stays as it was, unclaimed.
 */
@Injectable()
export class ClaimAccount {
  constructor(
    private readonly claims: Claims,
    private readonly house: HouseRulesReader,
    private readonly door: DoorChecks,
    private readonly consents: Consents,
    private readonly limits: Limits,
    private readonly clock: Clock,
  ) {}

  async run(ctx: RequestContext, form: ClaimForm): Promise<Result<SignedIn>> {
    await this.limits.charge('claim.address', addressKey(ctx.address));
    const rules = await this.house.read();
    const aged = this.door.age(ctx, form, rules);
    if (!aged.ok) return aged;
    // She was a member before: nobody decides about her again.
    const agreed = this.door.agreed({ answers: [], rulesVersion: form.rulesVersion }, rules, true, ctx.locale);
    if (!agreed.ok) return agreed;
    return this.claims.claim(ctx, form.token, form.email, form.password, async (tx, memberId) => {
      await tx.rows(`INSERT INTO member_admissions (member_id, way, old_enough, at) VALUES ($1, 'claim', true, $2) ON CONFLICT DO NOTHING`, [memberId, this.clock.now()]);
      await this.consents.recordJoining(tx, memberId, {
        rulesVersion: rules.rulesVersion, newsletter: form.newsletter, analytics: form.analytics, locale: ctx.locale, addressPrefix: addressPrefix(ctx.address),
      });
    });
  }
}
