import { Inject, Injectable } from '@nestjs/common';
import { isPermission, standsAbove, type Role } from '@foyer/domain/access';
import { accept, refuse, type Result } from '@foyer/domain/result';
import type { Done } from '../../members/index.js';
import { Audit } from '../../platform/audit/audit.js';
import { Clock } from '../../platform/clock/clock.js';
import { SETTINGS, type Settings } from '../../platform/config/settings.js';
import { Database, type Transaction } from '../../platform/database/database.js';
import type { RequestContext } from '../../platform/http/request-context.js';
import { AccountNotices } from '../account-notices.js';
import { EndSessions } from '../sessions/end-sessions.js';
import { FactorsRepository } from './factors.repository.js';

const REASON_MIN = 3;
const REASON_MAX = 300;
const RAW_REASON = 4_000;

interface Locked {
  readonly id: string;
  readonly role: Role;
  readonly permissions: string[];
}

/** Her role stays what it is while somebody below or above her decides. */
const LOCK = `
  SELECT m.id, m.role, ARRAY(SELECT DISTINCT unnest(r.permissions) FROM member_roles mr JOIN custom_roles r ON r.id = mr.role_id WHERE mr.member_id = m.id) AS permissions
    FROM members m JOIN member_accounts a ON a.member_id = m.id WHERE m.handle = $1 FOR UPDATE OF m`;

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

  /**
   * An administrator does it for somebody else: for her own account there are her own pages. A custom role that may do it
   * reaches nobody who may do more than its holder.
   * @param given why: the member and the audit log are told
   */
  async ofMember(ctx: RequestContext, handle: string, given: string): Promise<Result<Done>> {
    const reason = given.length > RAW_REASON ? null : given.normalize('NFC').replace(/[\p{Cc}\p{Cf}]/gu, ' ').replace(/\s+/g, ' ').trim();
    if (reason === null || reason.length > REASON_MAX) return refuse('factor.reasonLong', 'reason', { max: REASON_MAX });
    if (reason.length < REASON_MIN) return refuse('factor.reasonShort', 'reason');
    return this.database.transaction(async (tx) => {
      const member = await tx.row<Locked>(LOCK, [handle]);
      if (!member) return refuse('factor.noMember', 'handle');
      if (member.id === ctx.viewer.memberId) return refuse('factor.own');
      if (!standsAbove(ctx.viewer, { role: member.role, extraPermissions: member.permissions.filter(isPermission) })) return refuse('factor.notYours');
      await this.reset(tx, member.id, reason, ctx);
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
