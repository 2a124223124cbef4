/** What a process full of watchers is told, and what it says. */
export type WatcherOrder =
  | { readonly kind: 'open'; readonly origin: string; readonly cookies: readonly string[]; readonly code: string }
  | { readonly kind: 'report' };

export type WatcherAnswer =
  | { readonly kind: 'opened'; readonly joined: number }
  | { readonly kind: 'report'; /** Post code → instants, one per client that holds it. */ readonly posts: Readonly<Record<string, readonly number[]>>; /** The last message, as it came. */ readonly sample: unknown };

/** Milliseconds of the machine's monotonic clock, the same in every process. */
export const monotonic = (): number => Number(process.hrtime.bigint()) / 1_000_000;
