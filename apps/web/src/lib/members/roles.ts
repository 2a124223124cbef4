import { m } from '#lib/i18n/index.ts';
import type { Role } from '#lib/shell/shell.ts';

const labels: Record<Role, () => string> = {
  admin: m.role_admin,
  cm: m.role_cm,
  moderator: m.role_moderator,
  analyst: m.role_analyst,
  ambassador: m.role_ambassador,
  member: m.role_member,
};

/** A person's role in the viewer's language. */
export function roleLabel(role: Role): string {
  return labels[role]();
}

/** Everybody who has a role, in the viewer's language. */
export function roleGroupLabel(role: Role): string {
  if (role === 'ambassador') return m.role_ambassadors();
  if (role === 'member') return m.role_members();
  return labels[role]();
}

/** Roles that speak for the brand: their badge is filled. */
export function speaksForBrand(role: Role): boolean {
  return role === 'admin' || role === 'cm';
}
