export const ROLES = ['admin', 'cm', 'moderator', 'analyst', 'ambassador', 'member'] as const;
export type Role = (typeof ROLES)[number];

/** Those who speak and act for the brand. */
export const STAFF_ROLES: readonly Role[] = ['admin', 'cm', 'moderator'];

export const isStaff = (role: Role | null): boolean => role !== null && STAFF_ROLES.includes(role);
