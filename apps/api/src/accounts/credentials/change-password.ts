import { Inject, Injectable } from '@nestjs/common';
import { checkPassword } from '@foyer/domain/accounts';
import { accept, refuse, type Result } from '@foyer/domain/result';
import type { Done } from '../../members/index.js';
import { Audit } from '../../platform/audit/audit.js';
import { Clock } from '../../platform/clock/clock.js';
import { SETTINGS, type Settings } from '../../platform/config/settings.js';
import { Database } from '../../platform/database/database.js';
import type { RequestContext } from '../../platform/http/request-context.js';
import { Limits } from '../../platform/limits/limits.js';
import { AccountNotices } from '../account-notices.js';
import { isBreached } from '../breached-passwords.js';
import { FactorsRepository } from '../factors/factors.repository.js';
import { ownSession } from '../own-session.js';
import { Passwords } from '../passwords.js';
import { orUndo, undoable } from '../refused-inside.js';
import { EndSessions } from '../sessions/end-sessions.js';

/** A member changes her password, or does without one. */
@Injectable()
export class ChangePassword {
  constructor(
    @Inject(SETTINGS) private readonly settings: Settings,
    private readonly database: Database,
    private readonly factors: FactorsRepository,
    private readonly passwords: Passwords,
    private readonly endSessions: EndSessions,
    private readonly notices: AccountNotices,
    private readonly limits: Limits,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** With the current one, or shortly after she proved who she is. */
  async change(ctx: RequestContext, current: string, password: string, endOthers: boolean): Promise<Result<Done>> {
    const { memberId, sessionId } = ownSession(ctx);
    await this.limits.charge('password.member', memberId);
    const facts = await this.factors.facts(memberId);
    if (!facts || facts.email === null) return refuse('password.noAccount');
    if (!ctx.viewer.provedRecently) {
      const matches = await this.passwords.matches(facts.password_hash, current.length <= 1_000 ? current : '');
      if (!matches) return refuse(facts.password_hash === null ? 'password.proveFirst' : 'password.current', 'current');
    }
    const checked = checkPassword(password, facts.role, [facts.email, facts.display_name, facts.handle], isBreached);
    if (!checked.ok) return checked;
    const hash = await this.passwords.hash(password);
    const at = this.clock.now();
    await this.database.transaction(async (tx) => {
      await tx.rows('UPDATE member_accounts SET password_hash = $2, password_changed_at = $3 WHERE member_id = $1', [memberId, hash, at]);
      // A link that was asked for before must not undo it.
      await tx.rows('DELETE FROM password_resets WHERE member_id = $1', [memberId]);
      if (endOthers) await this.endSessions.others(tx, memberId, sessionId);
      await this.audit.write(tx, { action: 'password.changed', subjectKind: 'member', subjectId: memberId, detail: { endOthers }, ctx });
      await this.notices.tell(tx, memberId, 'accounts.passwordChanged', { at: at.toISOString(), url: `${this.settings.publicUrl}/settings/security` });
    });
    return accept({ ok: true });
  }

  /** From now on her passkeys alone open the account. */
  async remove(ctx: RequestContext): Promise<Result<Done>> {
    const { memberId } = ownSession(ctx);
    await this.limits.charge('password.member', memberId);
    return undoable(() =>
      this.database.transaction(async (tx) => {
        const facts = await this.factors.locked(tx, memberId);
        if (!facts || facts.password_hash === null) return orUndo(refuse('password.none'));
        if (facts.passkeys === 0) return orUndo(refuse('password.onlyWayIn'));
        const at = this.clock.now();
        await tx.rows('UPDATE member_accounts SET password_hash = NULL, password_changed_at = $2 WHERE member_id = $1', [memberId, at]);
        await tx.rows('DELETE FROM password_resets WHERE member_id = $1', [memberId]);
        await this.audit.write(tx, { action: 'password.removed', subjectKind: 'member', subjectId: memberId, ctx });
        await this.notices.tell(tx, memberId, 'accounts.passwordChanged', { at: at.toISOString(), url: `${this.settings.publicUrl}/settings/security` });
        return { ok: true };
      }),
    );
  }
}
