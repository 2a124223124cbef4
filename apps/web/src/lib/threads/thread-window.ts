import type { Post, ThreadAction, ThreadChanges } from './thread-types.ts';

/** What of a thread changes while it is read. */
export type Head = NonNullable<ThreadChanges['thread']>;

/** Whether a revision (a decimal number of any size) comes after another. */
export function after(revision: string, other: string): boolean {
  return revision.length === other.length ? revision > other : revision.length > other.length;
}

/** Two runs of posts in order of position, each post once. */
export function joined(first: readonly Post[], second: readonly Post[]): Post[] {
  const end = first.at(-1)?.position ?? 0;
  return [...first, ...second.filter((post) => post.position > end)];
}

/** Names an event of a thread's history, so that it is told once. */
export function actionKey(action: ThreadAction): string {
  return `${action.at}|${action.kind}|${action.afterPosition}|${action.detail ?? ''}`;
}
