import { holds, type Viewer } from '../access/index.js';
import { accept, refuse, type Result } from '../result/index.js';
import { ask, frozen, type Change, type PostFacts, type ThreadFacts } from './thread-facts.js';
import { OPENING_POSITION } from './thread-words.js';

/** Bounds of what a thread or a space may be given. */
export const PACE_LIMITS = { slowSecondsMax: 604_800, autoCloseDaysMin: 1, autoCloseDaysMax: 3_650, pinnedReplies: 3 } as const;

/** How often one may reply in a thread, and after how many quiet days it closes; 0 and null are as usual. */
export interface Pace {
  readonly slowSeconds: number;
  readonly autoCloseDays: number | null;
}

/** Reads the pace that a form sends. */
export function parsePace(given: { readonly slowSeconds: number; readonly autoCloseDays?: number | null }): Result<Pace> {
  const { slowSeconds } = given;
  const autoCloseDays = given.autoCloseDays ?? null;
  const { slowSecondsMax, autoCloseDaysMin, autoCloseDaysMax } = PACE_LIMITS;
  if (!Number.isInteger(slowSeconds) || slowSeconds < 0 || slowSeconds > slowSecondsMax) return refuse('thread.slowRange', 'slowSeconds');
  if (autoCloseDays !== null && (!Number.isInteger(autoCloseDays) || autoCloseDays < autoCloseDaysMin || autoCloseDays > autoCloseDaysMax)) return refuse('thread.autoCloseRange', 'autoCloseDays');
  return accept({ slowSeconds, autoCloseDays });
}

/** Whether the slow mode is for this viewer: those who reply where it is closed reply as often as they need. */
export const slowedIn = (viewer: Viewer, slowSeconds: number): boolean => slowSeconds > 0 && !holds(viewer, 'thread.replyClosed');

/** Whether the viewer waited long enough since her last reply in the thread. */
export function decidePace(viewer: Viewer, slowSeconds: number, lastReplyAt: Date | null, now: Date): Result<true> {
  if (!slowedIn(viewer, slowSeconds) || lastReplyAt === null) return accept(true);
  const left = Math.ceil((lastReplyAt.getTime() + slowSeconds * 1_000 - now.getTime()) / 1_000);
  return left <= 0 ? accept(true) : refuse('thread.slow', 'body', { wait: waitIn(left) });
}

/** A time to wait, rounded up, in units that are written alike in French and English: `45 s`, `3 min`, `2 h`. */
export function waitIn(seconds: number): string {
  if (seconds < 100) return `${seconds}\u00a0s`;
  const minutes = Math.ceil(seconds / 60);
  return minutes < 100 ? `${minutes}\u00a0min` : `${Math.ceil(minutes / 60)}\u00a0h`;
}

/** The pace of a thread, by those who may close it. */
export function decidePaceChange(viewer: Viewer, thread: ThreadFacts): Result<true> {
  return ask(viewer, 'thread.close', { spaceReadable: thread.spaceReadable }) ?? frozen(thread) ?? accept(true);
}

/** Pins a reply among the best of its thread, or lets it go. @param others how many are pinned beside it */
export function decidePinReply(viewer: Viewer, thread: ThreadFacts, post: PostFacts, pinned: { readonly now: boolean; readonly wanted: boolean; readonly others: number }): Result<Change> {
  const denied = ask(viewer, 'thread.pinReply', { spaceReadable: thread.spaceReadable }) ?? frozen(thread);
  if (denied) return denied;
  if (post.state === 'removed') return refuse('post.removed');
  if (post.position === OPENING_POSITION) return refuse('post.pinOpening');
  if (pinned.wanted && !pinned.now && pinned.others >= PACE_LIMITS.pinnedReplies) return refuse('post.pinnedMany', undefined, { most: PACE_LIMITS.pinnedReplies });
  return accept({ changed: pinned.now !== pinned.wanted });
}

/** Lets many edit a post, or its author alone again: by its author, or by staff. */
export function decideWiki(viewer: Viewer, thread: ThreadFacts, post: PostFacts, wiki: { readonly now: boolean; readonly wanted: boolean }): Result<Change> {
  const { spaceReadable } = thread;
  if (!spaceReadable) return refuse('thread.hidden');
  const denied = (post.authorId === viewer.memberId ? ask(viewer, 'post.edit', { ownerId: post.authorId }) : ask(viewer, 'post.editAny', { spaceReadable })) ?? frozen(thread);
  if (denied) return denied;
  if (post.state === 'removed') return refuse('post.removed');
  return accept({ changed: wiki.now !== wiki.wanted });
}
