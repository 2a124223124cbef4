import { Inject, Injectable } from '@nestjs/common';
import { refuse, type Result } from '@foyer/domain/result';
import { OpenSession, type SignedIn } from '../accounts/index.js';
import { Clock } from '../platform/clock/clock.js';
import { SETTINGS, type Settings } from '../platform/config/settings.js';
import { Database, type Transaction } from '../platform/database/database.js';
import type { RequestContext } from '../platform/http/request-context.js';
import { newId } from '../platform/ids/ids.js';
import { addressKey, Limits } from '../platform/limits/limits.js';
import { AdmitMember } from './admit-member.js';
import { ConfirmationMails, TRIES, type ConfirmationSent } from './confirmation-mails.js';
import { type ApplicationFiled, FileApplication } from './file-application.js';
import { HouseRulesReader } from './house-rules.js';
import { codeHash, isUuid, sameHash, typedCode } from './secrets.js';
import { type Newcomer, Turned } from './sign-up-draft.js';

interface SignUpRow {
  readonly draft: Newcomer;
  readonly known: boolean;
  readonly code_hash: Buffer;
}

/** What the page of a confirmation shows. */
export interface Confirmation {
  /** The address with its middle hidden. */
  readonly address: string;
  /** No mail server is set: mails are kept in the house. */
  readonly mailKept: boolean;
  /** The code itself, in the demonstration on this machine alone. */
  readonly trialCode: string | null;
}

/** The address is proved by the code of the mail; then she is in, or her application is filed. */
@Injectable()
export class ConfirmSignUp {
  constructor(
    @Inject(SETTINGS) private readonly settings: Settings,
    private readonly database: Database,
    private readonly house: HouseRulesReader,
    private readonly openSession: OpenSession,
    private readonly admit: AdmitMember,
    private readonly applications: FileApplication,
    private readonly mails: ConfirmationMails,
    private readonly limits: Limits,
    private readonly clock: Clock,
  ) {}

  async run(ctx: RequestContext, challenge: string, typed: string): Promise<Result<SignedIn | ApplicationFiled>> {
    await this.limits.charge('confirm.address', addressKey(ctx.address));
    const row = isUuid(challenge) ? await this.tried(challenge) : null;
    if (!row) return refuse(await this.whyNot(challenge), 'code');
    // A code of an address that is known was never sent: it is refused like any other that is wrong.
    if (!sameHash(row.code_hash, codeHash(challenge, typedCode(typed))) || row.known) return refuse('confirmation.code', 'code');
    const { draft } = row;
    const { mode } = await this.house.read();
    try {
      if (mode === 'invitation' && draft.invitationId === null) return refuse('admission.closed');
      if (mode === 'approval' && draft.invitationId === null) {
        return { ok: true, value: await this.database.transaction(async (tx) => {
          await this.use(tx, challenge);
          return this.applications.write(tx, ctx, draft);
        }) };
      }
      const id = newId();
      const signedIn = await this.openSession.for(ctx, id, 'sign-up', async (tx) => {
        await this.use(tx, challenge);
        await this.admit.write(tx, ctx, id, draft, draft.invitationId === null ? 'open' : 'link');
      });
      return { ok: true, value: signedIn };
    } catch (error) {
      if (error instanceof Turned) return { ok: false, refusal: error.refusal };
      throw error;
    }
  }

  async sendAgain(ctx: RequestContext, challenge: string): Promise<Result<ConfirmationSent>> {
    await this.limits.charge('signUp.address', addressKey(ctx.address));
    if (!isUuid(challenge)) return refuse('confirmation.over');
    await this.limits.charge('confirm.again', challenge);
    return { ok: true, value: await this.mails.sendAgain(challenge) };
  }

  async show(challenge: string): Promise<Confirmation | null> {
    if (!isUuid(challenge)) return null;
    const row = await this.database.row<{ email: string; mail_id: string | null }>('SELECT email::text, mail_id FROM sign_ups WHERE id = $1 AND used_at IS NULL AND expires_at > $2', [challenge, this.clock.now()]);
    if (!row) return null;
    return { address: masked(row.email), mailKept: this.settings.mail === null, trialCode: await this.trialCode(row.mail_id) };
  }

  /** The story runs on loopback only, where no mail can arrive: the code is read from the mail that was kept. */
  private async trialCode(mailId: string | null): Promise<string | null> {
    if (this.settings.seed !== 'story' || this.settings.mail !== null || mailId === null) return null;
    return (await this.database.row<{ code: string | null }>(`SELECT data->>'code' AS code FROM mails WHERE id = $1`, [mailId]))?.code ?? null;
  }

  /** Counts the try before anything is compared: ten in all, whoever tries at once. */
  private tried(challenge: string): Promise<SignUpRow | null> {
    return this.database.row<SignUpRow>(
      `UPDATE sign_ups SET tries = tries + 1 WHERE id = $1 AND used_at IS NULL AND expires_at > $2 AND tries < ${TRIES} RETURNING draft, known, code_hash`,
      [challenge, this.clock.now()],
    );
  }

  private async whyNot(challenge: string): Promise<'confirmation.tries' | 'confirmation.over'> {
    const row = isUuid(challenge) ? await this.database.row<{ tries: number }>('SELECT tries FROM sign_ups WHERE id = $1 AND used_at IS NULL AND expires_at > $2', [challenge, this.clock.now()]) : null;
    return row && row.tries >= TRIES ? 'confirmation.tries' : 'confirmation.over';
  }

  /** Of two browsers with the same code, one is let in. */
  private async use(tx: Transaction, challenge: string): Promise<void> {
    const used = await tx.row('UPDATE sign_ups SET used_at = $2 WHERE id = $1 AND used_at IS NULL RETURNING id', [challenge, this.clock.now()]);
    if (!used) throw new Turned({ code: 'confirmation.over', field: 'code' });
  }
}

function masked(email: string): string {
  const at = email.lastIndexOf('@');
  return `${email.slice(0, 1)}…${email.slice(at)}`;
}
