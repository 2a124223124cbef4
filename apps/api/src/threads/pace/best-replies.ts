import { cardObject } from '../thread-columns.js';

/** What makes a reply stand out by itself: likes, thanks and applause, those of before an import among them. The index `posts_best` has the same words. */
const score = (p: string): string =>
  `(${p}.imported_likes + coalesce((${p}.reaction_counts->>'like')::int, 0) + coalesce((${p}.reaction_counts->>'thanks')::int, 0) + coalesce((${p}.reaction_counts->>'bravo')::int, 0))`;

/** Reactions from which on a reply may stand out. */
const LEAST = 2;
const TOP = 3;

/**
 * The replies of a thread worth reading first, as JSON: the accepted one, those that the team pinned, then the best
 * liked. Index ranges, however long the thread. Needs `t`.
 */
export const BEST_REPLIES = `
  (SELECT jsonb_agg(jsonb_build_object('code', best.code, 'position', best.position, 'excerpt', best.excerpt, 'score', best.score, 'reason', best.reason, 'author', best.author) ORDER BY best.rank, best.score DESC, best.position) FROM (
     SELECT DISTINCT ON (p.id) p.code, p.position, left(p.plain, 140) AS excerpt, ${score('p')} AS score, found.rank, ${cardObject('bm')} AS author,
            CASE found.rank WHEN 1 THEN 'accepted' WHEN 2 THEN 'pinned' ELSE 'top' END AS reason
       FROM (
         SELECT t.accepted_post_id AS id, 1 AS rank WHERE t.accepted_post_id IS NOT NULL
         UNION ALL SELECT pinned.id, 2 FROM posts pinned WHERE pinned.thread_id = t.id AND pinned.pinned_at IS NOT NULL
         UNION ALL (SELECT top.id, 3 FROM posts top WHERE top.thread_id = t.id AND ${score('top')} >= ${LEAST} AND top.state = 'visible' AND top.position > 1
                     ORDER BY ${score('top')} DESC LIMIT ${TOP})
       ) found JOIN posts p ON p.id = found.id AND p.thread_id = t.id AND p.state = 'visible' JOIN members bm ON bm.id = p.author_id
      ORDER BY p.id, found.rank
   ) best)`;
