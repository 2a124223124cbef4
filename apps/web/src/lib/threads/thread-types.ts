import type { ResultOf } from '#lib/api/graphql.ts';
import type {
  AcceptedFields, ActionFields, CardFields, MineFields, PostFields, ThreadChangesQuery, ThreadFields, WindowFields,
} from './threads.operations.ts';

export type Card = ResultOf<typeof CardFields>;
export type Post = ResultOf<typeof PostFields>;
export type ThreadAction = ResultOf<typeof ActionFields>;
export type AcceptedAnswer = ResultOf<typeof AcceptedFields>;
export type Thread = ResultOf<typeof ThreadFields>;
export type PostWindow = ResultOf<typeof WindowFields>;
export type Mine = ResultOf<typeof MineFields>;
export type ThreadChanges = NonNullable<ResultOf<typeof ThreadChangesQuery>['threadChanges']>;

/** Who looks at a thread, as its page needs to know. */
export interface Reader {
  readonly handle: string;
  readonly displayName: string;
  readonly avatarUrl: string;
  readonly permissions: readonly string[];
}

/** The components that only members need, fetched for them alone. */
export type MemberParts = typeof import('./member-parts.ts');

/** A post that the composer answers. */
export interface Answered {
  readonly code: string;
  readonly position: number;
  readonly name: string;
}

/** What the server puts into a thread page. */
export interface ThreadPageData {
  readonly thread: Thread;
  readonly window: PostWindow;
  readonly mine: Mine | null;
  /** The place asked for by the address, or the first unread post of a member; null at the beginning. */
  readonly goTo: number | null;
  /** What stands open without JavaScript. */
  readonly open: {
    readonly edit: { readonly code: string; readonly source: string; readonly version: number } | null;
    readonly remove: string | null;
    /** The post whose menu, and the post whose reactions, stand open. */
    readonly acts: string | null;
    readonly react: string | null;
    readonly retitle: boolean;
    readonly replyTo: Answered | null;
  };
  /** A fresh key, so that a reply sent twice is kept once. */
  readonly replyKey: string;
}

/** How many posts a window holds. */
export const WINDOW = 20;
/** Posts kept above the place one comes to, so that the answer is not read without its question. */
export const ABOVE = 3;
