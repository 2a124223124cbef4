export {
  OPENING_POSITION, REACTIONS, THREAD_ACTIONS, THREAD_KINDS, THREAD_LIMITS, THREAD_LOCALES,
  type Reaction, type ThreadActionKind, type ThreadKind, type ThreadLocale,
} from './thread-words.js';
export { parseReason, parseReply, parseThreadChanges, parseThreadDraft, type ReplyDraft, type ThreadChanges, type ThreadDraft, type ThreadInput } from './drafts.js';
export { DRAFT_LIMITS, parseKeptDraft, type KeptDraft } from './kept-drafts.js';
export { type Change, type PostFacts, type ThreadFacts } from './thread-facts.js';
export { canReadHistory, canReadSource, decideEdit, decideReply, decideStart } from './writing.js';
export { decideAccept, decideClose, decidePin, decideReact, decideRemove, decideRestore, type Removal } from './moderating.js';
export { decideEditThread } from './retitling.js';
export {
  ARRANGEMENTS, decideMerge, decideMove, decideSplit, decideUndo, placedAfter, returnPlaces, splitPlaces, UNDO_WINDOW_MS,
  type ArrangementKind, type PlacedPost,
} from './arranging.js';
export { THREAD_EVENTS, threadEvent, type ArrangedPayload, type CountShift, type ThreadEvent, type ThreadEventPayload, type ThreadEventPayloads, type ThreadEventType } from './domain-events.js';
export { BOOKMARK_LIMITS, parseBookmark, SUBSCRIPTION_LEVELS, type BookmarkDraft, type SubscriptionLevel } from './keeping.js';
export { decidePace, decidePaceChange, decidePinReply, decideWiki, PACE_LIMITS, parsePace, slowedIn, waitIn, type Pace } from './pacing.js';
export { decideStatus, decideVote, IDEA_STATUSES, SPACE_TYPES, type IdeaFacts, type IdeaStatus, type SpaceType } from './ideas.js';
