import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { checkPassword, parseEmail } from '@foyer/domain/accounts';
import { accept, refuse, type Result } from '@foyer/domain/result';
import type { Done } from '../../members/index.js';
import { Audit } from '../../platform/audit/audit.js';
import { Clock } from '../../platform/clock/clock.js';
import { SETTINGS, type Settings } from '../../platform/config/settings.js';
import { Database } from '../../platform/database/database.js';
import type { RequestContext } from '../../platform/http/request-context.js';
import { newId } from '../../platform/ids/ids.js';
import { addressKey, Limits } from '../../platform/limits/limits.js';
import { Outbox } from '../../platform/outbox/outbox.js';
import { AccountNotices } from '../account-notices.js';
import { isBreached } from '../breached-passwords.js';
import { FactorsRepository } from '../factors/factors.repository.js';
import { Passwords } from '../passwords.js';
import { orUndo, undoable } from '../refused-inside.js';
import { EndSessions } from '../sessions/end-sessions.js';
import { ResetLinks } from './reset-links.js';

export const RESET_ASKED = 'account.resetAsked';

/** For whoever has forgotten her password: a link by mail, and a new password. */
@Injectable()
export class ResetPassword {
  constructor(
    @Inject(SETTINGS) private readonly settings: Settings,
    private readonly database: Database,
    private readonly links: ResetLinks,
    private readonly factors: FactorsRepository,
    private readonly passwords: Passwords,
    private readonly endSessions: EndSessions,
    private readonly notices: AccountNotices,
    private readonly outbox: Outbox,
    private readonly limits: Limits,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /**
   * Notes that somebody asked. Whether the address has an account is looked up later, by the worker: here, known and
   * unknown addresses do the same and take the same time.
   */
  async ask(ctx: RequestContext, email: string): Promise<Result<Done>> {
    const parsed = parseEmail(email);
    if (!parsed.ok) return parsed;
    const address = addressKey(ctx.address);
    await this.limits.charge('reset.address', address);
    // Per account and address together: nobody elsewhere can keep its owner from asking.
    await this.limits.charge('reset.account', createHash('sha256').update(`${parsed.value.toLowerCase()} ${address}`).digest('base64url'));
    const [id, occurredAt] = [newId(), this.clock.now()];
    await this.database.transaction(async (tx) => {
      await tx.rows('INSERT INTO password_reset_requests (id, email, asked_at) VALUES ($1, $2, $3)', [id, parsed.value, occurredAt]);
      await this.outbox.publish(tx, { type: RESET_ASKED, version: 1, actorId: null, subjectId: id, spaceId: null, payload: {}, occurredAt });
    });
    return accept({ ok: true });
  }

  /** Whether a link works. Used, expired, foreign and invented ones are answered alike. */
  async works(ctx: RequestContext, token: string): Promise<boolean> {
    await this.limits.charge('link.address', addressKey(ctx.address));
    return (await this.links.open(token)) !== null;
  }

  /** Sets the new password and ends all sessions; signing in stays to be done, with the second factor if there is one. */
  async reset(ctx: RequestContext, token: string, password: string): Promise<Result<Done>> {
    await this.limits.charge('link.address', addressKey(ctx.address));
    const memberId = await this.links.open(token);
    const facts = memberId === null ? null : await this.factors.facts(memberId);
    if (!facts || facts.email === null) return refuse('reset.invalid');
    const checked = checkPassword(password, facts.role, [facts.email, facts.display_name, facts.handle], isBreached);
    if (!checked.ok) return checked;
    const hash = await this.passwords.hash(password);
    const at = this.clock.now();
    return undoable(() =>
      this.database.transaction(async (tx) => {
        if (!(await this.links.use(tx, token))) return orUndo(refuse('reset.invalid'));
        // The link went to her address alone: using it shows that the address is hers.
        await tx.rows('UPDATE member_accounts SET password_hash = $2, password_changed_at = $3, email_confirmed_at = coalesce(email_confirmed_at, $3) WHERE member_id = $1', [facts.id, hash, at]);
        await this.endSessions.all(tx, facts.id);
        await tx.rows('DELETE FROM sign_in_challenges WHERE member_id = $1', [facts.id]);
        await this.audit.write(tx, { action: 'password.reset', subjectKind: 'member', subjectId: facts.id, actorId: facts.id, ctx });
        await this.notices.tell(tx, facts.id, 'accounts.passwordChanged', { at: at.toISOString(), url: `${this.settings.publicUrl}/settings/security` });
        return { ok: true };
      }),
    );
  }
}
