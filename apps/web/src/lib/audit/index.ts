export { default as AuditEntry } from './audit-entry.svelte';
export { default as SealState } from './seal-state.svelte';
export { actionChoices } from './words.ts';
export { dayStart } from './day-start.ts';
