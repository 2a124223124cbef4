export const THREAD_KINDS = ['discussion', 'question', 'announcement'] as const;
export type ThreadKind = (typeof THREAD_KINDS)[number];

/** The reactions of the house; `like` is the one that counts for a member. */
export const REACTIONS = ['like', 'flame', 'thanks', 'laugh', 'wave', 'bravo'] as const;
export type Reaction = (typeof REACTIONS)[number];

/** What happened to a thread, told between its posts. */
export const THREAD_ACTIONS = ['closed', 'reopened', 'pinned', 'unpinned', 'quiet', 'moved', 'split', 'merged', 'parted', 'retitled', 'accepted', 'unaccepted'] as const;
export type ThreadActionKind = (typeof THREAD_ACTIONS)[number];

export const THREAD_LOCALES = ['fr', 'en'] as const;
export type ThreadLocale = (typeof THREAD_LOCALES)[number];

/** Lengths are in UTF-16 units, as every input field counts them. */
export const THREAD_LIMITS = { titleMin: 3, titleMax: 200, bodyMax: 32_000, tags: 5, tagMax: 30, reasonMax: 500 } as const;

/** The position of the post that opens a thread. */
export const OPENING_POSITION = 1;
