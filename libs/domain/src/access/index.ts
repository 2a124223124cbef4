export { ROLES, STAFF_ROLES, isStaff, type Role } from './roles.js';
export { PERMISSIONS, isPermission, permissionsOf, type Permission, type PermissionRule, type Scope } from './permissions.js';
export { VISITOR, can, holds, permissionsHeld, type DenialReason, type Facts, type Verdict, type Viewer } from './can.js';
