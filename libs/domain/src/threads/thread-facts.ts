import type { DenialReason, Facts, Permission, Viewer } from '../access/index.js';
import { can } from '../access/index.js';
import { refuse, type Result } from '../result/index.js';
import type { ThreadKind } from './thread-words.js';

/** What decisions need to know about a thread, as it is now (locked, when something will be written). */
export interface ThreadFacts {
  readonly authorId: string;
  readonly kind: ThreadKind;
  readonly closed: boolean;
  readonly pinned: boolean;
  readonly removed: boolean;
  readonly acceptedPostId: string | null;
  /** Whether the viewer may read its space. */
  readonly spaceReadable: boolean;
  readonly spaceArchived: boolean;
}

export interface PostFacts {
  readonly id: string;
  readonly authorId: string;
  readonly position: number;
  readonly state: 'visible' | 'removed';
  /** Who removed it, for those that are. */
  readonly removedBy: string | null;
  /** How often it was edited: the version that an edit starts from. */
  readonly edits: number;
  /** Many may edit it. */
  readonly wiki?: boolean;
}

/** A change that may turn out to be none: asking twice for the same thing is no mistake. */
export interface Change {
  readonly changed: boolean;
}

/** Asks for one permission; what may not be seen is `thread.hidden`, which the API tells as "not found". */
export function ask(viewer: Viewer, permission: Permission, facts: Facts): Result<never> | null {
  const verdict = can(viewer, permission, facts);
  if (verdict.allowed) return null;
  switch (verdict.reason satisfies DenialReason) {
    case 'hidden':
      return refuse('thread.hidden');
    case 'signIn':
      return refuse('thread.signIn');
    case 'role':
    case 'notOwner':
      return refuse(permission.startsWith('post.') ? 'post.notAllowed' : 'thread.notAllowed');
  }
}

/** One's own thing by one permission, anybody's by another. */
export function askOwnOrAny(viewer: Viewer, own: Permission, any: Permission, ownerId: string, spaceReadable: boolean): Result<never> | null {
  if (!spaceReadable) return refuse('thread.hidden');
  return can(viewer, any, { spaceReadable }).allowed ? null : ask(viewer, own, { ownerId });
}

/** Nothing is written where nobody writes any more. */
export function frozen(thread: ThreadFacts): Result<never> | null {
  if (thread.removed) return refuse('thread.hidden');
  return thread.spaceArchived ? refuse('thread.archived') : null;
}
