import { Inject, Injectable } from '@nestjs/common';
import { domainAdmitted, isCountry, parseAnswers, type Answered } from '@foyer/domain/admissions';
import { refuse, type Result } from '@foyer/domain/result';
import { Clock } from '../platform/clock/clock.js';
import { SETTINGS, type Settings } from '../platform/config/settings.js';
import type { Locale, RequestContext } from '../platform/http/request-context.js';
import type { HouseRules } from './house-rules.js';
import type { DoorAnswers } from './sign-up-draft.js';
import { rememberTooYoung, wasTooYoung } from './too-young.js';

/** What stands for a decision about somebody: an invitation, or a provider that an administrator lets everybody in by. */
export interface Vouched {
  readonly email: string;
  /** An invitation, of whatever kind, or such a provider. */
  readonly invited: boolean;
  /** The decision was about this very address, or about everybody whom the provider answers for. */
  readonly byName: boolean;
}

/** What everybody who joins is held against, whichever way she comes. */
@Injectable()
export class DoorChecks {
  constructor(
    @Inject(SETTINGS) private readonly settings: Settings,
    private readonly clock: Clock,
  ) {}

  /** Whether this browser was refused for age not long ago. */
  refusedBefore(ctx: RequestContext, rules: HouseRules): boolean {
    return wasTooYoung(ctx.cookies ?? null, rules.secret, this.clock.now());
  }

  /** Her age, by a yes or a no. Under it, her browser is told not to ask again, and nothing else is kept. */
  age(ctx: RequestContext, { country, oldEnough }: Pick<DoorAnswers, 'country' | 'oldEnough'>, rules: HouseRules): Result<true> {
    if (this.refusedBefore(ctx, rules)) return refuse('admission.tooYoung');
    if (country !== null && !isCountry(country)) return refuse('admission.country', 'country');
    if (oldEnough === null) return refuse('admission.ageMissing', 'oldEnough');
    if (oldEnough) return { ok: true, value: true };
    if (ctx.reply) rememberTooYoung(ctx.reply, rules.secret, this.clock.now(), this.settings.publicUrl.startsWith('https:'));
    return refuse('admission.tooYoung');
  }

  /** The mail domains and the mode of the door. */
  opens(who: Vouched, rules: HouseRules): Result<true> {
    if (!who.byName && !domainAdmitted(who.email, { allowed: rules.allowedDomains, refused: rules.refusedDomains })) return refuse('admission.emailDomain', 'email');
    return rules.mode === 'invitation' && !who.invited ? refuse('admission.closed') : { ok: true, value: true };
  }

  /** The team's questions, where they are asked, and the rules as they stand. */
  agreed(answers: Pick<DoorAnswers, 'answers' | 'rulesVersion'>, rules: HouseRules, invited: boolean, locale: Locale): Result<Answered[]> {
    const parsed = parseAnswers(rules.mode === 'approval' && !invited ? rules.questions : [], answers.answers, locale);
    if (!parsed.ok) return parsed;
    if (rules.rulesVersion > 0 && answers.rulesVersion === null) return refuse('rules.accept', 'rules');
    if (rules.rulesVersion > 0 && answers.rulesVersion !== rules.rulesVersion) return refuse('rules.changed', 'rules');
    return parsed;
  }
}
