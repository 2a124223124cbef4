import { holds, type Viewer } from '@foyer/domain/access';

/**
 * The SQL twin of `canReadSpace`: a condition on the space aliased `alias` that holds for the spaces the viewer may
 * read. Every list goes through it. Values are appended to `values`, the text only names their places.
 */
export function readableBy(viewer: Viewer, values: unknown[], alias = 's'): string {
  const conditions: string[] = viewer.behind ? [readableBy(viewer.behind, values, alias)] : [];
  if (!holds(viewer, 'space.readArchived')) conditions.push(`${alias}.archived_at IS NULL`);
  if (viewer.role !== 'admin') conditions.push(accessCondition(viewer, values, alias));
  return conditions.length > 0 ? `(${conditions.join(' AND ')})` : 'true';
}

function accessCondition(viewer: Viewer, values: unknown[], alias: string): string {
  if (viewer.memberId === null || viewer.role === null) return `${alias}.access = 'public'`;
  const role = `$${values.push(viewer.role)}`;
  const customRoles = `$${values.push(viewer.customRoleIds)}::uuid[]`;
  const groups = `$${values.push(viewer.groupIds)}::uuid[]`;
  return `(${alias}.access <> 'restricted' OR EXISTS (
    SELECT 1 FROM space_grants sg WHERE sg.space_id = ${alias}.id AND sg.action = 'read' AND (sg.role = ${role} OR sg.custom_role_id = ANY (${customRoles}) OR sg.group_id = ANY (${groups}))))`;
}
