import { isPermission, mayViewAs, permissionsOf, VISITOR, type Role, type ViewTarget } from '@foyer/domain/access';
import type { Sql } from '../database/database.js';
import type { SessionViewer } from '../http/request-context.js';

interface EyesRow {
  role: Role | 'visitor' | null;
  custom_role_id: string | null;
  custom_role_permissions: string[] | null;
  member_id: string | null;
  member_role: Role | null;
  handle: string | null;
  display_name: string | null;
  avatar_path: string | null;
  previous_visit_at: Date | null;
  read_baseline_at: Date | null;
  group_ids: string[];
  custom_role_ids: string[];
  extra_permissions: string[];
}

const EYES = `
  SELECT s.view_as_role AS role, s.view_as_custom_role_id AS custom_role_id, c.permissions AS custom_role_permissions,
         m.id AS member_id, m.role AS member_role, m.handle::text, m.display_name, m.avatar_path, m.previous_visit_at, m.read_baseline_at,
         ARRAY(SELECT g.group_id FROM group_members g WHERE g.member_id = m.id) AS group_ids,
         ARRAY(SELECT mr.role_id FROM member_roles mr WHERE mr.member_id = m.id ORDER BY 1) AS custom_role_ids,
         ARRAY(SELECT DISTINCT held.permission FROM member_roles mr JOIN custom_roles r ON r.id = mr.role_id CROSS JOIN unnest(r.permissions) AS held (permission)
                WHERE mr.member_id = m.id ORDER BY held.permission) AS extra_permissions
    FROM sessions s
    LEFT JOIN custom_roles c ON c.id = s.view_as_custom_role_id
    LEFT JOIN members m ON m.id = s.view_as_member_id AND m.state = 'active'
   WHERE s.id = $1`;

/**
 * The viewer as her session wants to look at the house: as a role, a custom role or a member. She stays herself when
 * what she looks as is gone, or when she may no longer look.
 */
export async function seenThroughOtherEyes(sql: Sql, own: SessionViewer): Promise<SessionViewer> {
  const row = await sql.row<EyesRow>(EYES, [own.sessionId]);
  const target = row && targetOf(row);
  if (!row || !target || !mayViewAs(own, target)) return own;
  const kept = { behind: own, viewingAs: target, sessionId: own.sessionId, locale: own.locale, provedRecently: own.provedRecently, mustEnrol: own.mustEnrol, rulesDue: own.rulesDue };
  switch (target.kind) {
    case 'role':
      if (target.role === null) return { ...VISITOR, handle: null, displayName: null, avatarPath: null, previousVisitAt: null, readBaselineAt: null, ...kept };
      return { ...own, role: target.role, groupIds: [], customRoleIds: [], extraPermissions: [], ...kept };
    case 'customRole':
      return { ...own, role: 'member', groupIds: [], customRoleIds: [target.id], extraPermissions: addedTo('member', row.custom_role_permissions ?? []), ...kept };
    case 'member':
      return {
        ...kept,
        memberId: target.id,
        role: row.member_role,
        groupIds: row.group_ids,
        customRoleIds: row.custom_role_ids,
        extraPermissions: row.extra_permissions.filter(isPermission),
        handle: row.handle,
        displayName: row.display_name,
        avatarPath: row.avatar_path,
        previousVisitAt: row.previous_visit_at,
        readBaselineAt: row.read_baseline_at,
      };
  }
}

function targetOf(row: EyesRow): ViewTarget | null {
  if (row.role !== null) return { kind: 'role', role: row.role === 'visitor' ? null : row.role };
  if (row.custom_role_id !== null) return { kind: 'customRole', id: row.custom_role_id };
  return row.member_id === null ? null : { kind: 'member', id: row.member_id };
}

const addedTo = (role: Role, permissions: readonly string[]) => permissions.filter(isPermission).filter((name) => !permissionsOf(role).includes(name));
