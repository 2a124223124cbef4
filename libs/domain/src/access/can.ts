import type { Permission } from './permissions.js';
import { PERMISSIONS, permissionsOf } from './permissions.js';
import type { Role } from './roles.js';

/** Whoever asks: a signed-in member or a visitor (`memberId: null`). Built once per request. */
export interface Viewer {
  readonly memberId: string | null;
  readonly role: Role | null;
  readonly groupIds: readonly string[];
  /** What custom roles add to the role's permissions. */
  readonly extraPermissions: readonly Permission[];
}

export const VISITOR: Viewer = { memberId: null, role: null, groupIds: [], extraPermissions: [] };

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

/** Whether the viewer's role, or a custom role of hers, has the permission at all, whatever the facts. */
export function holds(viewer: Pick<Viewer, 'role' | 'extraPermissions'>, permission: Permission): boolean {
  let set = byRole.get(viewer.role);
  if (!set) byRole.set(viewer.role, (set = new Set(permissionsOf(viewer.role))));
  return set.has(permission) || viewer.extraPermissions.includes(permission);
}

/** All that the viewer may do at all, sorted by name. */
export function permissionsHeld(viewer: Pick<Viewer, 'role' | 'extraPermissions'>): Permission[] {
  return [...new Set([...permissionsOf(viewer.role), ...viewer.extraPermissions])].sort();
}
