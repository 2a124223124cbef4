import { Injectable } from '@nestjs/common';
import { parseDisplayName } from '@foyer/domain/members';
import type { Result } from '@foyer/domain/result';
import { OpenSession, type Shown, type SignedIn } from '../accounts/index.js';
import { Clock } from '../platform/clock/clock.js';
import { Database, type Transaction } from '../platform/database/database.js';
import type { RequestContext } from '../platform/http/request-context.js';
import { newId } from '../platform/ids/ids.js';
import { addressPrefix } from './address-prefix.js';
import { AdmitMember } from './admit-member.js';
import { DoorChecks } from './door-checks.js';
import { type ApplicationFiled, FileApplication } from './file-application.js';
import { HouseRulesReader } from './house-rules.js';
import { InvitationsRepository, refusalOf, stateOf } from './invitations.repository.js';
import { tokenHash } from './secrets.js';
import { type DoorAnswers, type Newcomer, type OwnIdentity, Turned } from './sign-up-draft.js';

/** Somebody whose address and identity a provider proved. */
export interface ProvedNewcomer {
  readonly email: string;
  readonly identity: OwnIdentity;
  readonly invitationId: string | null;
  /** The provider lets everybody in whom it answers for: it stands for an invitation to each of them. */
  readonly vouched: boolean;
}

/** Around the writing of the member, in its transaction. */
export interface Around {
  before(tx: Transaction): Promise<void>;
  after(tx: Transaction, memberId: string): Promise<void>;
}

/** Somebody joins whose address needs no other proof. She is asked what everybody is asked; nobody is written before she has answered. */
@Injectable()
export class JoinProved {
  constructor(
    private readonly database: Database,
    private readonly house: HouseRulesReader,
    private readonly door: DoorChecks,
    private readonly invitations: InvitationsRepository,
    private readonly openSession: OpenSession,
    private readonly admit: AdmitMember,
    private readonly applications: FileApplication,
    private readonly clock: Clock,
  ) {}

  /** The invitation of a link, when it is open. */
  async invitationOf(token: string): Promise<Result<string>> {
    const hash = tokenHash(token);
    const row = hash ? await this.invitations.byToken(this.database, hash) : null;
    const state = stateOf(row, this.clock.now());
    return row && state === 'open' ? { ok: true, value: row.id } : { ok: false, refusal: refusalOf(state === 'open' ? 'unknown' : state) };
  }

  /** Whether the door opens for her at all: asked before anything of her is kept. */
  async opens(ctx: RequestContext, who: Omit<ProvedNewcomer, 'identity'>): Promise<Result<true>> {
    const rules = await this.house.read();
    if (this.door.refusedBefore(ctx, rules)) return { ok: false, refusal: { code: 'admission.tooYoung' } };
    return this.door.opens({ email: who.email, invited: who.vouched || who.invitationId !== null, byName: who.vouched || (await this.invitedByName(who)) }, rules);
  }

  /** In, or her application is filed. */
  async run(ctx: RequestContext, who: ProvedNewcomer, form: DoorAnswers, shown: Shown, around: Around): Promise<Result<SignedIn | ApplicationFiled>> {
    const rules = await this.house.read();
    const aged = this.door.age(ctx, form, rules);
    if (!aged.ok) return aged;
    const invited = who.vouched || who.invitationId !== null;
    const opened = await this.opens(ctx, who);
    if (!opened.ok) return opened;
    const name = parseDisplayName(form.displayName);
    if (!name.ok) return name;
    const locale = form.locale ?? ctx.locale;
    const answers = this.door.agreed(form, rules, invited, locale);
    if (!answers.ok) return answers;
    const newcomer: Newcomer = {
      email: who.email, displayName: name.value, passwordHash: null, identity: who.identity, locale, rulesVersion: rules.rulesVersion, newsletter: form.newsletter, analytics: form.analytics,
      addressPrefix: addressPrefix(ctx.address), invitationId: who.invitationId, answers: answers.value,
    };
    try {
      return { ok: true, value: await (rules.mode === 'approval' && !invited ? this.file(ctx, newcomer, around) : this.enter(ctx, newcomer, shown, around)) };
    } catch (error) {
      if (error instanceof Turned) return { ok: false, refusal: error.refusal };
      throw error;
    }
  }

  private file(ctx: RequestContext, newcomer: Newcomer, around: Around): Promise<ApplicationFiled> {
    return this.database.transaction(async (tx) => {
      await around.before(tx);
      return this.applications.write(tx, ctx, newcomer);
    });
  }

  private enter(ctx: RequestContext, newcomer: Newcomer, shown: Shown, around: Around): Promise<SignedIn> {
    const id = newId();
    const work = async (tx: Transaction): Promise<void> => {
      await around.before(tx);
      await this.admit.write(tx, ctx, id, newcomer, 'sso');
      await around.after(tx, id);
    };
    return this.openSession.for(ctx, id, 'sso', work, shown);
  }

  private async invitedByName({ email, invitationId }: Omit<ProvedNewcomer, 'identity'>): Promise<boolean> {
    if (invitationId === null) return false;
    return (await this.database.row('SELECT 1 FROM invitations WHERE id = $1 AND email = $2', [invitationId, email])) !== null;
  }
}
