import { holds, type Viewer } from '../access/index.js';
import { accept, refuse, type Result } from '../result/index.js';
import { ask, askOwnOrAny, frozen, type Change, type PostFacts, type ThreadFacts } from './thread-facts.js';
import { OPENING_POSITION, REACTIONS, type Reaction } from './thread-words.js';

/** A removal; `unaccept` when the thread loses its accepted answer with it. */
export interface Removal {
  readonly unaccept: boolean;
}

/**
 * Takes a post out of sight. Nothing is deleted: its place stays, with the reason, and staff can read and restore it.
 * Removing the opening post leaves the thread standing. Somebody else's post needs a reason.
 */
export function decideRemove(viewer: Viewer, thread: ThreadFacts, post: PostFacts, reason: string): Result<Removal> {
  const denied = askOwnOrAny(viewer, 'post.remove', 'post.removeAny', post.authorId, thread.spaceReadable) ?? frozen(thread);
  if (denied) return denied;
  if (post.state === 'removed') return refuse('post.removed');
  if (post.authorId !== viewer.memberId && reason === '') return refuse('post.reasonNeeded', 'reason');
  return accept({ unaccept: thread.acceptedPostId === post.id });
}

/** Brings a removed post back: staff any, its author only what she removed herself. */
export function decideRestore(viewer: Viewer, thread: ThreadFacts, post: PostFacts): Result<true> {
  const denied = askOwnOrAny(viewer, 'post.remove', 'post.removeAny', post.authorId, thread.spaceReadable) ?? frozen(thread);
  if (denied) return denied;
  if (post.state !== 'removed') return refuse('post.notRemoved');
  if (post.removedBy !== viewer.memberId && !holds(viewer, 'post.removeAny')) return refuse('post.notAllowed');
  return accept(true);
}

/** A reaction to somebody else's visible post. */
export function decideReact(viewer: Viewer, thread: ThreadFacts, post: PostFacts, kind: string): Result<Reaction> {
  const denied = ask(viewer, 'post.react', { spaceReadable: thread.spaceReadable }) ?? frozen(thread);
  if (denied) return denied;
  const reaction = REACTIONS.find((known) => known === kind);
  if (!reaction) return refuse('post.reactionUnknown', 'kind');
  if (post.state === 'removed') return refuse('post.removed');
  if (post.authorId === viewer.memberId) return refuse('post.ownReaction');
  return accept(reaction);
}

/** Accepts an answer (another takes the place of the first), or none any more with `null`. */
export function decideAccept(viewer: Viewer, thread: ThreadFacts, post: PostFacts | null): Result<Change> {
  const denied = askOwnOrAny(viewer, 'thread.accept', 'thread.acceptAny', thread.authorId, thread.spaceReadable) ?? frozen(thread);
  if (denied) return denied;
  if (thread.kind !== 'question') return refuse('thread.noQuestion');
  if (post?.position === OPENING_POSITION) return refuse('post.isQuestion');
  if (post?.state === 'removed') return refuse('post.removed');
  return accept({ changed: thread.acceptedPostId !== (post?.id ?? null) });
}

/** Closes a thread to replies, or opens it again. */
export function decideClose(viewer: Viewer, thread: ThreadFacts, closed: boolean): Result<Change> {
  const denied = ask(viewer, 'thread.close', { spaceReadable: thread.spaceReadable }) ?? frozen(thread);
  return denied ?? accept({ changed: thread.closed !== closed });
}

/** Pins a thread at the head of its space, or lets it go. */
export function decidePin(viewer: Viewer, thread: ThreadFacts, pinned: boolean): Result<Change> {
  const denied = ask(viewer, 'thread.pin', { spaceReadable: thread.spaceReadable }) ?? frozen(thread);
  return denied ?? accept({ changed: thread.pinned !== pinned });
}
