import { holds, type Viewer } from './can.js';
import { PERMISSIONS, permissionsOf, type Permission } from './permissions.js';
import { ROLES, type Role } from './roles.js';

export type Giver = Pick<Viewer, 'role' | 'extraPermissions' | 'behind'>;

/** What only administrators do unless a custom role says otherwise: only they put it into one, or give such a role. */
export function isReserved(permission: Permission): boolean {
  const { defaults } = PERMISSIONS[permission];
  return defaults.length === 1 && defaults[0] === 'admin';
}

/** Whether somebody may hand these permissions on: she holds each herself, and what is reserved only as an administrator. */
export function mayGive(giver: Giver, permissions: readonly Permission[]): boolean {
  return permissions.every((permission) => holds(giver, permission) && (giver.role === 'admin' || !isReserved(permission)));
}

/** Whether somebody stands above another: may do all that the other may. Administrators stand above everybody. */
export function standsAbove(giver: Giver, other: { readonly role: Role; readonly extraPermissions: readonly Permission[] }): boolean {
  return giver.role === 'admin' || (other.role !== 'admin' && mayGive(giver, [...permissionsOf(other.role), ...other.extraPermissions]));
}

/** Where a role stands: 0 for administrators; a visitor stands below everybody. */
export const rankOf = (role: Role | null): number => (role === null ? ROLES.length : ROLES.indexOf(role));
