import type { Viewer } from '@foyer/domain/access';
import type { ThreadKind } from '@foyer/domain/threads';
import type { Sql } from '../platform/database/database.js';

export type SearchOrder = 'relevance' | 'date';

/** Narrows what is found; what is null narrows nothing. What does not exist, or may not be read, finds nothing. */
export interface SearchFilter {
  readonly spaceSlug: string | null;
  readonly authorHandle: string | null;
  readonly tag: string | null;
  readonly kind: ThreadKind | null;
  /** Whether its thread has an accepted answer. */
  readonly answered: boolean | null;
  readonly from: Date | null;
  /** The first instant that is too late. */
  readonly until: Date | null;
}

export interface SearchAsked {
  /**
   * Lists of words and phrases. A post must hold all of one list, in its text or in the title that it opens; with no
   * list, everything is found.
   */
  readonly anyOf: readonly (readonly string[])[];
  readonly filter: SearchFilter;
  readonly order: SearchOrder;
  readonly after: SearchKey | null;
  readonly size: number;
}

/** Where a hit stands in its list. */
export interface SearchKey {
  /** A whole number: larger stands before. */
  readonly key: number;
  readonly postId: string;
}

export interface SearchHit extends SearchKey {
  /** Posts of its thread that were found, itself among them. */
  readonly matches: number;
}

export interface SearchHits {
  /** One hit a thread, its best; one more than `size` when there are more. */
  readonly hits: readonly SearchHit[];
  /** Threads, among the posts that were ranked. */
  readonly threads: number;
  /** Whether there were more posts than are ranked. */
  readonly capped: boolean;
}

/** What is to be read anew, by id. */
export interface Changed {
  readonly posts: readonly string[];
  /** Threads whose opening post changed: it carries their title. */
  readonly openings: readonly string[];
  /** Threads all of whose posts changed: they moved. */
  readonly threads: readonly string[];
}

/** Posts that are ranked, at most. */
export const MOST_RANKED = 2_000;

/**
 * The port of searching. An adapter keeps posts findable and finds them; only what the viewer may read is found and
 * counted, since access is part of the question. What is shown of a hit is read from the database by whoever asked.
 */
export abstract class SearchIndex {
  /** Finds posts; every adapter gives the same posts for the same question, in an order of its own for relevance. */
  abstract find(viewer: Viewer, asked: SearchAsked): Promise<SearchHits>;
  /** Rereads what changed, and puts or removes it. */
  abstract reread(tx: Sql, changed: Changed): Promise<void>;
}
