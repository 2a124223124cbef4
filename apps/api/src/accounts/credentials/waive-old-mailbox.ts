import { Inject, Injectable } from '@nestjs/common';
import { refuse, type Result } from '@foyer/domain/result';
import { Audit } from '../../platform/audit/audit.js';
import { Clock } from '../../platform/clock/clock.js';
import { SETTINGS, type Settings } from '../../platform/config/settings.js';
import { Database } from '../../platform/database/database.js';
import { isUniqueViolation } from '../../platform/database/failures.js';
import type { RequestContext } from '../../platform/http/request-context.js';
import { AccountNotices } from '../account-notices.js';
import { orUndo, undoable } from '../refused-inside.js';
import { lockMemberBelow, parseTeamReason } from '../team-acts.js';
import { ChangeAddress, OPEN_CHANGE, UNDO_WITHIN, type AddressConfirmation, type AgreedChange } from './change-address.js';
import { newLinkToken } from './reset-links.js';

interface WaivedChange extends AgreedChange {
  readonly old_email: string;
  /** Somebody else's account is at the new address: the change will never be confirmed there. */
  readonly taken: boolean;
}

/** Of the old mailbox's yes and this one, whichever comes second finds nothing to say yes to. */
const WAIVE = `
  UPDATE address_changes c SET old_confirmed_at = $2, waived_undo_hash = $3, undo_until = $4
   WHERE member_id = $1 AND old_confirmed_at IS NULL AND ${OPEN_CHANGE}
   RETURNING id, member_id, old_email::text, new_email::text, new_confirmed_at IS NOT NULL AS both,
             EXISTS (SELECT 1 FROM member_accounts a WHERE a.email = c.new_email AND a.member_id <> c.member_id) AS taken`;

/**
 * For a member who has lost her old mailbox: the team says yes in its place to the change that she asked for, with a
 * reason. The new mailbox still has to confirm; both are told, and the old one can take it back for a week.
 */
@Injectable()
export class WaiveOldMailbox {
  constructor(
    @Inject(SETTINGS) private readonly settings: Settings,
    private readonly database: Database,
    private readonly changes: ChangeAddress,
    private readonly notices: AccountNotices,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** @param given why: both mailboxes and the audit log are told */
  async run(ctx: RequestContext, handle: string, given: string): Promise<Result<AddressConfirmation>> {
    const parsed = parseTeamReason(given);
    if (!parsed.ok) return parsed;
    const reason = parsed.value;
    const now = this.clock.now();
    const undo = newLinkToken();
    try {
      return await undoable(() =>
        this.database.transaction(async (tx): Promise<AddressConfirmation> => {
          const memberId = orUndo(await lockMemberBelow(tx, ctx, handle));
          const change = await tx.row<WaivedChange>(WAIVE, [memberId, now, undo.hash, new Date(now.getTime() + UNDO_WITHIN)]);
          if (!change) return orUndo(refuse('address.noneWaits'));
          await this.audit.write(tx, { action: 'address.oldWaived', subjectKind: 'member', subjectId: memberId, detail: { reason }, ctx });
          if (change.both) await this.changes.move(tx, change, ctx);
          const told = { reason, at: now.toISOString(), moved: change.both };
          await this.notices.tell(tx, memberId, 'accounts.oldMailboxWaived', { ...told, address: change.new_email, url: `${this.settings.publicUrl}/address/undo/${undo.token}` }, change.old_email);
          if (!change.taken) await this.notices.tell(tx, memberId, 'accounts.newMailboxFollows', { ...told, url: `${this.settings.publicUrl}/settings/security` }, change.new_email);
          return { waitsFor: change.both ? null : 'new' };
        }),
      );
    } catch (error) {
      if (isUniqueViolation(error)) return refuse('address.takenMeanwhile');
      throw error;
    }
  }
}
