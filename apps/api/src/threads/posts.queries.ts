import { Inject, Injectable } from '@nestjs/common';
import { holds } from '@foyer/domain/access';
import { SETTINGS, type Settings } from '../platform/config/settings.js';
import { Database, type Sql } from '../platform/database/database.js';
import { BadInput } from '../platform/graphql/errors.js';
import type { RequestContext } from '../platform/http/request-context.js';
import { isCode } from '../platform/ids/ids.js';
import { readableBy } from '../spaces/index.js';
import type { Post, PostPage, ThreadChanges } from './post.types.js';
import { SharedPart } from './shared-part.js';
import { ThreadHeads } from './thread-heads.js';
import { actionsObject, limitFor, POST_JOINS, postColumns, SHOWN } from './thread-columns.js';
import { actionViews, postView, type ActionJson, type PostRow } from './thread.view.js';

const LARGEST_WINDOW = 100;
/** Changes that travel one by one; a reader further behind loads the page again. */
const LARGEST_CHANGE = 100;
/** Memory for windows of posts, in bytes. */
const SHARED_BYTES = 16 * 1024 * 1024;
const LARGEST_POSITION = 2_147_483_647;

interface WindowRow extends Partial<PostRow> {
  has_before: boolean | null;
  actions: ActionJson[] | null;
}

interface ChangesRow extends Partial<PostRow> {
  thread_revision: string;
  reshaped_revision: string;
  title: string;
  slug: string;
  pinned: boolean;
  closed: boolean;
  replies_count: number;
  last_position: number;
  last_post_at: Date;
  accepted_code: string | null;
  tags: string[];
  actions: ActionJson[];
}

export interface WindowQuestion {
  /** First position wanted; or */
  readonly from: number | null;
  /** last position wanted. */
  readonly to: number | null;
  readonly first: number;
}

const isPost = <T extends Partial<PostRow>>(row: T): row is T & PostRow => row.code !== null && row.code !== undefined;
const readsRemoved = (ctx: RequestContext): boolean => holds(ctx.viewer, 'post.readRemoved');

/** Posts of a thread: windows by position, single posts, and what changed. Always index ranges, however long the thread. */
@Injectable()
export class PostsQueries {
  private readonly shared = new SharedPart<PostPage>(this.settings.pageCache ? SHARED_BYTES : 0, (page) => page.items.reduce((bytes, post) => bytes + 1_200 + 2 * post.html.length, 500));

  constructor(
    private readonly database: Database,
    private readonly heads: ThreadHeads,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  /**
   * A window of posts with what happened between them, or null when the thread may not be read. One small statement,
   * and another when nothing is kept of this revision.
   */
  async window(ctx: RequestContext, threadCode: string, question: WindowQuestion): Promise<PostPage | null> {
    const head = await this.heads.thread(ctx, threadCode);
    if (!head) return null;
    const key = [head.id, head.revision, ctx.communityRevision, readsRemoved(ctx), question.from, question.to, question.first].join(' ');
    return this.shared.of(key, () => this.readWindow(ctx, threadCode, question));
  }

  private async readWindow(ctx: RequestContext, threadCode: string, question: WindowQuestion): Promise<PostPage | null> {
    if (question.from !== null && question.to !== null) throw new BadInput('window: from and to exclude each other');
    const size = Math.min(Math.max(question.first, 1), LARGEST_WINDOW);
    const upwards = question.to === null;
    const edge = Math.min(Math.max((upwards ? question.from : question.to) ?? 0, 0), LARGEST_POSITION);
    const values: unknown[] = [threadCode, edge, readsRemoved(ctx)];
    const rows = await this.database.rows<WindowRow>(windowStatement(upwards, limitFor(size), readableBy(ctx.viewer, values)), values);
    const [head] = rows;
    if (!head) return null;
    const found = rows.filter(isPost);
    const posts = upwards ? found.slice(0, size + 1) : found.slice(-size - 1);
    const more = posts.length > size;
    // The post beyond the window tells where the window's last gap ends; it is not shown.
    const next = more && upwards ? posts.at(-1)?.position : undefined;
    const shown = more ? (upwards ? posts.slice(0, size) : posts.slice(1)) : posts;
    const [start, end] = [shown.at(0), shown.at(-1)];
    const hasBefore = upwards ? head.has_before === true : more;
    const from = hasBefore ? (start?.position ?? 0) : 0;
    return {
      items: shown.map(postView),
      actions: actionViews(head.actions ?? []).filter((action) => action.afterPosition >= from && (next === undefined || action.afterPosition < next)),
      firstPosition: start?.position ?? null,
      lastPosition: end?.position ?? null,
      hasBefore,
      hasAfter: upwards ? more : head.has_before === true,
    };
  }

  /** One post by its code, or null. */
  async post(ctx: RequestContext, code: string, sql: Sql = this.database): Promise<Post | null> {
    if (!isCode(code)) return null;
    const values: unknown[] = [code, readsRemoved(ctx)];
    const row = await sql.row<PostRow>(
      `SELECT ${postColumns('$2')} FROM posts p JOIN threads t ON t.id = p.thread_id JOIN spaces s ON s.id = t.space_id ${POST_JOINS}
        WHERE p.code = $1 AND p.state IN ${SHOWN} AND t.state = 'visible' AND ${readableBy(ctx.viewer, values)}`,
      values,
    );
    return row && postView(row);
  }

  /**
   * What changed in a thread after a revision, for the viewer's audience; null when the thread may not be read.
   * One statement.
   * @throws BadInput when `since` is no revision
   */
  async changes(ctx: RequestContext, code: string, since: string): Promise<ThreadChanges | null> {
    if (!/^\d{1,18}$/.test(since)) throw new BadInput('revision');
    if (!isCode(code)) return null;
    const values: unknown[] = [code, since, readsRemoved(ctx)];
    const rows = await this.database.rows<ChangesRow>(changesStatement(readableBy(ctx.viewer, values)), values);
    const [head] = rows;
    if (!head) return null;
    const posts = rows.filter(isPost);
    const reload = posts.length > LARGEST_CHANGE || BigInt(since) > BigInt(head.thread_revision) || BigInt(since) < BigInt(head.reshaped_revision);
    return {
      code,
      since,
      revision: head.thread_revision,
      reload,
      thread: {
        title: head.title,
        slug: head.slug,
        pinned: head.pinned,
        closed: head.closed,
        repliesCount: head.replies_count,
        lastPosition: head.last_position,
        lastPostAt: head.last_post_at,
        acceptedPostCode: head.accepted_code,
        tags: head.tags,
      },
      posts: reload ? [] : posts.map(postView),
      actions: reload ? [] : actionViews(head.actions),
    };
  }
}

// The inner LIMIT keeps to one index range: positions are read in order, from the edge on.
function windowStatement(upwards: boolean, limit: number, readable: string): string {
  const [compare, beyond, order] = upwards ? ['>=', '<', 'ASC'] : ['<=', '>', 'DESC'];
  return `
    WITH scope AS MATERIALIZED (
      SELECT t.id FROM threads t JOIN spaces s ON s.id = t.space_id WHERE t.code = $1 AND t.state = 'visible' AND ${readable}
    ), page AS MATERIALIZED (
      SELECT found.* FROM scope CROSS JOIN LATERAL (
        SELECT ${postColumns('$3')} FROM (
          SELECT * FROM posts inside WHERE inside.thread_id = scope.id AND inside.position ${compare} $2 AND inside.state IN ${SHOWN}
           ORDER BY inside.position ${order} LIMIT ${limit}) p ${POST_JOINS}
      ) found
    ), span AS MATERIALIZED (SELECT coalesce(min(position), $2) AS low, coalesce(max(position), $2) AS high FROM page),
    around AS MATERIALIZED (
      SELECT EXISTS (SELECT 1 FROM posts o WHERE o.thread_id = scope.id AND o.position ${beyond} ${upwards ? 'span.low' : 'span.high'} AND o.state IN ${SHOWN}) AS has_before,
             ${actionsObject(`a.thread_id = scope.id AND a.after_position BETWEEN CASE WHEN span.low <= 1 THEN 0 ELSE span.low END AND span.high`)} AS actions
        FROM scope, span
    )
    SELECT around.has_before, around.actions, page.* FROM around LEFT JOIN page ON true ORDER BY page.position`;
}

function changesStatement(readable: string): string {
  return `
    WITH scope AS MATERIALIZED (
      SELECT t.* FROM threads t JOIN spaces s ON s.id = t.space_id WHERE t.code = $1 AND t.state = 'visible' AND ${readable}
    ), page AS MATERIALIZED (
      SELECT found.* FROM scope CROSS JOIN LATERAL (
        SELECT ${postColumns('$3')} FROM (
          SELECT * FROM posts inside WHERE inside.thread_id = scope.id AND inside.revision > $2::bigint AND inside.state IN ${SHOWN}
           ORDER BY inside.revision LIMIT ${LARGEST_CHANGE + 1}) p ${POST_JOINS}
      ) found
    )
    SELECT scope.revision::text AS thread_revision, scope.reshaped_revision::text, scope.title, scope.slug, scope.pinned_at IS NOT NULL AS pinned, scope.closed_at IS NOT NULL AS closed,
           scope.replies_count, scope.last_position, scope.last_post_at, scope.tags,
           (SELECT ap.code FROM posts ap WHERE ap.id = scope.accepted_post_id) AS accepted_code,
           ${actionsObject('a.thread_id = scope.id AND a.revision > $2::bigint')} AS actions, page.*
      FROM scope LEFT JOIN page ON true ORDER BY page.position`;
}
