import { holds, isStaff, type Role, type Viewer } from '../access/index.js';

export const SPACE_ACCESS = ['public', 'members', 'restricted'] as const;
export type SpaceAccess = (typeof SPACE_ACCESS)[number];
export const WHO_STARTS = ['members', 'staff', 'restricted'] as const;
export type WhoStarts = (typeof WHO_STARTS)[number];

/** Who a restricted space is open to: any of these roles, custom roles or groups. */
export interface Grants {
  readonly roles: readonly Role[];
  readonly customRoleIds: readonly string[];
  readonly groupIds: readonly string[];
}

export interface SpaceRules {
  readonly access: SpaceAccess;
  readonly whoStarts: WhoStarts;
  readonly archived: boolean;
  readonly read: Grants;
  readonly start: Grants;
}

/**
 * Whether the viewer may read the space. Administrators read every space, since they decide who does.
 * The SQL twin is `readableBy` in the API; a shared table test keeps the two equal.
 */
export function canReadSpace(viewer: Viewer, space: SpaceRules): boolean {
  if (viewer.behind && !canReadSpace(viewer.behind, space)) return false;
  if (space.archived && !holds(viewer, 'space.readArchived')) return false;
  if (viewer.role === 'admin') return true;
  switch (space.access) {
    case 'public':
      return true;
    case 'members':
      return viewer.memberId !== null;
    case 'restricted':
      return isGranted(viewer, space.read);
  }
}

/** Whether the viewer may start a thread there: reads it, is allowed to write, and is among those who start. */
export function canStartThread(viewer: Viewer, space: SpaceRules): boolean {
  if (space.archived || !canReadSpace(viewer, space) || !holds(viewer, 'thread.start')) return false;
  if (isStaff(viewer.role)) return true;
  switch (space.whoStarts) {
    case 'members':
      return true;
    case 'staff':
      return false;
    case 'restricted':
      return isGranted(viewer, space.start);
  }
}

function isGranted(viewer: Viewer, grants: Grants): boolean {
  if (viewer.role === null) return false;
  return (
    grants.roles.includes(viewer.role) ||
    grants.customRoleIds.some((id) => viewer.customRoleIds.includes(id)) ||
    grants.groupIds.some((id) => viewer.groupIds.includes(id))
  );
}
