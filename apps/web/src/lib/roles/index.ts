export { columnsOf, differing, type MatrixRole } from './matrix.ts';
export { default as RoleForm } from './role-form.svelte';
export { default as RoleMatrix } from './role-matrix.svelte';
export { holdersCount, permissionsCount, ROLES, roleName } from './role-names.ts';
export { default as ViewingBanner } from './viewing-banner.svelte';
