import type { Viewer } from '../access/index.js';
import { accept, refuse, type Result } from '../result/index.js';
import { ask, frozen, type Change, type ThreadFacts } from './thread-facts.js';

/** What a space is for: every thread of a space for ideas is one. */
export const SPACE_TYPES = ['discussion', 'ideas'] as const;
export type SpaceType = (typeof SPACE_TYPES)[number];

/** Where the brand stands with an idea. */
export const IDEA_STATUSES = ['open', 'review', 'planned', 'progress', 'shipped', 'declined'] as const;
export type IdeaStatus = (typeof IDEA_STATUSES)[number];

/** Ideas that are done with take no more votes. */
const SETTLED: readonly IdeaStatus[] = ['shipped', 'declined'];

/** What decisions need to know about an idea. */
export interface IdeaFacts {
  readonly spaceType: SpaceType;
  readonly status: IdeaStatus;
}

/** Whether the viewer may give her vote, or take it back. One each: voting twice is no mistake. */
export function decideVote(viewer: Viewer, thread: ThreadFacts, idea: IdeaFacts, vote: { readonly now: boolean; readonly wanted: boolean }): Result<Change> {
  const denied = ask(viewer, 'idea.vote', { spaceReadable: thread.spaceReadable }) ?? frozen(thread);
  if (denied) return denied;
  if (idea.spaceType !== 'ideas') return refuse('idea.none');
  if (thread.closed || SETTLED.includes(idea.status)) return refuse('idea.settled');
  return accept({ changed: vote.now !== vote.wanted });
}

/** Whether the viewer may say where the brand stands; the words that go with it are checked as every reply's. */
export function decideStatus(viewer: Viewer, thread: ThreadFacts, idea: IdeaFacts, wanted: IdeaStatus): Result<true> {
  const denied = ask(viewer, 'idea.decide', { spaceReadable: thread.spaceReadable }) ?? frozen(thread);
  if (denied) return denied;
  if (idea.spaceType !== 'ideas') return refuse('idea.none');
  return wanted === idea.status ? refuse('idea.sameStatus', 'status') : accept(true);
}
