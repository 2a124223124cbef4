import { holds, type Viewer } from './can.js';
import { rankOf } from './giving.js';
import { ROLES, type Role } from './roles.js';

/** Whose eyes somebody wants to look through. */
export type ViewTarget =
  | { readonly kind: 'role'; readonly role: Role | null }
  | { readonly kind: 'customRole'; readonly id: string }
  | { readonly kind: 'member'; readonly id: string };

/** The roles that can be looked through; `null` is a visitor. */
export const VIEWABLE_ROLES: readonly (Role | null)[] = [...ROLES.filter((role) => role !== 'admin'), null];

/**
 * Whether somebody may look at the house through these eyes: administrators through everybody's but their own,
 * whoever else may view at all through the roles below her own and through custom roles. What is seen is never more
 * than she may see herself: see `Viewer.behind`.
 */
export function mayViewAs(viewer: Viewer, target: ViewTarget): boolean {
  if (!holds(viewer, 'role.viewAs')) return false;
  switch (target.kind) {
    case 'role':
      return VIEWABLE_ROLES.includes(target.role) && rankOf(target.role) > rankOf(viewer.role);
    case 'customRole':
      return true;
    case 'member':
      return holds(viewer, 'member.viewAs') && target.id !== viewer.memberId;
  }
}
