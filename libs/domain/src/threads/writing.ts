import { can, holds, type Viewer } from '../access/index.js';
import { accept, refuse, type Result } from '../result/index.js';
import { canReadSpace, canStartThread, type SpaceRules } from '../spaces/index.js';
import type { ThreadDraft } from './drafts.js';
import { ask, askOwnOrAny, frozen, type PostFacts, type ThreadFacts } from './thread-facts.js';

/** Whether the viewer may open this thread in this space. */
export function decideStart(viewer: Viewer, space: SpaceRules, draft: Pick<ThreadDraft, 'kind'>): Result<true> {
  if (!canReadSpace(viewer, space)) return refuse('thread.hidden');
  if (viewer.role === null) return refuse('thread.signIn');
  if (space.archived) return refuse('thread.archived');
  if (!canStartThread(viewer, space)) return refuse('thread.startNotAllowed');
  if (draft.kind === 'announcement' && !holds(viewer, 'thread.announce')) return refuse('thread.announceNotAllowed', 'kind');
  return accept(true);
}

/** Whether the viewer may reply; `parent` is the post she answers, when she answers one. */
export function decideReply(viewer: Viewer, thread: ThreadFacts, parent: PostFacts | null): Result<true> {
  const spaceReadable = thread.spaceReadable;
  const denied = ask(viewer, 'thread.reply', { spaceReadable }) ?? frozen(thread);
  if (denied) return denied;
  if (thread.closed && !holds(viewer, 'thread.replyClosed')) return refuse('thread.closed');
  if (parent?.state === 'removed') return refuse('post.answersRemoved');
  return accept(true);
}

/**
 * Whether the viewer may change this text. `version` is the number of edits she started from: when somebody was
 * faster, nothing is lost and she decides what to do.
 */
export function decideEdit(viewer: Viewer, thread: ThreadFacts, post: PostFacts, version: number): Result<true> {
  const shared = post.wiki === true && can(viewer, 'post.editWiki', { spaceReadable: thread.spaceReadable }).allowed;
  const denied = (shared ? null : askOwnOrAny(viewer, 'post.edit', 'post.editAny', post.authorId, thread.spaceReadable)) ?? frozen(thread);
  if (denied) return denied;
  if (post.state === 'removed') return refuse('post.removed');
  if (thread.closed && !holds(viewer, 'post.editAny')) return refuse('thread.closed');
  if (version !== post.edits) return refuse('post.changedMeanwhile', 'body');
  return accept(true);
}

/** What was written before may be read by whoever reads the post; of a removed post, by those who read removed ones. */
export function canReadHistory(viewer: Viewer, post: Pick<PostFacts, 'state'>): boolean {
  return post.state === 'visible' || holds(viewer, 'post.readRemoved');
}

/** The source is given to whoever may edit the text: quoting takes the rendered words. */
export function canReadSource(viewer: Viewer, post: Pick<PostFacts, 'authorId' | 'state' | 'wiki'>): boolean {
  if (holds(viewer, 'post.editAny')) return true;
  if (post.state !== 'visible' || viewer.memberId === null) return false;
  return viewer.memberId === post.authorId || (post.wiki === true && holds(viewer, 'post.editWiki'));
}
