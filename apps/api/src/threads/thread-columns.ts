import { IDEA } from './ideas/idea-columns.js';
import type { Locale } from '../platform/http/request-context.js';

/** Characters of an excerpt in a list, and of a post that is answered. */
const EXCERPT = 180;

/** A member as a JSON object, in the form that `cardOf` takes. */
export const cardObject = (alias: string): string =>
  `jsonb_build_object('handle', ${alias}.handle::text, 'display_name', ${alias}.display_name, 'avatar_path', ${alias}.avatar_path, 'role', ${alias}.role)`;

/** A member as four columns: cheaper than an object where there is one per row. */
export const cardColumns = (alias: string, prefix: string): string =>
  `${alias}.handle::text AS ${prefix}_handle, ${alias}.display_name AS ${prefix}_name, ${alias}.avatar_path AS ${prefix}_avatar, ${alias}.role AS ${prefix}_role`;

/** An instant as whole microseconds since 1970: what cursors carry, since a JavaScript date would round it. */
export const microseconds = (column: string): string => `(extract(epoch FROM ${column}) * 1000000)::bigint`;
export const instantOf = (parameter: string): string => `(timestamptz 'epoch' + ${parameter}::bigint * interval '1 microsecond')`;

/** The columns of a row in a list; needs `t` (thread), `s` (space) and ROW_JOINS. */
export const rowColumns = (locale: Locale): string => `
  t.code, t.slug, t.title, t.kind, t.locale, t.tags, t.pinned_at IS NOT NULL AS pinned, t.closed_at IS NOT NULL AS closed,
  t.accepted_post_id IS NOT NULL AS solved, ${IDEA} AS idea, s.slug AS space_slug, s.name_${locale} AS space_name, s.icon AS space_icon,
  ${cardColumns('author', 'author')}, t.replies_count, t.created_at, t.last_post_at, t.last_position,
  others.cards AS participants, (SELECT count(*)::int FROM thread_participants tp WHERE tp.thread_id = t.id) AS participants_count,
  latest.excerpt, latest.author AS excerpt_author`;

export const ROW_JOINS = `
  JOIN members author ON author.id = t.author_id
  LEFT JOIN LATERAL (
    SELECT left(lp.plain, ${EXCERPT}) AS excerpt, lm.display_name AS author
      FROM posts lp JOIN members lm ON lm.id = lp.author_id WHERE lp.id = t.last_post_id AND lp.state = 'visible'
  ) latest ON true
  LEFT JOIN LATERAL (
    SELECT jsonb_agg(card) AS cards FROM (
      SELECT ${cardObject('om')} AS card
        FROM thread_participants tp JOIN members om ON om.id = tp.member_id
       WHERE tp.thread_id = t.id AND tp.member_id <> t.author_id ORDER BY tp.last_post_at DESC LIMIT 3
    ) latest_others
  ) others ON true`;

/** The states of posts that have a place in the page; the others are not there yet. */
export const SHOWN = `('visible','hidden','removed')`;

/**
 * The columns of a post; needs `p` and POST_JOINS. The text of a removed post leaves the database for staff alone.
 * @param staff the parameter that says whether the viewer reads removed posts
 */
export const postColumns = (staff: string): string => `
  p.code, p.position, ${cardColumns('author', 'author')}, p.state, p.state_reason,
  CASE WHEN p.state = 'visible' OR ${staff}::boolean THEN p.html ELSE '' END AS html,
  p.locale, coalesce(p.locale, within.locale) AS text_locale, p.created_at, p.edited_at, p.edits, p.wiki, p.pinned_at IS NOT NULL AS post_pinned, p.reaction_counts, p.imported_likes, p.revision::text,
  parent.code AS parent_code, parent.position AS parent_position, ${cardColumns('pm', 'parent')},
  CASE WHEN parent.state = 'visible' OR ${staff}::boolean THEN left(parent.plain, ${EXCERPT}) ELSE '' END AS parent_excerpt`;

export const POST_JOINS = `
  JOIN threads within ON within.id = p.thread_id
  JOIN members author ON author.id = p.author_id
  LEFT JOIN posts parent ON parent.id = p.reply_to_id AND parent.thread_id = p.thread_id
  LEFT JOIN members pm ON pm.id = parent.author_id`;

/** The actions of a thread as JSON, in order; `where` names them by `a`. */
export const actionsObject = (where: string): string => `
  (SELECT coalesce(jsonb_agg(jsonb_build_object('kind', a.kind, 'actor', CASE WHEN am.id IS NULL THEN NULL ELSE ${cardObject('am')} END,
          'at', a.created_at, 'afterPosition', a.after_position, 'detail', a.detail, 'otherCode', a.other_code) ORDER BY a.after_position, a.created_at, a.id), '[]'::jsonb)
     FROM thread_actions a LEFT JOIN members am ON am.id = a.actor_id WHERE ${where})`;

const PAGE_SIZES = [10, 20, 25, 50, 100] as const;

/**
 * The number of rows to ask for: the next larger of a few sizes, and one to know whether there are more. It stands in
 * the text, since PostgreSQL keeps a plan only when it knows the limit, and few texts mean few plans.
 */
export const limitFor = (size: number): number => (PAGE_SIZES.find((known) => known >= size) ?? 100) + 1;
