import { formatNumber, m } from '#lib/i18n/index.ts';
import { roleLabel } from '#lib/members/index.ts';
import type { Role } from '#lib/shell/shell.ts';

/** The built-in roles, from the one that may do most. */
export const ROLES: readonly Role[] = ['admin', 'cm', 'moderator', 'analyst', 'ambassador', 'member'];

/** A built-in role in the viewer's language; none is a visitor. */
export const roleName = (role: Role | 'visitor' | null): string => (role === null || role === 'visitor' ? m.roles_visitor() : roleLabel(role));

/** How many people have a role, in words. */
export const holdersCount = (count: number): string => (count === 0 ? m.roles_nobody() : count === 1 ? m.roles_one_person() : m.roles_people({ count: formatNumber(count) }));

/** How many permissions a role adds, in words. */
export const permissionsCount = (count: number): string => (count === 0 ? m.roles_no_permission() : count === 1 ? m.roles_one_permission() : m.roles_permissions_count({ count: formatNumber(count) }));
