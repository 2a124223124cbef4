export { default as PasskeyAdd } from './passkey-add.svelte';
export { default as PasskeyEnter } from './passkey-enter.svelte';
export { default as PasskeysList } from './passkeys-list.svelte';
export { default as ProofFields } from './proof-fields.svelte';
export { default as RecoverySheet } from './recovery-sheet.svelte';
export { default as SessionsList } from './sessions-list.svelte';
export { default as TotpSetup } from './totp-setup.svelte';
export { proving, stepUp } from './step-up.ts';
