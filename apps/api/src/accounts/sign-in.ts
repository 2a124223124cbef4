import { Injectable } from '@nestjs/common';
import { createHash } from 'node:crypto';
import { refuse, type Result } from '@foyer/domain/result';
import { addressKey, Limits } from '../platform/limits/limits.js';
import type { RequestContext } from '../platform/http/request-context.js';
import { AccountsRepository } from './accounts.repository.js';
import type { SignedIn } from './account.types.js';
import type { SecondFactorDue } from './factors/factors.types.js';
import { FirstFactor } from './first-factor.js';
import { Passwords } from './passwords.js';

/** Signs in with an address and a password. Unknown address and wrong password are answered alike, in words and time. */
@Injectable()
export class SignIn {
  constructor(
    private readonly accounts: AccountsRepository,
    private readonly passwords: Passwords,
    private readonly firstFactor: FirstFactor,
    private readonly limits: Limits,
  ) {}

  async run(ctx: RequestContext, email: string, password: string): Promise<Result<SignedIn | SecondFactorDue>> {
    const address = addressKey(ctx.address);
    // Charged per account and address together, so that an attacker elsewhere cannot lock its owner out.
    const accountKey = createHash('sha256').update(`${email.trim().toLowerCase()} ${address}`).digest('base64url');
    await this.limits.charge('signIn.address', address);
    await this.limits.charge('signIn.account', accountKey);
    const plausible = email.length <= 254 && password.length <= 1_000;
    const account = plausible ? await this.accounts.accountOf(email.trim()) : null;
    const matches = await this.passwords.matches(account?.password_hash ?? null, plausible ? password : '');
    if (!account || !matches || account.state !== 'active') return refuse('session.refused', 'password');
    await this.limits.forgive('signIn.account', accountKey);
    return { ok: true, value: await this.firstFactor.passed(ctx, account.member_id, 'password') };
  }
}
