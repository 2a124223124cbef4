/**
 * What other capabilities show of threads: addresses and lists. The thread page itself is imported by its
 * route, file by file, so that its composer and live parts weigh on no other page.
 */
export { placePath, postPath, threadPath } from './thread-address.ts';
export { default as ThreadList } from './thread-list.svelte';
export { type ThreadRowData, type ThreadRowEntry, withMine } from './thread-row.ts';
