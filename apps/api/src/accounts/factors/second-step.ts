import { Injectable } from '@nestjs/common';
import { refuse, type Result } from '@foyer/domain/result';
import type { RequestContext } from '../../platform/http/request-context.js';
import { addressKey, Limits } from '../../platform/limits/limits.js';
import type { SignedIn } from '../account.types.js';
import { Devices } from '../devices.js';
import { OpenSession } from '../open-session.js';
import { orUndo, undoable } from '../refused-inside.js';
import { Challenges } from './challenges.repository.js';
import { CodeProof } from './code-proof.js';
import { FactorsRepository } from './factors.repository.js';
import { Passkeys, type PasskeyQuestion } from './passkeys.js';

/** The end of a sign-in: the second factor, shown by the browser that showed the first; or a passkey for both. */
@Injectable()
export class SecondStep {
  constructor(
    private readonly challenges: Challenges,
    private readonly factors: FactorsRepository,
    private readonly devices: Devices,
    private readonly codes: CodeProof,
    private readonly passkeys: Passkeys,
    private readonly openSession: OpenSession,
    private readonly limits: Limits,
  ) {}

  /** With a code of the app, or a recovery code. */
  async withCode(ctx: RequestContext, challenge: string, code: string): Promise<Result<SignedIn>> {
    await this.limits.charge('secondFactor.address', addressKey(ctx.address));
    const due = await this.challenges.attempt(challenge, this.devices.of(ctx));
    if (!due) return refuse('session.challengeOver');
    // Whoever is here knows the password: too many wrong codes are no accident, wherever they come from.
    await this.limits.charge('secondFactor.member', due.memberId);
    const signedIn = await undoable(() =>
      this.openSession.for(ctx, due.memberId, due.how, async (tx) => {
        orUndo(await this.codes.use(tx, due.memberId, code));
        orUndo(await this.ended(tx, challenge));
        orUndo(await this.stillActive(due.memberId));
      }, { secondFactor: true }),
    );
    if (signedIn.ok) await this.limits.forgive('secondFactor.member', due.memberId);
    return signedIn;
  }

  /** Asks for a passkey of the member whose sign-in it is. */
  async askPasskey(ctx: RequestContext, challenge: string): Promise<Result<PasskeyQuestion>> {
    await this.limits.charge('passkey.address', addressKey(ctx.address));
    const due = await this.challenges.open(challenge, this.devices.of(ctx));
    if (!due) return refuse('session.challengeOver');
    return { ok: true, value: await this.passkeys.ask(ctx, 'second', due.memberId) };
  }

  async withPasskey(ctx: RequestContext, challenge: string, question: string, answer: string): Promise<Result<SignedIn>> {
    await this.limits.charge('passkey.address', addressKey(ctx.address));
    const due = await this.challenges.attempt(challenge, this.devices.of(ctx));
    if (!due) return refuse('session.challengeOver');
    const key = await this.passkeys.answered(ctx, 'second', question, answer);
    if (!key.ok) return key;
    if (key.value.member_id !== due.memberId) return refuse('passkey.refused');
    return undoable(() =>
      this.openSession.for(ctx, due.memberId, due.how, async (tx) => {
        orUndo(await this.ended(tx, challenge));
        orUndo(await this.stillActive(due.memberId));
      }, { secondFactor: true }),
    );
  }

  /** Asks whichever passkey the browser has for this address. */
  async askAnyPasskey(ctx: RequestContext): Promise<PasskeyQuestion> {
    await this.limits.charge('passkey.address', addressKey(ctx.address));
    return this.passkeys.ask(ctx, 'sign-in', null);
  }

  /** A passkey alone: it knows its owner, and counts for two factors. */
  async withPasskeyAlone(ctx: RequestContext, question: string, answer: string): Promise<Result<SignedIn>> {
    await this.limits.charge('passkey.address', addressKey(ctx.address));
    const key = await this.passkeys.answered(ctx, 'sign-in', question, answer);
    if (!key.ok) return key;
    const memberId = key.value.member_id;
    return undoable(() => this.openSession.for(ctx, memberId, 'passkey', async () => void orUndo(await this.stillActive(memberId)), { secondFactor: true }));
  }

  private async ended(tx: Parameters<Challenges['end']>[0], challenge: string): Promise<Result<true>> {
    return (await this.challenges.end(tx, challenge)) ? { ok: true, value: true } : refuse('session.challengeOver');
  }

  /** She may have been suspended since the first factor. */
  private async stillActive(memberId: string): Promise<Result<true>> {
    return (await this.factors.facts(memberId))?.state === 'active' ? { ok: true, value: true } : refuse('session.challengeOver');
  }
}
