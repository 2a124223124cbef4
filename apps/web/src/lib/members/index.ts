export { default as DemoAccounts } from './demo-accounts.svelte';
export { relate } from './relation-acts.ts';
export { default as RoleBadge } from './role-badge.svelte';
export { roleGroupLabel, roleLabel, speaksForBrand } from './roles.ts';
