import { holds, type Viewer } from '../access/index.js';
import { accept, refuse, type Result } from '../result/index.js';
import { ask, frozen, type ThreadFacts } from './thread-facts.js';
import { OPENING_POSITION } from './thread-words.js';

/** How long a move, a split or a merge can be undone, in milliseconds. */
export const UNDO_WINDOW_MS = 24 * 3_600_000;

/** What was done to threads, and can be undone. */
export const ARRANGEMENTS = ['moved', 'split', 'merged'] as const;
export type ArrangementKind = (typeof ARRANGEMENTS)[number];

/** A post with its place. */
export interface PlacedPost {
  readonly id: string;
  readonly position: number;
}

const mayArrange = (viewer: Viewer, thread: ThreadFacts): Result<never> | null => ask(viewer, 'thread.arrange', { spaceReadable: thread.spaceReadable }) ?? frozen(thread);

/** Whether the thread may go to another space: one that the viewer reads too and that is not archived. */
export function decideMove(viewer: Viewer, thread: ThreadFacts, target: { readonly same: boolean; readonly archived: boolean }): Result<true> {
  const denied = mayArrange(viewer, thread);
  if (denied) return denied;
  if (target.same) return refuse('thread.movedNowhere', 'space');
  if (target.archived) return refuse('thread.moveToArchived', 'space');
  return accept(true);
}

/** Whether these posts may become a thread of their own. The opening post stays; the first of them opens the new thread. */
export function decideSplit(viewer: Viewer, thread: ThreadFacts, chosen: readonly (PlacedPost & { readonly visible: boolean })[]): Result<true> {
  const denied = mayArrange(viewer, thread);
  if (denied) return denied;
  if (chosen.length === 0) return refuse('thread.splitNothing', 'posts');
  if (chosen.some((post) => post.position === OPENING_POSITION)) return refuse('thread.splitOpening', 'posts');
  if (!inOrder(chosen)[0]?.visible) return refuse('thread.splitRemovedFirst', 'posts');
  return accept(true);
}

/** Whether all that was written in one thread may go into another. */
export function decideMerge(viewer: Viewer, thread: ThreadFacts, target: ThreadFacts, same: boolean): Result<true> {
  const denied = mayArrange(viewer, thread) ?? mayArrange(viewer, target);
  if (denied) return denied;
  return same ? refuse('thread.mergeItself', 'into') : accept(true);
}

/** What undoing asks: who, when, and whether everything is still where it was put. */
export function decideUndo(viewer: Viewer, arrangement: { readonly at: Date; readonly undone: boolean; readonly untouched: boolean; readonly archived: boolean }, now: Date): Result<true> {
  if (!holds(viewer, 'thread.arrange')) return refuse('thread.notAllowed');
  if (arrangement.undone) return refuse('thread.undoneAlready');
  if (now.getTime() - arrangement.at.getTime() > UNDO_WINDOW_MS) return refuse('thread.undoTooLate');
  if (arrangement.archived) return refuse('thread.archived');
  return arrangement.untouched ? accept(true) : refuse('thread.undoElsewhere');
}

/** The places of posts that open a thread of their own: 1, 2, 3…, in their order. */
export const splitPlaces = (chosen: readonly PlacedPost[]): PlacedPost[] => placedAfter(0, chosen);

/** The places of posts that come to a thread: after the last place that it ever gave, in their order. */
export const placedAfter = (taken: number, posts: readonly PlacedPost[]): PlacedPost[] => inOrder(posts).map((post, at) => ({ id: post.id, position: taken + at + 1 }));

/**
 * The places of posts that go back to the thread they left: their former ones, which nobody was given since; what was
 * written after them comes after everything.
 * @param there the posts where they are now; @param before their former places; @param taken the last place that the former thread gave
 */
export function returnPlaces(there: readonly PlacedPost[], before: ReadonlyMap<string, number>, taken: number): PlacedPost[] {
  const former = there.flatMap(({ id }) => {
    const position = before.get(id);
    return position === undefined ? [] : [{ id, position }];
  });
  return [...inOrder(former), ...placedAfter(taken, there.filter(({ id }) => !before.has(id)))];
}

const inOrder = <T extends PlacedPost>(posts: readonly T[]): T[] => [...posts].sort((a, b) => a.position - b.position);
