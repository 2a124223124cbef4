import { Inject, Injectable } from '@nestjs/common';
import { accept, refuse, type Result } from '@foyer/domain/result';
import { Clock } from '../../platform/clock/clock.js';
import { SETTINGS, type Settings } from '../../platform/config/settings.js';
import type { Transaction } from '../../platform/database/database.js';
import { Secrets } from '../../platform/secrets/secrets.js';
import { AccountNotices } from '../account-notices.js';
import { FactorsRepository } from './factors.repository.js';
import { checkCode } from './one-time-codes.js';
import { recoveryHash } from './recovery-codes.js';

/** Where a member's seed belongs: sealed for her, it opens for nobody else. */
export const seedPlace = (memberId: string): string => `totp:${memberId}`;

/** Takes a code that somebody typed: of her app, or of her sheet of recovery codes. Each works once. */
@Injectable()
export class CodeProof {
  constructor(
    @Inject(SETTINGS) private readonly settings: Settings,
    private readonly factors: FactorsRepository,
    private readonly secrets: Secrets,
    private readonly notices: AccountNotices,
    private readonly clock: Clock,
  ) {}

  /** Uses the code up in the caller's transaction, or says what is wrong with it. */
  async use(tx: Transaction, memberId: string, typed: string): Promise<Result<'totp' | 'recovery'>> {
    const recovery = recoveryHash(typed);
    if (recovery) return this.useRecovery(tx, memberId, recovery);
    return this.useTotp(tx, memberId, typed);
  }

  /** @param confirmed false for the first code, which shows that the app has the seed */
  async useTotp(tx: Transaction, memberId: string, typed: string, confirmed = true): Promise<Result<'totp'>> {
    const row = await this.factors.totp(memberId, tx);
    if (!row || (row.confirmed_at !== null) !== confirmed) return refuse('factor.code', 'code');
    const place = seedPlace(memberId);
    const seed = await this.secrets.open(row.secret, place);
    const checked = checkCode(seed, typed, this.clock.now());
    if (!checked.fits) return checked.minutes === null ? refuse('factor.code', 'code') : refuse('factor.clock', 'code', { minutes: checked.minutes });
    if (!(await this.factors.useStep(tx, memberId, checked.step, confirmed))) return refuse('factor.codeUsed', 'code');
    if (await this.secrets.isOld(row.secret)) {
      const sealed = await this.secrets.seal(seed, place);
      tx.afterCommit(() => void this.factors.sealAgain(memberId, row.secret, sealed).catch(() => undefined));
    }
    return accept('totp');
  }

  private async useRecovery(tx: Transaction, memberId: string, hash: Buffer): Promise<Result<'recovery'>> {
    const now = this.clock.now();
    if (!(await this.factors.useRecoveryCode(tx, memberId, hash, now))) return refuse('factor.recoveryCode', 'code');
    const left = (await this.factors.facts(memberId, tx))?.recovery_left ?? 0;
    await this.notices.tell(tx, memberId, 'accounts.recoveryCodeUsed', { left, at: now.toISOString(), url: `${this.settings.publicUrl}/settings/security` });
    return accept('recovery');
  }
}
