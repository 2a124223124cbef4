import { Inject, Injectable } from '@nestjs/common';
import { parseEmail } from '@foyer/domain/accounts';
import { refuse, type Result } from '@foyer/domain/result';
import type { Done } from '../../members/index.js';
import { Audit } from '../../platform/audit/audit.js';
import { Clock } from '../../platform/clock/clock.js';
import { SETTINGS, type Settings } from '../../platform/config/settings.js';
import { Database, type Transaction } from '../../platform/database/database.js';
import { isUniqueViolation } from '../../platform/database/failures.js';
import type { RequestContext } from '../../platform/http/request-context.js';
import { newId } from '../../platform/ids/ids.js';
import { addressKey, Limits } from '../../platform/limits/limits.js';
import { AccountNotices } from '../account-notices.js';
import { ownSession } from '../own-session.js';
import { orUndo, undoable } from '../refused-inside.js';
import { EndSessions } from '../sessions/end-sessions.js';
import { linkHash, newLinkToken, ResetLinks } from './reset-links.js';

const HOUR = 3_600_000;
const CONFIRM_WITHIN = 24 * HOUR;
export const UNDO_WITHIN = 7 * 24 * HOUR;
/** A change that waits for a mailbox; $2 is the moment. */
export const OPEN_CHANGE = 'confirmed_at IS NULL AND ended_at IS NULL AND confirm_until > $2';

/** Which mailbox has not said yes so far; null once the account has moved. */
export interface AddressConfirmation {
  readonly waitsFor: 'old' | 'new' | null;
}

/** A change that a mailbox, or the team in its place, has just said yes to. */
export interface AgreedChange {
  readonly id: string;
  readonly member_id: string;
  readonly new_email: string;
  /** Whether the other one had said yes before. */
  readonly both: boolean;
}

/** A member's address changes when both mailboxes have confirmed it; the old one can take it back for a week. */
@Injectable()
export class ChangeAddress {
  constructor(
    @Inject(SETTINGS) private readonly settings: Settings,
    private readonly database: Database,
    private readonly links: ResetLinks,
    private readonly endSessions: EndSessions,
    private readonly notices: AccountNotices,
    private readonly limits: Limits,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** An address that has an account already is answered alike; its owner is told. */
  async ask(ctx: RequestContext, email: string): Promise<Result<Done>> {
    const { memberId } = ownSession(ctx);
    const parsed = parseEmail(email);
    if (!parsed.ok) return parsed;
    await this.limits.charge('addressChange.member', memberId);
    const now = this.clock.now();
    const [confirm, undo] = [newLinkToken(), newLinkToken()];
    return undoable(() =>
      this.database.transaction(async (tx) => {
        // Changes are locked before the account, as where a mailbox answers.
        await tx.rows('UPDATE address_changes SET ended_at = $2 WHERE member_id = $1 AND confirmed_at IS NULL AND ended_at IS NULL', [memberId, now]);
        const account = await tx.row<{ email: string; same: boolean }>('SELECT email::text, email = $2::citext AS same FROM member_accounts WHERE member_id = $1 FOR UPDATE', [memberId, parsed.value]);
        if (!account) return orUndo(refuse('password.noAccount'));
        if (account.same) return orUndo(refuse('address.same', 'email'));
        const owner = await tx.row<{ id: string }>('SELECT member_id AS id FROM member_accounts WHERE email = $1', [parsed.value]);
        await tx.rows(
          `INSERT INTO address_changes (id, member_id, old_email, new_email, confirm_hash, undo_hash, created_at, confirm_until, undo_until) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
          [newId(), memberId, account.email, parsed.value, confirm.hash, undo.hash, now, new Date(now.getTime() + CONFIRM_WITHIN), new Date(now.getTime() + UNDO_WITHIN)],
        );
        if (owner) await this.notices.tell(tx, owner.id, 'accounts.addressTaken', { url: `${this.settings.publicUrl}/sign-in` });
        else await this.notices.tell(tx, memberId, 'accounts.addressConfirm', { url: `${this.settings.publicUrl}/address/confirm/${confirm.token}` }, parsed.value);
        await this.notices.tell(tx, memberId, 'accounts.addressChanging', { address: parsed.value, url: `${this.settings.publicUrl}/address/undo/${undo.token}`, at: now.toISOString() });
        await this.audit.write(tx, { action: 'address.changeAsked', subjectKind: 'member', subjectId: memberId, ctx });
        return { ok: true };
      }),
    );
  }

  /** She thinks better of it before both are confirmed. */
  async cancel(ctx: RequestContext): Promise<Done> {
    const { memberId } = ownSession(ctx);
    await this.database.rows('UPDATE address_changes SET ended_at = $2 WHERE member_id = $1 AND confirmed_at IS NULL AND ended_at IS NULL', [memberId, this.clock.now()]);
    return { ok: true };
  }

  /** The link sent to the new address. It works in any browser: mails are often read on a phone. */
  confirm(ctx: RequestContext, token: string): Promise<Result<AddressConfirmation>> {
    return this.agree(ctx, token, 'new');
  }

  /** The link sent to the old address says yes as well. */
  accept(ctx: RequestContext, token: string): Promise<Result<AddressConfirmation>> {
    return this.agree(ctx, token, 'old');
  }

  /** Whether the link sent to the old address may still say yes. What is then done with it is charged, looking is not. */
  async waits(token: string): Promise<boolean> {
    const hash = linkHash(token);
    if (!hash) return false;
    return (await this.database.row(`SELECT 1 FROM address_changes WHERE undo_hash = $1 AND old_confirmed_at IS NULL AND ${OPEN_CHANGE}`, [hash, this.clock.now()])) !== null;
  }

  /** One mailbox says yes; the account moves with the second. Of two at once, the row's lock makes one the second. */
  private async agree(ctx: RequestContext, token: string, side: 'old' | 'new'): Promise<Result<AddressConfirmation>> {
    await this.limits.charge('link.address', addressKey(ctx.address));
    const hash = linkHash(token);
    const now = this.clock.now();
    const [mine, link, other] = side === 'new' ? (['new_confirmed_at', 'confirm_hash', 'old_confirmed_at'] as const) : (['old_confirmed_at', 'undo_hash', 'new_confirmed_at'] as const);
    try {
      return await undoable(() =>
        this.database.transaction(async (tx): Promise<AddressConfirmation> => {
          const change = hash && (await tx.row<AgreedChange>(
            `UPDATE address_changes SET ${mine} = $2 WHERE ${link} = $1 AND ${mine} IS NULL AND ${OPEN_CHANGE} RETURNING id, member_id, new_email::text, ${other} IS NOT NULL AS both`,
            [hash, now],
          ));
          if (!change) return orUndo(refuse('address.link'));
          if (!change.both) return { waitsFor: side === 'new' ? 'old' : 'new' };
          await this.move(tx, change, ctx);
          return { waitsFor: null };
        }),
      );
    } catch (error) {
      // Somebody made an account with it meanwhile.
      if (isUniqueViolation(error)) return refuse('address.link');
      throw error;
    }
  }

  /** The account is at its new address from now on. */
  async move(tx: Transaction, change: AgreedChange, ctx: RequestContext): Promise<void> {
    const now = this.clock.now();
    await tx.rows('UPDATE address_changes SET confirmed_at = $2 WHERE id = $1', [change.id, now]);
    await tx.rows('UPDATE member_accounts SET email = $2, email_confirmed_at = $3 WHERE member_id = $1', [change.member_id, change.new_email, now]);
    // A link for a new password went to the old address.
    await tx.rows('DELETE FROM password_resets WHERE member_id = $1', [change.member_id]);
    await this.audit.write(tx, { action: 'address.changed', subjectKind: 'member', subjectId: change.member_id, actorId: change.member_id, ctx });
  }

  /**
   * The link sent to the old address, for a week: the account goes back to it, all sessions end, and whoever reads
   * that mail chooses a new password with the token that is given.
   */
  async undo(ctx: RequestContext, token: string): Promise<Result<{ readonly resetToken: string }>> {
    await this.limits.charge('link.address', addressKey(ctx.address));
    const hash = linkHash(token);
    const now = this.clock.now();
    try {
      return await undoable(() =>
        this.database.transaction(async (tx) => {
          const change = hash && (await tx.row<{ id: string; member_id: string; old_email: string; created_at: Date }>(
            `UPDATE address_changes SET undo_until = $2 WHERE (undo_hash = $1 OR waived_undo_hash = $1) AND undo_until > $2 RETURNING id, member_id, old_email::text, created_at`,
            [hash, now],
          ));
          if (!change) return orUndo(refuse('address.link'));
          await tx.rows('UPDATE member_accounts SET email = $2, email_confirmed_at = $3 WHERE member_id = $1', [change.member_id, change.old_email, now]);
          // Whoever changed it may have changed it again: what came after goes with it, and can undo nothing.
          await tx.rows('UPDATE address_changes SET ended_at = coalesce(ended_at, $3), undo_until = least(undo_until, $3) WHERE member_id = $1 AND created_at >= $2', [change.member_id, change.created_at, now]);
          await this.endSessions.all(tx, change.member_id);
          await tx.rows('DELETE FROM sign_in_challenges WHERE member_id = $1', [change.member_id]);
          await this.audit.write(tx, { action: 'address.changeUndone', subjectKind: 'member', subjectId: change.member_id, actorId: change.member_id, ctx });
          return { resetToken: (await this.links.make(tx, change.member_id)).token };
        }),
      );
    } catch (error) {
      if (isUniqueViolation(error)) return refuse('address.takenMeanwhile');
      throw error;
    }
  }
}
