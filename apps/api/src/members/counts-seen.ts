import { readableBy } from '../access/index.js';
import type { SessionViewer } from '../platform/http/request-context.js';

/** What a member wrote and received, of which the viewer may know: sums over the spaces that she may read. */
export interface CountsSeen {
  /** A lateral join that gives `counts.posts`, `counts.threads`, `counts.likes` and `counts.answers` of the member `m`. */
  readonly joined: string;
  /** The posts of the member `m` alone. */
  readonly posts: string;
  /** The ids of the spaces that the viewer may not read, as an array. */
  readonly unseenSpaces: string;
}

/** Every statement that shows what members wrote goes through it. Values are appended to `values`. */
export function countsSeenBy(viewer: SessionViewer, values: unknown[]): CountsSeen {
  const readable = readableBy(viewer, values);
  return {
    joined: `CROSS JOIN LATERAL (
      SELECT coalesce(sum(c.posts), 0)::int AS posts, coalesce(sum(c.threads), 0)::int AS threads, coalesce(sum(c.likes), 0)::int AS likes, coalesce(sum(c.answers), 0)::int AS answers
        FROM member_space_counts c JOIN spaces s ON s.id = c.space_id WHERE c.member_id = m.id AND ${readable}) counts`,
    posts: `(SELECT coalesce(sum(c.posts), 0)::int FROM member_space_counts c JOIN spaces s ON s.id = c.space_id WHERE c.member_id = m.id AND ${readable})`,
    unseenSpaces: `ARRAY(SELECT s.id FROM spaces s WHERE NOT ${readable})`,
  };
}
