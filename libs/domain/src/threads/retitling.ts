import { holds, type Viewer } from '../access/index.js';
import { accept, refuse, type Result } from '../result/index.js';
import type { ThreadChanges } from './drafts.js';
import { askOwnOrAny, frozen, type ThreadFacts } from './thread-facts.js';

/** Title, tags and kind: by the thread's author while it is open, by staff at any time. */
export function decideEditThread(viewer: Viewer, thread: ThreadFacts, changes: ThreadChanges): Result<true> {
  const denied = askOwnOrAny(viewer, 'thread.edit', 'thread.editAny', thread.authorId, thread.spaceReadable) ?? frozen(thread);
  if (denied) return denied;
  if (thread.closed && !holds(viewer, 'thread.editAny')) return refuse('thread.closed');
  if (changes.kind !== undefined && changes.kind !== thread.kind) {
    const announces = changes.kind === 'announcement' || thread.kind === 'announcement';
    if (announces && !holds(viewer, 'thread.announce')) return refuse('thread.announceNotAllowed', 'kind');
    if (thread.acceptedPostId !== null) return refuse('thread.hasAnswer', 'kind');
  }
  return accept(true);
}
