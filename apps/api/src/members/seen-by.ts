import { audiencesOf, PROFILE_FIELDS, type ProfileField } from '@foyer/domain/members';
import { isStaff } from '@foyer/domain/access';
import type { SessionViewer } from '../platform/http/request-context.js';

/** Conditions in SQL about a member and whoever looks at her. */
export interface SeenBy {
  /** The parameter that holds the viewer's id. */
  readonly me: string;
  /** Whether the viewer may see this field of the member aliased `alias`. */
  field(field: ProfileField): string;
}

/**
 * Who may see what of the member aliased `alias`: every statement that shows or filters a field goes through it.
 * Whoever the member blocked is shown what a visitor is, so that nothing tells her; the team sees as ever.
 */
export function seenBy(viewer: SessionViewer, values: unknown[], alias = 'm'): SeenBy {
  const me = `$${values.push(viewer.memberId)}::uuid`;
  const audiences = `$${values.push(audiencesOf(viewer.role))}::text[]`;
  const seen =
    viewer.memberId === null || isStaff(viewer.role)
      ? audiences
      : `CASE WHEN EXISTS (SELECT 1 FROM member_blocks sb WHERE sb.blocker_id = ${alias}.id AND sb.blocked_id = ${me}) THEN ARRAY['everybody'] ELSE ${audiences} END`;
  // Through a member's eyes, nobody else sees what she keeps to herself.
  const own = viewer.viewingAs?.kind === 'member' ? '' : `${alias}.id = ${me} OR `;
  return {
    me,
    field: (field) => `(${own}coalesce(${alias}.visibility->>'${field}', '${PROFILE_FIELDS[field]}') = ANY (${seen}))`,
  };
}

/** A condition that holds when one of two members, given as SQL, blocks the other. */
export const apart = (one: string, other: string): string =>
  `EXISTS (SELECT 1 FROM member_blocks ap WHERE (ap.blocker_id = ${one} AND ap.blocked_id = ${other}) OR (ap.blocker_id = ${other} AND ap.blocked_id = ${one}))`;

