import type { Permission } from './permissions.js';
import { PERMISSIONS, permissionsOf } from './permissions.js';
import type { Role } from './roles.js';

/** Whoever asks: a signed-in member or a visitor (`memberId: null`). Built once per request. */
export interface Viewer {
  readonly memberId: string | null;
  readonly role: Role | null;
  readonly groupIds: readonly string[];
  /** The custom roles she holds: spaces may be open to them. */
  readonly customRoleIds: readonly string[];
  /** What custom roles add to the role's permissions. */
  readonly extraPermissions: readonly Permission[];
  /** Whose eyes these are when somebody looks at the house as somebody else: nothing is seen that she may not see herself. */
  readonly behind?: Viewer | null;
}

export const VISITOR: Viewer = { memberId: null, role: null, groupIds: [], customRoleIds: [], extraPermissions: [] };

/** What the decision needs to know about the thing at hand. */
export interface Facts {
  /** The id of the member it belongs to, for permissions of scope `own`. */
  readonly ownerId?: string | null;
  /** Whether the viewer may read its space, for permissions of scope `space`. */
  readonly spaceReadable?: boolean;
}

export type Verdict = { readonly allowed: true } | { readonly allowed: false; readonly reason: DenialReason };
export type DenialReason = 'signIn' | 'role' | 'notOwner' | 'hidden';

/** Decides one permission. A missing fact denies: nothing is allowed by omission. */
export function can(viewer: Viewer, permission: Permission, facts: Facts = {}): Verdict {
  const rule = PERMISSIONS[permission];
  if (rule.scope === 'space' && facts.spaceReadable !== true) return { allowed: false, reason: 'hidden' };
  if (!holds(viewer, permission)) {
    return { allowed: false, reason: viewer.role === null ? 'signIn' : 'role' };
  }
  if (rule.scope === 'own' && 'ownerId' in facts && facts.ownerId !== viewer.memberId) {
    return { allowed: false, reason: 'notOwner' };
  }
  return { allowed: true };
}

const byRole = new Map<Role | null, ReadonlySet<Permission>>();

type Holder = Pick<Viewer, 'role' | 'extraPermissions' | 'behind'>;

/** Whether the viewer's role, or a custom role of hers, has the permission at all, whatever the facts. */
export function holds(viewer: Holder, permission: Permission): boolean {
  if (viewer.behind && !holds(viewer.behind, permission)) return false;
  let set = byRole.get(viewer.role);
  if (!set) byRole.set(viewer.role, (set = new Set(permissionsOf(viewer.role))));
  return set.has(permission) || viewer.extraPermissions.includes(permission);
}

/** All that the viewer may do at all, sorted by name. */
export function permissionsHeld(viewer: Holder): Permission[] {
  const held = [...new Set([...permissionsOf(viewer.role), ...viewer.extraPermissions])].sort();
  return viewer.behind ? held.filter((permission) => holds(viewer, permission)) : held;
}

/**
 * Everything of a viewer that decides which spaces she may read and what she may do in them, in one text: what is kept
 * for all who see the same is kept under it.
 */
export function rightsKey(viewer: Viewer): string {
  const { role, groupIds, customRoleIds, extraPermissions, behind } = viewer;
  const own = [role ?? (viewer.memberId === null ? '' : '-'), ...extraPermissions, '/', ...groupIds, '/', ...customRoleIds].join(' ');
  return behind ? `${own} < ${rightsKey(behind)}` : own;
}
