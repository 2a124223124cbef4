import { Injectable } from '@nestjs/common';
import { createHash } from 'node:crypto';
import type { Role } from '@foyer/domain/access';
import { checkPassword, parseSignUp } from '@foyer/domain/accounts';
import type { Result } from '@foyer/domain/result';
import { isBreached, OpenSession, Passwords, type SignedIn } from '../accounts/index.js';
import { Clock } from '../platform/clock/clock.js';
import { Database } from '../platform/database/database.js';
import { newId } from '../platform/ids/ids.js';
import { addressKey, Limits } from '../platform/limits/limits.js';
import type { RequestContext } from '../platform/http/request-context.js';
import { addressPrefix } from './address-prefix.js';
import { AdmitMember } from './admit-member.js';
import { ConfirmationMails, type ConfirmationSent } from './confirmation-mails.js';
import { DoorChecks } from './door-checks.js';
import { HouseRulesReader } from './house-rules.js';
import { InvitationsRepository, refusalOf, stateOf, type InvitationRow } from './invitations.repository.js';
import { tokenHash } from './secrets.js';
import { type Newcomer, type SignUpForm, Turned } from './sign-up-draft.js';

/**
 * Somebody wants to join. Unless her invitation came to this very address, a mail asks her to prove that it is hers; an
 * address that is known already is answered alike, in words, statements and time, and gets another mail.
 */
@Injectable()
export class SignUp {
  constructor(
    private readonly database: Database,
    private readonly house: HouseRulesReader,
    private readonly door: DoorChecks,
    private readonly invitations: InvitationsRepository,
    private readonly passwords: Passwords,
    private readonly openSession: OpenSession,
    private readonly admit: AdmitMember,
    private readonly mails: ConfirmationMails,
    private readonly limits: Limits,
    private readonly clock: Clock,
  ) {}

  async run(ctx: RequestContext, form: SignUpForm): Promise<Result<ConfirmationSent | SignedIn>> {
    await this.limits.charge('signUp.address', addressKey(ctx.address));
    const rules = await this.house.read();
    const aged = this.door.age(ctx, form, rules);
    if (!aged.ok) return aged;
    const invited = await this.invitationOf(form);
    if (!invited.ok) return invited;
    const invitation = invited.value;
    const parsed = parseSignUp(form, isBreached);
    if (!parsed.ok) return parsed;
    const { displayName, email } = parsed.value;
    const strong = checkPassword(form.password, (invitation?.role ?? 'member') as Role, [displayName, email], isBreached);
    if (!strong.ok) return strong;
    const toHer = invitation?.kind === 'person' && invitation.email?.toLowerCase() === email.toLowerCase();
    // An invitation to this very address was a decision about it.
    const opened = this.door.opens({ email, invited: invitation !== null, byName: toHer }, rules);
    if (!opened.ok) return opened;
    const locale = form.locale ?? ctx.locale;
    const answers = this.door.agreed(form, rules, invitation !== null, locale);
    if (!answers.ok) return answers;
    await this.limits.charge('signUp.account', createHash('sha256').update(email.toLowerCase()).digest('base64url'));
    const newcomer: Newcomer = {
      email, displayName, locale,
      passwordHash: await this.passwords.hash(form.password),
      rulesVersion: rules.rulesVersion,
      newsletter: form.newsletter,
      analytics: form.analytics,
      addressPrefix: addressPrefix(ctx.address),
      invitationId: invitation?.id ?? null,
      answers: answers.value,
    };
    if (toHer) return this.enter(ctx, newcomer);
    return { ok: true, value: await this.mails.send(newcomer) };
  }

  private async invitationOf(form: SignUpForm): Promise<Result<InvitationRow | null>> {
    if (form.invitation === null) return { ok: true, value: null };
    const hash = tokenHash(form.invitation);
    const row = hash ? await this.invitations.byToken(this.database, hash) : null;
    const state = stateOf(row, this.clock.now());
    return state === 'open' ? { ok: true, value: row } : { ok: false, refusal: refusalOf(state) };
  }

  /** The link reached her mailbox: the address is proved. */
  private async enter(ctx: RequestContext, newcomer: Newcomer): Promise<Result<SignedIn>> {
    const id = newId();
    try {
      return { ok: true, value: await this.openSession.for(ctx, id, 'sign-up', (tx) => this.admit.write(tx, ctx, id, newcomer, 'invitation')) };
    } catch (error) {
      if (error instanceof Turned) return { ok: false, refusal: error.refusal };
      throw error;
    }
  }
}
