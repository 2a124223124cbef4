import { Injectable } from '@nestjs/common';
import { holds, isPermission, mayGive, mayViewAs, permissionsOf, ROLES, standsAbove, type Role } from '@foyer/domain/access';
import { maskedAddress } from '@foyer/domain/accounts';
import { cardOf, countsSeenBy } from '../members/index.js';
import { Clock } from '../platform/clock/clock.js';
import { Database } from '../platform/database/database.js';
import type { RequestContext } from '../platform/http/request-context.js';
import type { AdministeredMember, MemberGroup, MemberRoleHeld, MemberStateWord } from './role.types.js';

interface CardColumns {
  handle: string;
  display_name: string;
  avatar_path: string | null;
  role: Role;
}

interface MemberRow extends CardColumns {
  id: string;
  state: MemberStateWord;
  email: string | null;
  has_account: boolean;
  next_email: string | null;
  old_confirmed: boolean;
  new_confirmed: boolean;
  confirm_until: Date;
  factors: number;
  created_at: Date;
  last_seen_at: Date | null;
  posts_count: number;
  sessions: number;
  custom_roles: MemberRoleHeld[];
  extra_permissions: string[];
  groups: MemberGroup[];
  suspended_at: Date | null;
  suspended_reason: string | null;
  suspended_by: CardColumns | null;
}

/** `posts`: those that the viewer may know of. */
const member = (posts: string): string => `
  SELECT m.id, m.handle::text, m.display_name, m.avatar_path, m.role, m.state, a.email::text, m.created_at, m.last_seen_at, ${posts} AS posts_count, a.member_id IS NOT NULL AS has_account,
         c.new_email::text AS next_email, c.old_confirmed_at IS NOT NULL AS old_confirmed, c.new_confirmed_at IS NOT NULL AS new_confirmed, c.confirm_until,
         (SELECT count(*)::int FROM member_passkeys k WHERE k.member_id = m.id) + (SELECT count(*)::int FROM member_totp t WHERE t.member_id = m.id AND t.confirmed_at IS NOT NULL) AS factors,
         (SELECT count(*)::int FROM sessions s WHERE s.member_id = m.id AND s.revoked_at IS NULL AND s.expires_at > $2) AS sessions,
         (SELECT coalesce(jsonb_agg(jsonb_build_object('code', r.code, 'name', r.name) ORDER BY lower(r.name)), '[]'::jsonb) FROM member_roles mr JOIN custom_roles r ON r.id = mr.role_id WHERE mr.member_id = m.id) AS custom_roles,
         ARRAY(SELECT DISTINCT unnest(r.permissions) FROM member_roles mr JOIN custom_roles r ON r.id = mr.role_id WHERE mr.member_id = m.id) AS extra_permissions,
         (SELECT coalesce(jsonb_agg(jsonb_build_object('code', g.code, 'name', g.name, 'source', gm.source) ORDER BY lower(g.name)), '[]'::jsonb) FROM group_members gm JOIN groups g ON g.id = gm.group_id WHERE gm.member_id = m.id) AS groups,
         m.suspended_at, m.suspended_reason,
         (SELECT jsonb_build_object('handle', b.handle, 'display_name', b.display_name, 'avatar_path', b.avatar_path, 'role', b.role) FROM members b WHERE b.id = m.suspended_by) AS suspended_by
    FROM members m LEFT JOIN member_accounts a ON a.member_id = m.id
    LEFT JOIN LATERAL (SELECT * FROM address_changes ac WHERE ac.member_id = m.id AND ac.confirmed_at IS NULL AND ac.ended_at IS NULL AND ac.confirm_until > $2 ORDER BY ac.created_at DESC LIMIT 1) c ON true
   WHERE m.id = coalesce((SELECT known.id FROM members known WHERE known.handle = $1), (SELECT former.member_id FROM handle_history former WHERE former.handle = $1))`;

/** A member as the console shows her: what she is here, and what the viewer may decide about her; by her handle or one that she had. One statement. */
@Injectable()
export class AdministeredMemberQueries {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  async one({ viewer }: RequestContext, handle: string): Promise<AdministeredMember | null> {
    const values: unknown[] = [handle, this.clock.now()];
    const row = await this.database.row<MemberRow>(member(countsSeenBy(viewer, values).posts), values);
    if (!row) return null;
    const other = { role: row.role, extraPermissions: row.extra_permissions.filter(isPermission) };
    const isViewer = row.id === viewer.memberId;
    const above = standsAbove(viewer, other);
    const readsAddress = holds(viewer, 'member.readAddress');
    const gives = holds(viewer, 'role.assign') && above && (viewer.role === 'admin' || !isViewer);
    return {
      card: cardOf(row),
      state: row.state,
      email: readsAddress ? row.email : null,
      pendingAddress: row.next_email === null ? null : {
        address: readsAddress ? row.next_email : maskedAddress(row.next_email),
        oldConfirmed: row.old_confirmed, newConfirmed: row.new_confirmed, until: row.confirm_until,
        mayWaive: holds(viewer, 'member.moveAddress') && above && !isViewer && !row.old_confirmed,
      },
      joinedAt: row.created_at,
      lastSeenAt: row.last_seen_at,
      postsCount: Math.max(0, row.posts_count),
      openSessions: row.sessions,
      customRoles: row.custom_roles,
      groups: holds(viewer, 'group.administer') ? row.groups : [],
      suspendedAt: row.suspended_at,
      suspendedReason: row.suspended_reason,
      suspendedBy: row.suspended_by && cardOf(row.suspended_by),
      isViewer,
      givableRoles: gives ? ROLES.filter((role) => viewer.role === 'admin' || (role !== 'admin' && mayGive(viewer, permissionsOf(role)))) : [],
      maySuspend: holds(viewer, 'member.suspend') && above && !isViewer,
      factorsToReset: holds(viewer, 'member.resetFactors') && above && !isViewer && row.has_account ? row.factors : null,
      mayViewAs: row.state === 'active' && mayViewAs(viewer, { kind: 'member', id: row.id }),
    };
  }
}
