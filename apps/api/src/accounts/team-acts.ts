import { isPermission, standsAbove, type Role } from '@foyer/domain/access';
import { accept, refuse, type Result } from '@foyer/domain/result';
import type { Transaction } from '../platform/database/database.js';
import type { RequestContext } from '../platform/http/request-context.js';

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
    FROM members m JOIN member_accounts a ON a.member_id = m.id WHERE m.handle = $1 FOR NO KEY UPDATE OF m`;

/** Why the team acts on an account, tidied: the member and the audit log are told. */
export function parseTeamReason(given: string): Result<string> {
  const reason = given.length > RAW_REASON ? null : given.normalize('NFC').replace(/[\p{Cc}\p{Cf}]/gu, ' ').replace(/\s+/g, ' ').trim();
  if (reason === null || reason.length > REASON_MAX) return refuse('teamAct.reasonLong', 'reason', { max: REASON_MAX });
  return reason.length < REASON_MIN ? refuse('teamAct.reasonShort', 'reason') : accept(reason);
}

/**
 * Locks the account that the team acts on; gives the member's id. It is somebody else's (for her own there are her own
 * pages), and a custom role that may do it reaches nobody who may do more than its holder.
 */
export async function lockMemberBelow(tx: Transaction, { viewer }: RequestContext, handle: string): Promise<Result<string>> {
  const member = await tx.row<Locked>(LOCK, [handle]);
  if (!member) return refuse('teamAct.noMember', 'handle');
  if (member.id === viewer.memberId) return refuse('teamAct.own');
  if (!standsAbove(viewer, { role: member.role, extraPermissions: member.permissions.filter(isPermission) })) return refuse('teamAct.notYours');
  return accept(member.id);
}
