import { Injectable } from '@nestjs/common';
import { holds } from '@foyer/domain/access';
import { Clock } from '../platform/clock/clock.js';
import { Database } from '../platform/database/database.js';
import { cursorOf, readCursor } from '../platform/graphql/cursor.js';
import { BadInput } from '../platform/graphql/errors.js';
import type { RequestContext } from '../platform/http/request-context.js';
import { Limits } from '../platform/limits/limits.js';
import { cardColumnsOf, cardOf, type CardRow } from './card.js';
import { countsSeenBy, type CountsSeen } from './counts-seen.js';
import type { DirectoryWords, ListedMember, ListedMemberPage, MembersFilter, MembersSortWord } from './directory.types.js';
import { escapeLike } from './escape-like.js';
import { excerptOf } from './profile.queries.js';
import { apart, seenBy, type SeenBy } from './seen-by.js';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const LARGEST_PAGE = 60;
/** Members counted at most: nobody pages further by number. */
const COUNTED = 1_000;
const WORDS = 40;
/** Members whose words are counted for the list of words, latest first. */
const WORDS_AMONG = 5_000;
const LONGEST_TEXT = 60;
const DAY = 86_400_000;

/** How each sort orders: its expression, its direction, and how its key comes back from a cursor. */
const SORTS: Readonly<Record<MembersSortWord, { readonly by: string; readonly key: string; readonly order: 'ASC' | 'DESC'; readonly kind: 'string' | 'number'; readonly read: (given: string) => string }>> = {
  name: { by: 'm.sort_name', key: 'm.sort_name', order: 'ASC', kind: 'string', read: (given) => `${given}::text` },
  newest: {
    by: 'm.created_at', key: '(extract(epoch FROM m.created_at) * 1000000)::bigint::text', order: 'DESC', kind: 'number',
    read: (given) => `(timestamptz 'epoch' + ${given}::bigint * interval '1 microsecond')`,
  },
  // As far as the viewer may know: what `mostActive` found.
  posts: { by: 'm.posts_seen', key: 'm.posts_seen::text', order: 'DESC', kind: 'number', read: (given) => `${given}::int` },
};

/** A member as lists of people read her. */
export interface ListedRow extends CardRow {
  readonly id: string;
  readonly bio_plain: string | null;
  readonly place: string | null;
  readonly expertise: string[] | null;
  readonly interests: string[] | null;
  readonly created_at: Date;
  readonly posts_count: number;
  readonly following: boolean;
}

/** The columns of `ListedRow`: each as far as the viewer may see it. Needs `m`. */
export const listedColumns = (seen: SeenBy, counts: CountsSeen): string => {
  const shown = (field: Parameters<SeenBy['field']>[0], column: string, as: string): string => `CASE WHEN ${seen.field(field)} THEN ${column} END AS ${as}`;
  return `m.id, ${cardColumnsOf('m')}, ${shown('bio', 'left(m.bio_plain, 400)', 'bio_plain')}, ${shown('place', 'm.place', 'place')}, ${shown('expertise', 'm.expertise', 'expertise')},
    ${shown('interests', 'm.interests', 'interests')}, m.created_at, ${counts.posts} AS posts_count,
    EXISTS (SELECT 1 FROM member_follows mine WHERE mine.follower_id = ${seen.me} AND mine.followed_id = m.id) AS following`;
};

export const listedView = (row: ListedRow): ListedMember => ({
  ...cardOf(row), bioExcerpt: excerptOf(row.bio_plain), place: row.place, expertise: row.expertise ?? [], interests: row.interests ?? [], joinedAt: row.created_at,
  postsCount: Math.max(0, row.posts_count), following: row.following,
});

/** Everybody who takes part, as far as the viewer may see them. */
@Injectable()
export class DirectoryQueries {
  constructor(
    private readonly database: Database,
    private readonly limits: Limits,
    private readonly clock: Clock,
  ) {}

  /** One statement beside the limit. @throws BadInput for a broken cursor */
  async page(ctx: RequestContext, filter: MembersFilter, sort: MembersSortWord, after: string | null, first: number): Promise<ListedMemberPage> {
    const by = SORTS[sort];
    const key = after === null ? null : readCursor(after, [by.kind, 'string']);
    if (key && !UUID.test(String(key[1]))) throw new BadInput('cursor');
    await this.limits.charge('browse.member', ctx.viewer.memberId ?? '');
    const size = Math.min(Math.max(first, 1), LARGEST_PAGE);
    const values: unknown[] = [];
    const value = (given: unknown): string => `$${values.push(given)}`;
    const seen = seenBy(ctx.viewer, values);
    const counts = countsSeenBy(ctx.viewer, values);
    const search = textOf(filter.search);
    const found = search ? foundBy(search, value) : '';
    const where = this.conditions(ctx, filter, seen, value).join(' AND ');
    const from = key && `(${by.read(value(key[0]))}, ${value(key[1])}::uuid)`;
    const within: Within = { where, size: value(size + 1), after: (expression) => (from ? `AND (${expression}, m.id) ${by.order === 'ASC' ? '>' : '<'} ${from}` : '') };
    const sorted = sort === 'posts' ? mostActive(counts, within) : `SELECT m.* FROM members m WHERE ${where} ${within.after(by.by)} ORDER BY ${by.by} ${by.order}, m.id ${by.order} LIMIT ${within.size}`;
    const rows = await this.database.rows<Partial<ListedRow> & { total: number; key: string | null }>(
      `${found} SELECT counted.total, listed.* FROM (SELECT count(*)::int AS total FROM (SELECT 1 FROM members m WHERE ${where} LIMIT ${COUNTED}) few) counted
         LEFT JOIN LATERAL (
           SELECT ${listedColumns(seen, counts)}, ${by.key} AS key, row_number() OVER (ORDER BY ${by.by} ${by.order}, m.id ${by.order}) AS place_in_list FROM (${sorted}) m
         ) listed ON true
        ORDER BY listed.place_in_list`,
      values,
    );
    const members = rows.filter((row): row is ListedRow & { total: number; key: string } => row.id !== null && row.id !== undefined);
    const items = members.slice(0, size);
    const last = items.at(-1);
    return {
      items: items.map(listedView),
      next: members.length > size && last ? cursorOf([by.kind === 'number' ? Number(last.key) : last.key, last.id]) : null,
      total: rows[0]?.total ?? 0,
    };
  }

  /** What can be filtered by: the words that most members use and show, and the viewer's groups. One statement. */
  async words(ctx: RequestContext): Promise<DirectoryWords> {
    const values: unknown[] = [ctx.viewer.groupIds, holds(ctx.viewer, 'group.administer')];
    const seen = seenBy(ctx.viewer, values);
    const counted = (field: 'expertise' | 'interests'): string => `
      (SELECT coalesce(jsonb_agg(jsonb_build_object('word', word, 'count', uses) ORDER BY uses DESC, word), '[]') FROM (
         SELECT word, count(*)::int AS uses FROM latest m CROSS JOIN unnest(m.${field}) AS word WHERE ${seen.field(field)} GROUP BY word ORDER BY uses DESC, word LIMIT ${WORDS}) used)`;
    const row = await this.database.row<DirectoryWords>(
      `WITH latest AS MATERIALIZED (SELECT id, visibility, expertise, interests FROM members WHERE state = 'active' AND (expertise <> '{}' OR interests <> '{}') ORDER BY created_at DESC, id DESC LIMIT ${WORDS_AMONG})
       SELECT ${counted('expertise')} AS expertise, ${counted('interests')} AS interests,
              (SELECT coalesce(jsonb_agg(jsonb_build_object('code', g.code, 'name', g.name) ORDER BY lower(g.name)), '[]') FROM groups g WHERE $2::boolean OR g.id = ANY ($1::uuid[])) AS groups`,
      values,
    );
    return row ?? { expertise: [], interests: [], groups: [] };
  }

  private conditions(ctx: RequestContext, filter: MembersFilter, seen: SeenBy, value: (given: unknown) => string): string[] {
    const conditions = [`m.state = 'active'`, `NOT ${apart('m.id', seen.me)}`];
    if (textOf(filter.search)) conditions.push('m.id IN (SELECT id FROM found)');
    if (filter.role) conditions.push(`m.role = ${value(filter.role)}`);
    if (filter.groupCode) {
      const all = value(holds(ctx.viewer, 'group.administer'));
      conditions.push(`m.id IN (SELECT gm.member_id FROM group_members gm JOIN groups g ON g.id = gm.group_id WHERE g.code = ${value(filter.groupCode)} AND (${all}::boolean OR g.id = ANY (${value(ctx.viewer.groupIds)}::uuid[])))`);
    }
    for (const [field, word] of [['interests', textOf(filter.interest)], ['expertise', textOf(filter.expertise)]] as const) {
      if (word) conditions.push(`m.${field} @> ARRAY[${value(word.toLowerCase())}::text]`, seen.field(field));
    }
    const place = textOf(filter.place);
    if (place) conditions.push(`m.place ILIKE ${value(`%${escapeLike(place)}%`)}`, seen.field('place'));
    const now = this.clock.now().getTime();
    if (filter.active) conditions.push(`m.last_seen_at > ${value(new Date(now - 7 * DAY))}::timestamptz`, seen.field('activity'));
    if (filter.recent) conditions.push(`m.created_at > ${value(new Date(now - 30 * DAY))}::timestamptz`);
    if (filter.followed) conditions.push(`m.id IN (SELECT f.followed_id FROM member_follows f WHERE f.follower_id = ${seen.me})`);
    return conditions;
  }
}

interface Within {
  readonly where: string;
  readonly size: string;
  /** Where the last page ended, by this expression. */
  after(expression: string): string;
}

/**
 * Members by their posts in the spaces that the viewer may read. Those who wrote nothing elsewhere come in the order of
 * an index; only of the others is something taken off, and they are those of the spaces that she may not read.
 */
function mostActive({ unseenSpaces }: CountsSeen, { where, size, after }: Within): string {
  // How many that are, no statistics tell: `OFFSET 0` keeps the planner at looking up one after the other.
  return `SELECT m.* FROM (
    (SELECT m.*, m.posts_count AS posts_seen FROM members m
      WHERE ${where} AND NOT EXISTS (SELECT 1 FROM member_space_counts c WHERE c.member_id = m.id AND c.space_id = ANY (${unseenSpaces}) OFFSET 0) ${after('m.posts_count')}
      ORDER BY m.posts_count DESC, m.id DESC LIMIT ${size})
    UNION ALL
    (SELECT m.*, m.posts_count - unseen.posts AS posts_seen
       FROM (SELECT c.member_id, sum(c.posts)::int AS posts FROM unnest(${unseenSpaces}) AS hidden (id)
              CROSS JOIN LATERAL (SELECT w.member_id, w.posts FROM member_space_counts w WHERE w.space_id = hidden.id OFFSET 0) c GROUP BY c.member_id) unseen
      CROSS JOIN LATERAL (SELECT * FROM members one WHERE one.id = unseen.member_id OFFSET 0) m
      WHERE ${where} ${after('m.posts_count - unseen.posts')} ORDER BY m.posts_count - unseen.posts DESC, m.id DESC LIMIT ${size})
  ) m ORDER BY m.posts_seen DESC, m.id DESC LIMIT ${size}`;
}

/** Whose name or handle holds the words, or nearly: looked up by itself, so that its index serves whatever else is asked. */
function foundBy(search: string, value: (given: unknown) => string): string {
  const names = `(f.handle::text || ' ' || f.display_name)`;
  const part = `SELECT f.id FROM members f WHERE ${names} ILIKE ${value(`%${escapeLike(search.replace(/^@/, ''))}%`)}`;
  // Below four letters, everything looks alike.
  return `WITH found AS MATERIALIZED (${search.length < 4 ? part : `${part} UNION SELECT f.id FROM members f WHERE ${value(search)} <% ${names}`})`;
}

/** A condition's text, short enough to look for; empty when there is none. */
const textOf = (given: string | null | undefined): string => (given ?? '').slice(0, LONGEST_TEXT).toWellFormed().replace(/\s+/g, ' ').trim();
