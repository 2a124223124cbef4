import { Inject, Injectable } from '@nestjs/common';
import { accept, type Result } from '@foyer/domain/result';
import type { Done } from '../../members/index.js';
import { Audit } from '../../platform/audit/audit.js';
import { Clock } from '../../platform/clock/clock.js';
import { SETTINGS, type Settings } from '../../platform/config/settings.js';
import { Database, type Transaction } from '../../platform/database/database.js';
import type { RequestContext } from '../../platform/http/request-context.js';
import { AccountNotices } from '../account-notices.js';
import { EndSessions } from '../sessions/end-sessions.js';
import { lockMemberBelow, parseTeamReason } from '../team-acts.js';
import { FactorsRepository } from './factors.repository.js';

/** For a member who has lost everything: her second factors and passkeys go, her sessions end, and she is told by mail. */
@Injectable()
export class ResetFactors {
  constructor(
    @Inject(SETTINGS) private readonly settings: Settings,
    private readonly database: Database,
    private readonly factors: FactorsRepository,
    private readonly endSessions: EndSessions,
    private readonly notices: AccountNotices,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** @param given why: the member and the audit log are told */
  async ofMember(ctx: RequestContext, handle: string, given: string): Promise<Result<Done>> {
    const reason = parseTeamReason(given);
    if (!reason.ok) return reason;
    return this.database.transaction(async (tx) => {
      const member = await lockMemberBelow(tx, ctx, handle);
      if (!member.ok) return member;
      await this.reset(tx, member.value, reason.value, ctx);
      return accept({ ok: true });
    });
  }

  /** From the machine's own console, when no administrator can sign in. False when the address has no account. */
  async ofAddress(email: string): Promise<boolean> {
    return this.database.transaction(async (tx) => {
      const member = await tx.row<{ id: string }>('SELECT member_id AS id FROM member_accounts WHERE email = $1', [email]);
      if (member) await this.reset(tx, member.id, '', null);
      return member !== null;
    });
  }

  private async reset(tx: Transaction, memberId: string, reason: string, ctx: RequestContext | null): Promise<void> {
    await this.factors.removeAll(tx, memberId);
    const sessionsEnded = await this.endSessions.all(tx, memberId);
    await this.audit.write(tx, { action: 'factor.reset', subjectKind: 'member', subjectId: memberId, detail: { ...(reason !== '' && { reason }), sessionsEnded }, ctx });
    await this.notices.tell(tx, memberId, 'accounts.factorsReset', { reason, at: this.clock.now().toISOString(), url: `${this.settings.publicUrl}/settings/security` });
  }
}
