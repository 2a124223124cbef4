import { createContext } from 'svelte';
import type { LiveThread } from './live-thread.svelte.ts';
import type { OpenedPosts } from './opened-posts.svelte.ts';
import type { MemberParts, Reader, ThreadPageData } from './thread-types.ts';

/** What the parts of a thread page share. */
export interface ThreadContext {
  readonly live: LiveThread;
  readonly reader: Reader | null;
  /** What members act with; null for visitors. */
  readonly parts: MemberParts | null;
  readonly brandName: string;
  /** What the address asked to open. */
  readonly open: ThreadPageData['open'];
  /** The forms and menus of posts that stand open. */
  readonly opened: OpenedPosts;
  /** What a refused form sent back: its texts and messages. */
  readonly refused: { readonly code: string; readonly values: Readonly<Record<string, string>>; readonly errors: Readonly<Record<string, string>> } | null;
  /** The address of a form action that keeps the window, with more to keep open when it is refused. */
  readonly action: (name: string, keep?: Readonly<Record<string, string>>) => string;
  /** Follows a post's end on the screen; undefined on the server. */
  readonly watch: (end: Element, position: number) => () => void;
  /** Brings a place of the thread onto the screen. */
  readonly goTo: (position: number) => Promise<void>;
  /** Opens the composer, perhaps as an answer to a post. */
  readonly write: () => void;
}

export const [useThread, provideThread] = createContext<ThreadContext>();

/** Whether somebody has a permission at all, to show or hide. The API decides. */
export function may(reader: Reader | null, permission: string): boolean {
  return reader?.permissions.includes(permission) ?? false;
}
