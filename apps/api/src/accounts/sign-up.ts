import { Injectable } from '@nestjs/common';
import { parseSignUp, type SignUpDraft } from '@foyer/domain/accounts';
import { handleFrom } from '@foyer/domain/members';
import { refuse, type Result } from '@foyer/domain/result';
import { Clock } from '../platform/clock/clock.js';
import { newId } from '../platform/ids/ids.js';
import { addressKey, Limits } from '../platform/limits/limits.js';
import type { Locale, RequestContext } from '../platform/http/request-context.js';
import { AccountsRepository } from './accounts.repository.js';
import { isBreached } from './breached-passwords.js';
import type { SignedIn } from './account.types.js';
import { OpenSession } from './open-session.js';
import { Passwords } from './passwords.js';

class AddressTaken extends Error {}

/** Somebody joins with an address and a password, and is signed in. */
@Injectable()
export class SignUp {
  constructor(
    private readonly accounts: AccountsRepository,
    private readonly passwords: Passwords,
    private readonly openSession: OpenSession,
    private readonly limits: Limits,
    private readonly clock: Clock,
  ) {}

  async run(ctx: RequestContext, draft: SignUpDraft, locale: Locale | null): Promise<Result<SignedIn>> {
    const parsed = parseSignUp(draft, isBreached);
    if (!parsed.ok) return parsed;
    await this.limits.charge('signUp.address', addressKey(ctx.address));
    const passwordHash = await this.passwords.hash(parsed.value.password);
    const id = newId();
    try {
      const signedIn = await this.openSession.for(ctx, id, 'sign-up', async (tx) => {
        // Of namesakes who join at the same moment, the next looks for a handle when the first has hers.
        await this.accounts.lockHandle(tx, handleFrom(parsed.value.displayName));
        const handle = await this.accounts.freeHandle(tx, handleFrom(parsed.value.displayName));
        await this.accounts.insertMember(tx, { id, handle, displayName: parsed.value.displayName, role: 'member', locale: locale ?? ctx.locale, createdAt: this.clock.now() });
        if (!(await this.accounts.insertAccount(tx, id, parsed.value.email, passwordHash))) throw new AddressTaken();
      });
      return { ok: true, value: signedIn };
    } catch (error) {
      if (error instanceof AddressTaken) return refuse('member.emailTaken', 'email');
      throw error;
    }
  }
}
