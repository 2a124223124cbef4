export { threadPath } from './thread-address.ts';
export { default as ThreadList } from './thread-list.svelte';
export { type ThreadRowData, type ThreadRowEntry, withMine } from './thread-row.ts';
