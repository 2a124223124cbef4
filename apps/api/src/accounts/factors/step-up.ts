import { Inject, Injectable } from '@nestjs/common';
import { accept, refuse, type Result } from '@foyer/domain/result';
import type { Done } from '../../members/index.js';
import { Audit } from '../../platform/audit/audit.js';
import { setSessionCookie } from '../../platform/auth/session-cookie.js';
import { SessionStore } from '../../platform/auth/session-store.js';
import { SETTINGS, type Settings } from '../../platform/config/settings.js';
import { Database, type Transaction } from '../../platform/database/database.js';
import type { RequestContext } from '../../platform/http/request-context.js';
import { Limits } from '../../platform/limits/limits.js';
import { FirstFactor } from '../first-factor.js';
import { ownSession } from '../own-session.js';
import { Passwords } from '../passwords.js';
import { orUndo, undoable } from '../refused-inside.js';
import { CodeProof } from './code-proof.js';
import { FactorsRepository } from './factors.repository.js';
import { Passkeys, type PasskeyQuestion } from './passkeys.js';

/**
 * Proves again who she is, for what asks for a recent proof: with a passkey, a code of her app, or the password, or a
 * provider's sign-in, when signing in asks for nothing more. Her session gets another token.
 */
@Injectable()
export class StepUp {
  constructor(
    @Inject(SETTINGS) private readonly settings: Settings,
    private readonly database: Database,
    private readonly sessions: SessionStore,
    private readonly factors: FactorsRepository,
    private readonly firstFactor: FirstFactor,
    private readonly passwords: Passwords,
    private readonly codes: CodeProof,
    private readonly passkeys: Passkeys,
    private readonly limits: Limits,
    private readonly audit: Audit,
  ) {}

  async withWords(ctx: RequestContext, password: string, code: string): Promise<Result<Done>> {
    const { memberId, sessionId } = ownSession(ctx);
    await this.limits.charge('stepUp.member', memberId);
    const facts = await this.factors.facts(memberId);
    if (!facts) return refuse('session.refused', 'password');
    if (facts.totp) return this.prove(ctx, memberId, sessionId, async (tx) => void orUndo(await this.codes.useTotp(tx, memberId, code)), true);
    if (this.firstFactor.secondStepOf(facts)) return refuse('stepUp.passkey');
    if (facts.password_hash === null) return refuse(facts.passkeys > 0 ? 'stepUp.passkey' : 'stepUp.signInAgain');
    const plausible = password.length <= 1_000;
    const matches = await this.passwords.matches(facts.password_hash, plausible ? password : '');
    if (!matches) return refuse('stepUp.password', 'password');
    return this.prove(ctx, memberId, sessionId, undefined, false);
  }

  async askPasskey(ctx: RequestContext): Promise<PasskeyQuestion> {
    const { memberId } = ownSession(ctx);
    await this.limits.charge('act.member', memberId);
    return this.passkeys.ask(ctx, 'step-up', memberId);
  }

  async withPasskey(ctx: RequestContext, question: string, answer: string): Promise<Result<Done>> {
    const { memberId, sessionId } = ownSession(ctx);
    await this.limits.charge('stepUp.member', memberId);
    const key = await this.passkeys.answered(ctx, 'step-up', question, answer);
    if (!key.ok) return key;
    if (key.value.member_id !== memberId) return refuse('passkey.refused');
    return this.prove(ctx, memberId, sessionId, undefined, true);
  }

  /** Whether signing in asks her for a second factor: a sign-in elsewhere proves enough only if it attests two. */
  async asksForTwo(memberId: string): Promise<boolean> {
    const facts = await this.factors.facts(memberId);
    return facts !== null && this.firstFactor.secondStepOf(facts);
  }

  /** Whether a sign-in elsewhere proves enough: not where signing in asks her for a second factor that was not shown there. */
  async elsewhere(ctx: RequestContext, shownTwo: boolean): Promise<Result<Done>> {
    const { memberId, sessionId } = ownSession(ctx);
    const facts = await this.factors.facts(memberId);
    if (!facts) return refuse('session.refused');
    if (!shownTwo && this.firstFactor.secondStepOf(facts)) return refuse(facts.totp ? 'stepUp.code' : 'stepUp.passkey');
    return this.prove(ctx, memberId, sessionId, undefined, shownTwo);
  }

  private async prove(ctx: RequestContext, memberId: string, sessionId: string, use: ((tx: Transaction) => Promise<void>) | undefined, secondFactor: boolean): Promise<Result<Done>> {
    const token = await undoable(() =>
      this.database.transaction(async (tx) => {
        await use?.(tx);
        await this.audit.write(tx, { action: 'session.proved', subjectKind: 'member', subjectId: memberId, detail: { secondFactor }, ctx });
        return this.sessions.prove(tx, sessionId, secondFactor);
      }),
    );
    if (!token.ok) return token;
    if (ctx.reply) setSessionCookie(ctx.reply, this.settings.publicUrl, token.value);
    await this.limits.forgive('stepUp.member', memberId);
    return accept({ ok: true });
  }
}
