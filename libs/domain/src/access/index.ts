export { ROLES, STAFF_ROLES, isStaff, type Role } from './roles.js';
export { PERMISSIONS, isPermission, permissionsOf, type Permission, type PermissionRule, type Scope } from './permissions.js';
export { isReserved, mayGive, rankOf, standsAbove, type Giver } from './giving.js';
export { VIEWABLE_ROLES, mayViewAs, type ViewTarget } from './viewing-as.js';
export { VISITOR, can, holds, permissionsHeld, rightsKey, type DenialReason, type Facts, type Verdict, type Viewer } from './can.js';
