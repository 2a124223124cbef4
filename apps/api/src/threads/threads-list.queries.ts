import { Inject, Injectable } from '@nestjs/common';
import { SETTINGS, type Settings } from '../platform/config/settings.js';
import { Database } from '../platform/database/database.js';
import { cursorOf, readCursor } from '../platform/graphql/cursor.js';
import { BadInput, NotFound } from '../platform/graphql/errors.js';
import type { RequestContext } from '../platform/http/request-context.js';
import { isCode } from '../platform/ids/ids.js';
import { readableBy } from '../spaces/index.js';
import { notMutedBy } from './keeping/muted.js';
import { SharedPart } from './shared-part.js';
import { ThreadHeads } from './thread-heads.js';
import { instantOf, limitFor, microseconds, ROW_JOINS, rowColumns } from './thread-columns.js';
import type { ThreadFilterWord, ThreadPage, ThreadRowMine } from './thread.types.js';
import { threadRowView, type ListRow } from './thread.view.js';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const LARGEST_PAGE = 100;
/** Filtered lists are counted up to here: nobody pages further by number. */
const COUNTED = 1_000;
const PINNED = 50;
/** Memory for first pages, in bytes, and their largest size: the head of a space watches that many threads. */
const SHARED_BYTES = 8 * 1024 * 1024;
const LARGEST_FIRST = 25;

export interface ListQuestion {
  readonly spaceSlug: string | null;
  readonly filter: ThreadFilterWord;
  readonly tag: string | null;
  readonly after: string | null;
  readonly before: string | null;
  readonly first: number;
}

interface PageRow extends Partial<ListRow> {
  total: number;
  on_top: boolean | null;
  key: string | null;
  id: string | null;
}

/** The page that most people open: the beginning of a space, unfiltered, at the usual size. It is the same for all its readers. */
const isFirstPage = (question: ListQuestion): question is ListQuestion & { spaceSlug: string } =>
  question.spaceSlug !== null && question.filter === 'recent' && question.tag === null && question.after === null && question.before === null && question.first <= LARGEST_FIRST;

/** Lists of threads: one statement each, keyset pages, nothing that the viewer may not read. */
@Injectable()
export class ThreadsListQueries {
  private readonly shared = new SharedPart<ThreadPage>(this.settings.pageCache ? SHARED_BYTES : 0, (page) => 500 + page.items.length * 2_500);

  constructor(
    private readonly database: Database,
    private readonly heads: ThreadHeads,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  /** @throws NotFound for a space that the viewer may not read, BadInput for a broken cursor */
  async page(ctx: RequestContext, question: ListQuestion): Promise<ThreadPage> {
    if (!isFirstPage(question)) return this.read(ctx, question);
    const head = await this.heads.space(ctx, question.spaceSlug);
    if (!head) throw new NotFound();
    const page = await this.shared.of([head.id, head.revision, ctx.communityRevision, ctx.locale, question.first].join(' '), () => this.read(ctx, question));
    if (!page) throw new NotFound();
    return page;
  }

  private async read(ctx: RequestContext, question: ListQuestion): Promise<ThreadPage> {
    if (question.after !== null && question.before !== null) throw new BadInput('page: after and before exclude each other');
    const backwards = question.before !== null;
    const cursor = question.after ?? question.before;
    const key = cursor === null ? null : readCursor(cursor, ['number', 'string']);
    if (key && !UUID.test(key[1])) throw new BadInput('cursor');
    const size = Math.min(Math.max(question.first, 1), LARGEST_PAGE);
    const rows = await this.database.rows<PageRow>(...pageStatement(ctx, question, key, backwards, size));
    const [head] = rows;
    if (!head) throw new NotFound();
    const found = rows.filter((row): row is PageRow & ListRow & { key: string; id: string } => row.id !== null);
    const listed = found.filter((row) => !row.on_top);
    const more = listed.length > size;
    const items = listed.slice(0, size);
    const onTop = found.filter((row) => row.on_top);
    if (backwards) [items, onTop].forEach((list) => list.reverse());
    const [start, end] = [items.at(0), items.at(-1)];
    const isFirst = backwards ? !more : key === null;
    const hasNext = backwards ? key !== null : more;
    return {
      items: [...(isFirst ? onTop : []), ...items].map(threadRowView),
      next: hasNext && end ? cursorOf([Number(end.key), end.id]) : null,
      previous: !isFirst && start ? cursorOf([Number(start.key), start.id]) : null,
      total: head.total,
    };
  }

  /** What is the viewer's own about threads of a list, in the order asked; codes she may not read are left out. */
  async mine(ctx: RequestContext, codes: readonly string[]): Promise<ThreadRowMine[]> {
    if (codes.length > LARGEST_PAGE || !codes.every(isCode)) throw new BadInput('codes');
    const { viewer } = ctx;
    if (viewer.memberId === null || codes.length === 0) return codes.map((code) => ({ code, unread: false, newReplies: 0, readPosition: 0, putAside: false, quoteAside: false }));
    const values: unknown[] = [codes, viewer.memberId, viewer.readBaselineAt];
    return this.database.rows<ThreadRowMine>(
      `SELECT t.code, fresh AND news > 0 AS unread, CASE WHEN fresh THEN greatest(news, 0) ELSE 0 END AS "newReplies", coalesce(r.position, 0) AS "readPosition",
              t.author_id = ANY (aside.ids) AS "putAside",
              CASE WHEN aside.ids = '{}' THEN false ELSE coalesce((SELECT lp.author_id = ANY (aside.ids) FROM posts lp WHERE lp.id = t.last_post_id), false) END AS "quoteAside"
         FROM unnest($1::text[]) WITH ORDINALITY AS wanted (code, place)
         JOIN threads t ON t.code = wanted.code AND t.state = 'visible'
         JOIN spaces s ON s.id = t.space_id AND ${readableBy(viewer, values)}
         LEFT JOIN thread_reads r ON r.member_id = $2 AND r.thread_id = t.id
         CROSS JOIN LATERAL (SELECT t.last_post_at > $3::timestamptz AS fresh) f
         CROSS JOIN LATERAL (SELECT ${NEWS} AS news) n
         CROSS JOIN (SELECT ARRAY(SELECT blocked_id FROM member_blocks WHERE blocker_id = $2 UNION SELECT muted_id FROM member_mutes WHERE muter_id = $2) AS ids) aside
        ORDER BY wanted.place`,
      values,
    );
  }
}

/**
 * New posts for whoever read up to `r.position`; for whoever never opened the thread, those after the baseline ($3)
 * from which on she counts. Needs `t` and `r`.
 */
export const NEWS = `
  CASE WHEN r.position IS NOT NULL THEN t.last_position - r.position
       WHEN t.created_at > $3::timestamptz THEN t.last_position
       ELSE t.last_position - coalesce((SELECT old.position FROM posts old WHERE old.thread_id = t.id AND old.created_at <= $3::timestamptz
                                         ORDER BY old.position DESC LIMIT 1), 0) END`;

function pageStatement(ctx: RequestContext, question: ListQuestion, key: [number, string] | null, backwards: boolean, size: number): [string, unknown[]] {
  const { viewer } = ctx;
  const values: unknown[] = [];
  const value = (given: unknown): string => `$${values.push(given)}`;
  const readable = readableBy(viewer, values);
  const inSpace = question.spaceSlug === null ? null : value(question.spaceSlug);
  const filters = [`t.state = 'visible'`, ...filterConditions(ctx, question, value)];
  const plain = (question.filter === 'recent' || question.filter === 'popular' || question.filter === 'votes') && question.tag === null;
  const pinnedOnTop = inSpace !== null && question.filter === 'recent' && question.tag === null;

  const byCount = { popular: 't.replies_count', votes: 't.votes_count' }[question.filter as string];
  const column = byCount ?? (question.filter === 'unanswered' ? 't.created_at' : 't.last_post_at');
  const [compare, order] = backwards ? ['>', 'ASC'] : ['<', 'DESC'];
  const conditions = [...filters, ...(pinnedOnTop ? ['t.pinned_at IS NULL'] : [])];
  if (key) {
    const [sort, id] = [value(key[0]), value(key[1])];
    conditions.push(`(${column}, t.id) ${compare} (${byCount ? `${sort}::int` : instantOf(sort)}, ${id}::uuid)`);
  }
  const sortKey = byCount ? `${byCount}::bigint` : microseconds(column);
  // Inside a space its access was decided once, in `scope`; elsewhere every thread's space is checked.
  const from = inSpace ? 'scope, threads t' : `threads t JOIN spaces s ON s.id = t.space_id AND ${readable}`;
  const where = (list: readonly string[]): string => [...(inSpace ? ['t.space_id = scope.id'] : []), ...list].join(' AND ');
  const count = plain ? 'scope.threads_count' : `(SELECT count(*)::int FROM (SELECT 1 FROM ${inSpace ? 'threads t' : from} WHERE ${where(filters)} ORDER BY ${column} DESC LIMIT ${COUNTED}) counted)`;

  const text = `
    WITH scope AS MATERIALIZED (
      ${inSpace ? `SELECT s.id, s.threads_count FROM spaces s WHERE s.slug = ${inSpace} AND ${readable}` : `SELECT coalesce(sum(s.threads_count), 0)::int AS threads_count FROM spaces s WHERE ${readable}`}
    ), listed AS (
      SELECT picked.* FROM ${inSpace ? 'scope CROSS JOIN LATERAL' : ''} (
        SELECT t.id, false AS on_top, ${sortKey} AS key
          FROM ${inSpace ? 'threads t' : from} WHERE ${where(conditions)}
         ORDER BY ${column} ${order}, t.id ${order} LIMIT ${limitFor(size)}
      ) picked
      ${pinnedOnTop ? `UNION ALL SELECT pinned.* FROM scope CROSS JOIN LATERAL (
        SELECT t.id, true, ${microseconds('t.pinned_at')} FROM threads t
         WHERE ${where(filters)} AND t.pinned_at IS NOT NULL ORDER BY t.pinned_at DESC LIMIT ${PINNED}) pinned` : ''}
    )
    SELECT ${count} AS total, listed.on_top, listed.key::text AS key, listed.id, ${rowColumns(ctx.locale)}
      FROM scope LEFT JOIN (listed JOIN threads t ON t.id = listed.id JOIN spaces s ON s.id = t.space_id ${ROW_JOINS}) ON true
     ORDER BY listed.on_top DESC, listed.key ${order}, listed.id ${order}`;
  return [text, values];
}

function filterConditions(ctx: RequestContext, question: ListQuestion, value: (given: unknown) => string): string[] {
  const { viewer } = ctx;
  const conditions: string[] = [];
  if (question.tag !== null) conditions.push(`t.tags @> ARRAY[${value(question.tag.toLowerCase())}::text]`);
  switch (question.filter) {
    case 'recent':
    case 'popular':
    case 'votes':
      break;
    case 'unanswered':
      conditions.push(`t.kind = 'question' AND t.replies_count = 0 AND t.closed_at IS NULL`);
      break;
    case 'unread': {
      const me = value(viewer.memberId);
      conditions.push(
        `t.last_post_at > ${value(viewer.readBaselineAt)}::timestamptz`,
        `NOT EXISTS (SELECT 1 FROM thread_reads r WHERE r.member_id = ${me}::uuid AND r.thread_id = t.id AND r.position >= t.last_position)`,
        // In the whole house; in a space that she opens herself, everything new is there.
        ...(question.spaceSlug === null ? [notMutedBy(me)] : []),
      );
      break;
    }
    case 'mine':
      conditions.push(`t.id IN (SELECT tp.thread_id FROM thread_participants tp WHERE tp.member_id = ${value(viewer.memberId)}::uuid)`);
      break;
  }
  return conditions;
}
