import { Inject, Injectable } from '@nestjs/common';
import { accept, refuse, type Result } from '@foyer/domain/result';
import type { Done } from '../../members/index.js';
import { Audit } from '../../platform/audit/audit.js';
import { Clock } from '../../platform/clock/clock.js';
import { SETTINGS, type Settings } from '../../platform/config/settings.js';
import { Database, type Transaction } from '../../platform/database/database.js';
import type { RequestContext } from '../../platform/http/request-context.js';
import { newId } from '../../platform/ids/ids.js';
import { Limits } from '../../platform/limits/limits.js';
import { Secrets } from '../../platform/secrets/secrets.js';
import { AccountNotices } from '../account-notices.js';
import { FirstFactor } from '../first-factor.js';
import { ownSession } from '../own-session.js';
import { orUndo, undoable } from '../refused-inside.js';
import { EndSessions } from '../sessions/end-sessions.js';
import { CodeProof, seedPlace } from './code-proof.js';
import { isId } from './challenges.repository.js';
import { FactorsRepository, type AccountFacts } from './factors.repository.js';
import type { FactorAdded, RecoveryCodes, TotpSetup } from './factors.types.js';
import { newSeed, seedAddress } from './one-time-codes.js';
import { Passkeys, type PasskeyQuestion } from './passkeys.js';
import { newRecoveryCodes, recoveryHash } from './recovery-codes.js';

const LONGEST_NAME = 60;
const MOST_PASSKEYS = 20;

/** What a member adds to, and takes from, the proofs of who she is. */
@Injectable()
export class KeepFactors {
  constructor(
    @Inject(SETTINGS) private readonly settings: Settings,
    private readonly database: Database,
    private readonly factors: FactorsRepository,
    private readonly firstFactor: FirstFactor,
    private readonly codes: CodeProof,
    private readonly passkeys: Passkeys,
    private readonly endSessions: EndSessions,
    private readonly secrets: Secrets,
    private readonly notices: AccountNotices,
    private readonly limits: Limits,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** A new seed for a code app; it counts from its first right code on. */
  async beginTotp(ctx: RequestContext): Promise<Result<TotpSetup>> {
    const { memberId } = ownSession(ctx);
    await this.limits.charge('act.member', memberId);
    const [facts, community] = [await this.factors.facts(memberId), await this.communityName()];
    if (!facts) return refuse('factor.totpOn');
    const seed = newSeed();
    const sealed = await this.secrets.seal(seed, seedPlace(memberId));
    if (!(await this.factors.beginTotp(this.database, memberId, sealed, this.clock.now()))) return refuse('factor.totpOn');
    return accept({ seed, address: seedAddress(seed, community, facts.email ?? facts.handle) });
  }

  async confirmTotp(ctx: RequestContext, code: string): Promise<Result<FactorAdded>> {
    const { memberId, sessionId } = ownSession(ctx);
    await this.limits.charge('secondFactor.member', memberId);
    return undoable(() =>
      this.database.transaction(async (tx) => {
        const before = await this.factors.locked(tx, memberId);
        orUndo(await this.codes.useTotp(tx, memberId, code, false));
        await this.factors.confirmTotp(tx, memberId, this.clock.now());
        return this.added(tx, ctx, before, sessionId, 'totp');
      }),
    );
  }

  async removeTotp(ctx: RequestContext): Promise<Result<Done>> {
    const { memberId } = ownSession(ctx);
    return this.changed(ctx, memberId, 'totp', async (tx, facts) => {
      if (!facts.totp) return refuse('factor.none');
      if (this.firstFactor.mustHaveTwo(facts) && facts.passkeys === 0) return refuse('factor.lastOfStaff');
      await this.factors.removeTotp(tx, memberId);
      return accept({ ok: true });
    });
  }

  /** A new sheet of recovery codes; those of the old one no longer work. */
  async renewCodes(ctx: RequestContext): Promise<Result<RecoveryCodes>> {
    const { memberId } = ownSession(ctx);
    await this.limits.charge('act.member', memberId);
    return undoable(() =>
      this.database.transaction(async (tx) => {
        const facts = await this.factors.locked(tx, memberId);
        if (!facts || !this.firstFactor.secondStepOf(facts)) return orUndo(refuse('factor.none'));
        await this.audit.write(tx, { action: 'factor.codesRenewed', subjectKind: 'member', subjectId: memberId, ctx });
        return { codes: await this.newCodes(tx, memberId) };
      }),
    );
  }

  async askPasskey(ctx: RequestContext): Promise<Result<PasskeyQuestion>> {
    const { memberId } = ownSession(ctx);
    await this.limits.charge('act.member', memberId);
    const facts = await this.factors.facts(memberId);
    if (!facts || facts.passkeys >= MOST_PASSKEYS) return refuse('passkey.many', undefined, { max: MOST_PASSKEYS });
    return accept(await this.passkeys.askNew(ctx, facts, await this.communityName()));
  }

  async addPasskey(ctx: RequestContext, question: string, answer: string, name: string): Promise<Result<FactorAdded>> {
    const { memberId, sessionId } = ownSession(ctx);
    await this.limits.charge('act.member', memberId);
    const named = passkeyName(name);
    if (!named.ok) return named;
    const made = await this.passkeys.answerNew(ctx, memberId, question, answer);
    if (!made.ok) return made;
    const { credential, backedUp } = made.value;
    return undoable(() =>
      this.database.transaction(async (tx) => {
        const before = await this.factors.locked(tx, memberId);
        const key = { id: newId(), memberId, credentialId: credential.id, publicKey: credential.publicKey, counter: credential.counter, transports: credential.transports ?? [], name: named.value, backedUp, now: this.clock.now() };
        if (!(await this.factors.insertPasskey(tx, key))) orUndo(refuse('passkey.known'));
        return this.added(tx, ctx, before, sessionId, 'passkey');
      }),
    );
  }

  async renamePasskey(ctx: RequestContext, id: string, name: string): Promise<Result<Done>> {
    const { memberId } = ownSession(ctx);
    await this.limits.charge('act.member', memberId);
    const named = passkeyName(name);
    if (!named.ok) return named;
    if (!isId(id) || !(await this.factors.renamePasskey(this.database, memberId, id, named.value))) return refuse('passkey.gone');
    return accept({ ok: true });
  }

  async removePasskey(ctx: RequestContext, id: string): Promise<Result<Done>> {
    const { memberId } = ownSession(ctx);
    return this.changed(ctx, memberId, 'passkey', async (tx, facts) => {
      if (facts.passkeys === 1 && facts.password_hash === null) return refuse('passkey.lastWayIn');
      if (facts.passkeys === 1 && !facts.totp && this.firstFactor.mustHaveTwo(facts)) return refuse('factor.lastOfStaff');
      return isId(id) && (await this.factors.removePasskey(tx, memberId, id)) ? accept({ ok: true }) : refuse('passkey.gone');
    });
  }

  /** What follows from a factor that was added: the first gives recovery codes, and ends sessions that showed one factor. */
  private async added(tx: Transaction, ctx: RequestContext, before: AccountFacts | null, sessionId: string, factor: 'totp' | 'passkey'): Promise<FactorAdded> {
    const memberId = before?.id ?? '';
    const after = await this.factors.facts(memberId, tx);
    const stepIsNew = before !== null && after !== null && !this.firstFactor.secondStepOf(before) && this.firstFactor.secondStepOf(after);
    await tx.rows('UPDATE sessions SET second_factor = true WHERE id = $1', [sessionId]);
    if (stepIsNew) await this.endSessions.others(tx, memberId, sessionId);
    await this.audit.write(tx, { action: 'factor.added', subjectKind: 'member', subjectId: memberId, detail: { factor }, ctx });
    await this.notices.tell(tx, memberId, 'accounts.factorAdded', { factor, ...this.happened() });
    return { recoveryCodes: stepIsNew ? await this.newCodes(tx, memberId) : null };
  }

  /** Takes a factor off; the codes go with the second step. */
  private async changed(ctx: RequestContext, memberId: string, factor: 'totp' | 'passkey', take: (tx: Transaction, facts: AccountFacts) => Promise<Result<Done>>): Promise<Result<Done>> {
    await this.limits.charge('act.member', memberId);
    return undoable(() =>
      this.database.transaction(async (tx) => {
        const facts = await this.factors.locked(tx, memberId);
        const done = orUndo(facts ? await take(tx, facts) : refuse('factor.none'));
        const after = await this.factors.facts(memberId, tx);
        if (after && !this.firstFactor.secondStepOf(after)) await this.factors.replaceRecoveryCodes(tx, memberId, []);
        await this.audit.write(tx, { action: 'factor.removed', subjectKind: 'member', subjectId: memberId, detail: { factor }, ctx });
        await this.notices.tell(tx, memberId, 'accounts.factorRemoved', { factor, ...this.happened() });
        return done;
      }),
    );
  }

  private async newCodes(tx: Transaction, memberId: string): Promise<string[]> {
    const codes = newRecoveryCodes();
    await this.factors.replaceRecoveryCodes(tx, memberId, codes.flatMap((code) => recoveryHash(code) ?? []));
    return codes;
  }

  private happened(): { at: string; url: string } {
    return { at: this.clock.now().toISOString(), url: `${this.settings.publicUrl}/settings/security` };
  }

  private async communityName(): Promise<string> {
    return (await this.database.row<{ name: string }>('SELECT name FROM community'))?.name ?? '';
  }
}

function passkeyName(typed: string): Result<string> {
  const name = typed.trim();
  if (name === '' || /\p{Cc}/u.test(name)) return refuse('passkey.name', 'name');
  return [...name].length > LONGEST_NAME ? refuse('passkey.nameLong', 'name', { max: LONGEST_NAME }) : accept(name);
}
