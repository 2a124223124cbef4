import type { IdeaStatus } from './ideas.js';
import type { Reaction } from './thread-words.js';

/** Ids alone: whoever is told rereads what it may read. `threadCode` and `revision` are what a hint carries. */
export interface ThreadEventPayload {
  readonly threadId: string;
  readonly threadCode: string;
  /** The thread's revision that shows the change, a decimal number. */
  readonly revision: string;
}

interface PostPayload extends ThreadEventPayload {
  readonly postId: string;
  readonly postAuthorId: string;
}

/** What a member has more or less of in a space, since posts or threads went there or left. */
export interface CountShift {
  readonly memberId: string;
  readonly spaceId: string;
  readonly posts: number;
  readonly threads: number;
  readonly likes: number;
  readonly answers: number;
}

/** A thread changed its space, or posts came or left; of two threads concerned, one event carries what is to be counted. */
export interface ArrangedPayload extends ThreadEventPayload {
  readonly shifts: readonly CountShift[];
  /** The latest post of the thread as it is now, an ISO instant. */
  readonly lastPostAt: string;
}

/** What each event says beside what, when and by whom. All are version 1. */
export interface ThreadEventPayloads {
  'thread.started': PostPayload & { readonly mentionedIds: readonly string[] };
  'thread.replied': PostPayload & { readonly replyToId: string | null; readonly mentionedIds: readonly string[] };
  'post.edited': PostPayload & { readonly mentionedIds: readonly string[] };
  /** `likes` that it had and has again: a profile counts those of visible posts alone. */
  'post.removed': PostPayload & { readonly likes: number };
  'post.restored': PostPayload & { readonly likes: number };
  /** `on: false` takes it back. */
  'post.reacted': PostPayload & { readonly kind: Reaction; readonly on: boolean };
  'thread.closed': ThreadEventPayload;
  'thread.reopened': ThreadEventPayload;
  'thread.pinned': ThreadEventPayload;
  'thread.unpinned': ThreadEventPayload;
  'thread.retitled': ThreadEventPayload;
  /** Its slow mode, or when it closes by itself, changed. */
  'thread.paced': ThreadEventPayload;
  /** Pinned among the best replies, or opened to many who edit it, or no more. */
  'post.marked': PostPayload;
  /** `on: false` takes it back. */
  'idea.voted': ThreadEventPayload & { readonly on: boolean };
  /** The answer that goes with it is a reply; those who voted are to be told. */
  'idea.statusChanged': PostPayload & { readonly before: IdeaStatus; readonly status: IdeaStatus };
  'thread.moved': ArrangedPayload;
  'thread.split': ArrangedPayload;
  'thread.merged': ArrangedPayload;
  'thread.answerAccepted': PostPayload;
  'thread.answerUnaccepted': PostPayload;
}

export type ThreadEventType = keyof ThreadEventPayloads;

export const THREAD_EVENTS = [
  'thread.started', 'thread.replied', 'post.edited', 'post.removed', 'post.restored', 'post.reacted',
  'thread.closed', 'thread.reopened', 'thread.pinned', 'thread.unpinned', 'thread.retitled',
  'thread.moved', 'thread.split', 'thread.merged', 'thread.paced', 'post.marked', 'idea.voted', 'idea.statusChanged',
  'thread.answerAccepted', 'thread.answerUnaccepted',
] as const satisfies readonly ThreadEventType[];

/** One event of a thread. The subject is the thread for `thread.*`, the post for `post.*`. */
export type ThreadEvent<T extends ThreadEventType = ThreadEventType> = {
  [K in T]: {
    readonly type: K;
    readonly version: 1;
    readonly actorId: string | null;
    readonly subjectId: string;
    readonly spaceId: string;
    readonly payload: ThreadEventPayloads[K];
    readonly occurredAt: Date;
  };
}[T];

/** Makes an event; the subject follows from its name. */
export function threadEvent<T extends ThreadEventType>(
  type: T,
  about: { readonly actorId: string | null; readonly spaceId: string; readonly occurredAt: Date },
  payload: ThreadEventPayloads[T],
): ThreadEvent<T> {
  const subjectId = type.startsWith('post.') && 'postId' in payload ? payload.postId : payload.threadId;
  return { type, version: 1, actorId: about.actorId, subjectId, spaceId: about.spaceId, payload, occurredAt: about.occurredAt } as ThreadEvent<T>;
}
