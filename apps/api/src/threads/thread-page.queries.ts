import { Inject, Injectable } from '@nestjs/common';
import type { Role } from '@foyer/domain/access';
import { holds } from '@foyer/domain/access';
import { spacedHtml } from '@foyer/domain/typography';
import { decideAccept, decideEditThread, decideReply, type ThreadFacts, type ThreadKind } from '@foyer/domain/threads';
import { SETTINGS, type Settings } from '../platform/config/settings.js';
import { Database } from '../platform/database/database.js';
import { refusalMessage } from '../platform/graphql/refused.js';
import { oncePerRequest } from '../platform/http/request-id.js';
import type { RequestContext } from '../platform/http/request-context.js';
import { isCode } from '../platform/ids/ids.js';
import { cardOf } from '../members/index.js';
import { type LocaleWord } from '../platform/graphql/words.js';
import { readableBy, spaceColumns, spaceView, type SpaceRow } from '../spaces/index.js';
import { IDEA } from './ideas/idea-columns.js';
import type { Idea } from './ideas/idea.types.js';
import type { SubscriptionLevelWord } from './keeping/keeping.types.js';
import { BEST_REPLIES } from './pace/best-replies.js';
import type { BestReasonWord } from './pace/pace.types.js';
import { SharedPart } from './shared-part.js';
import { HEAD, ThreadHeads, type Head } from './thread-heads.js';
import { ThreadViews } from './thread-views.js';
import { cardColumns, cardObject } from './thread-columns.js';
import { NEWS } from './threads-list.queries.js';
import type { RelatedThread, Thread, ThreadMine } from './thread.types.js';
import { authorView, type CardJson } from './thread.view.js';

const PARTICIPANTS = 14;
/** The latest participants among whom the most active are shown: a thread of thousands opens like one of ten. */
const ACTIVE_AMONG = 100;
const RELATED = 4;
/** The latest threads of the space among which related ones are looked for. */
const RELATED_AMONG = 80;
/** Memory for threads' heads, in bytes, and how old the figures that have no revision (views, related threads) may be. */
const SHARED_BYTES = 8 * 1024 * 1024;
const STATISTICS_MS = 30_000;
/** Posts at a thread's beginning whose own reactions are read along with where she stopped: most threads are no longer. */
const BEGINNING = 60;
/** Posts whose own reactions are given at once. */
const LARGEST_WINDOW = 200;
/** The last position there can be, less a window. */
const LARGEST_POSITION = 2_147_483_000;

interface ThreadPageRow {
  id: string;
  code: string;
  slug: string;
  title: string;
  kind: ThreadKind;
  locale: LocaleWord;
  tags: string[];
  pinned: boolean;
  closed: boolean;
  space: Omit<SpaceRow, 'last_activity_at'> & { last_activity_at: string | null };
  author_handle: string;
  author_name: string;
  author_avatar: string | null;
  author_role: Role;
  created_at: Date;
  last_post_at: Date;
  replies_count: number;
  views: number;
  first_position: number | null;
  last_position: number;
  revision: string;
  truncated_from: number | null;
  accepted: { code: string; position: number; html: string; author: CardJson; accepted_answers: number; by: string | null } | null;
  accepted_at: Date | null;
  participants: CardJson[] | null;
  participants_count: number;
  related: RelatedThread[] | null;
  slow_seconds: number;
  auto_close_days: number | null;
  idea: Idea | null;
  best: { code: string; position: number; excerpt: string; score: number; reason: BestReasonWord; author: CardJson }[] | null;
}

interface MineRow extends Head {
  author_id: string;
  kind: ThreadKind;
  closed: boolean;
  pinned: boolean;
  accepted_post_id: string | null;
  archived: boolean;
  position: number | null;
  read_at: Date | null;
  news: number;
  reactions: { postCode: string; kinds: string[] }[] | null;
  blocked: string[];
  muted: string[];
  kept: string[];
  voted: boolean;
  level: SubscriptionLevelWord | null;
}

/** A thread's page: the part that everybody of one audience shares, and the viewer's own. */
@Injectable()
export class ThreadPageQueries {
  private readonly shared = new SharedPart<Thread>(this.settings.pageCache ? SHARED_BYTES : 0, (thread) => 4_000 + 2 * (thread.accepted?.html.length ?? 0), STATISTICS_MS);

  constructor(
    private readonly database: Database,
    private readonly views: ThreadViews,
    private readonly heads: ThreadHeads,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  /** The shared part, or null. Counts one view. One small statement, and another when nothing is kept of this revision. */
  async thread(ctx: RequestContext, code: string): Promise<Thread | null> {
    const head = await this.heads.thread(ctx, code);
    if (!head) return null;
    if (ctx.reply) this.views.count(head.id);
    return this.shared.of(`${head.id} ${head.revision} ${ctx.communityRevision} ${ctx.locale}`, () => this.read(ctx, code));
  }

  private async read(ctx: RequestContext, code: string): Promise<Thread | null> {
    const values: unknown[] = [code];
    const row = await this.database.row<ThreadPageRow>(
      `SELECT t.id, t.code, t.slug, t.title, t.kind, t.locale, t.tags, t.pinned_at IS NOT NULL AS pinned, t.closed_at IS NOT NULL AS closed,
              (SELECT to_jsonb(space) FROM (SELECT ${spaceColumns(ctx.locale)}) space) AS space, ${cardColumns('author', 'author')},
              t.created_at, t.last_post_at, t.replies_count, t.views, t.last_position, t.revision::text, t.truncated_from, t.accepted_at,
              (SELECT p.position FROM posts p WHERE p.thread_id = t.id ORDER BY p.position LIMIT 1) AS first_position,
              (SELECT jsonb_build_object('code', p.code, 'position', p.position, 'html', p.html, 'author', ${cardObject('pm')}, 'accepted_answers', pm.accepted_answers,
                      'by', (SELECT by.display_name FROM members by WHERE by.id = t.accepted_by))
                 FROM posts p JOIN members pm ON pm.id = p.author_id WHERE p.id = t.accepted_post_id AND p.state = 'visible') AS accepted,
              (SELECT jsonb_agg(${cardObject('am')} ORDER BY active.posts DESC, active.last_post_at DESC) FROM (
                 SELECT latest.* FROM (SELECT tp.member_id, tp.posts, tp.last_post_at FROM thread_participants tp
                                        WHERE tp.thread_id = t.id ORDER BY tp.last_post_at DESC LIMIT ${ACTIVE_AMONG}) latest
                  ORDER BY latest.posts DESC, latest.last_post_at DESC LIMIT ${PARTICIPANTS}) active JOIN members am ON am.id = active.member_id) AS participants,
              (SELECT count(*)::int FROM thread_participants tp WHERE tp.thread_id = t.id) AS participants_count,
              greatest(t.slow_seconds, s.slow_seconds) AS slow_seconds, coalesce(t.auto_close_days, s.auto_close_days) AS auto_close_days, ${BEST_REPLIES} AS best, ${IDEA} AS idea,
              CASE WHEN t.tags <> '{}' THEN (SELECT jsonb_agg(jsonb_build_object('code', close.code, 'slug', close.slug, 'title', close.title, 'repliesCount', close.replies_count))
                 FROM (SELECT r.code, r.slug, r.title, r.replies_count FROM (
                         SELECT n.id, n.code, n.slug, n.title, n.replies_count, n.tags FROM threads n
                          WHERE n.space_id = t.space_id AND n.state = 'visible' ORDER BY n.last_post_at DESC, n.id DESC LIMIT ${RELATED_AMONG}) r
                        WHERE r.id <> t.id AND r.tags && t.tags LIMIT ${RELATED}) close) END AS related
         FROM threads t JOIN spaces s ON s.id = t.space_id JOIN members author ON author.id = t.author_id
        WHERE t.code = $1 AND t.state = 'visible' AND ${readableBy(ctx.viewer, values)}`,
      values,
    );
    return row && threadView(row);
  }

  /**
   * The viewer's own part for the posts of a window, or null when the thread may not be read. One statement; a page
   * that asks where she stopped, then for the window there, is answered twice by the first, which reads the beginning.
   */
  async mine(ctx: RequestContext, code: string, from: number | null, to: number | null): Promise<ThreadMine | null> {
    if (!isCode(code)) return null;
    const low = Math.min(Math.max(from ?? 1, 0), LARGEST_POSITION);
    const high = Math.min(to ?? LARGEST_POSITION, low + LARGEST_WINDOW - 1);
    if (to !== null && high > BEGINNING) return this.readMine(ctx, code, low, high);
    return oncePerRequest(`mine ${ctx.viewer.memberId ?? ''} ${code}`, () => this.readMine(ctx, code, 0, BEGINNING));
  }

  private async readMine(ctx: RequestContext, code: string, low: number, high: number): Promise<ThreadMine | null> {
    const { viewer } = ctx;
    const values: unknown[] = [code, viewer.memberId, viewer.readBaselineAt, low, high];
    const row = await this.database.row<MineRow>(
      `SELECT ${HEAD}, t.author_id, t.kind, t.closed_at IS NOT NULL AS closed, t.pinned_at IS NOT NULL AS pinned, t.accepted_post_id, s.archived_at IS NOT NULL AS archived,
              r.position, r.read_at, CASE WHEN t.last_post_at > $3::timestamptz THEN ${NEWS} ELSE 0 END AS news,
              (SELECT jsonb_agg(jsonb_build_object('postCode', own.code, 'kinds', own.kinds)) FROM (
                 SELECT p.code, jsonb_agg(pr.kind) AS kinds FROM posts p JOIN post_reactions pr ON pr.post_id = p.id AND pr.member_id = $2::uuid
                  WHERE p.thread_id = t.id AND p.position BETWEEN $4 AND $5 GROUP BY p.code) own) AS reactions,
              ARRAY(SELECT m.handle::text FROM member_blocks b JOIN members m ON m.id = b.blocked_id WHERE b.blocker_id = $2::uuid) AS blocked,
              ARRAY(SELECT m.handle::text FROM member_mutes u JOIN members m ON m.id = u.muted_id WHERE u.muter_id = $2::uuid) AS muted,
              ARRAY(SELECT p.code FROM bookmarks b JOIN posts p ON p.id = b.post_id WHERE b.member_id = $2::uuid AND p.thread_id = t.id) AS kept,
              EXISTS (SELECT 1 FROM idea_votes v WHERE v.thread_id = t.id AND v.member_id = $2::uuid) AS voted,
              (SELECT u.level FROM subscriptions u WHERE u.member_id = $2::uuid AND u.thread_id = t.id) AS level
         FROM threads t JOIN spaces s ON s.id = t.space_id LEFT JOIN thread_reads r ON r.thread_id = t.id AND r.member_id = $2::uuid
        WHERE t.code = $1 AND t.state = 'visible' AND ${readableBy(viewer, values)}`,
      values,
    );
    this.heads.note(ctx, code, row && { id: row.id, revision: row.revision });
    return row && mineView(ctx, row);
  }
}

function threadView(row: ThreadPageRow): Thread {
  const { accepted, space } = row;
  return {
    code: row.code,
    slug: row.slug,
    title: row.title,
    kind: row.kind,
    locale: row.locale,
    tags: row.tags,
    pinned: row.pinned,
    closed: row.closed,
    space: spaceView({ ...space, last_activity_at: space.last_activity_at === null ? null : new Date(space.last_activity_at) }),
    author: authorView(row),
    createdAt: row.created_at,
    lastPostAt: row.last_post_at,
    repliesCount: row.replies_count,
    views: row.views,
    firstPosition: row.first_position ?? 1,
    lastPosition: row.last_position,
    revision: row.revision,
    accepted: accepted && {
      postCode: accepted.code,
      position: accepted.position,
      author: cardOf(accepted.author),
      html: spacedHtml(accepted.html, row.locale),
      acceptedBy: accepted.by,
      acceptedAt: row.accepted_at,
      authorAcceptedAnswers: accepted.accepted_answers,
    },
    participants: (row.participants ?? []).map(cardOf),
    participantsCount: row.participants_count,
    importedFrom: row.truncated_from === null ? null : String(row.truncated_from),
    related: row.related ?? [],
    idea: row.idea,
    slowSeconds: row.slow_seconds,
    autoCloseDays: row.auto_close_days,
    best: (row.best ?? []).map(({ code, author, ...reply }) => ({ ...reply, postCode: code, author: cardOf(author) })),
  };
}

function mineView(ctx: RequestContext, row: MineRow): ThreadMine {
  const { viewer } = ctx;
  const facts: ThreadFacts = {
    authorId: row.author_id, kind: row.kind, closed: row.closed, pinned: row.pinned, removed: false,
    acceptedPostId: row.accepted_post_id, spaceReadable: true, spaceArchived: row.archived,
  };
  const reply = decideReply(viewer, facts, null);
  return {
    readPosition: row.position ?? 0,
    readAt: row.read_at,
    unread: viewer.memberId === null ? 0 : Math.max(row.news, 0),
    reactions: row.reactions ?? [],
    // Whom she shut out is hers alone, even for those who look through her eyes.
    blocked: viewer.viewingAs ? [] : row.blocked,
    muted: viewer.viewingAs ? [] : row.muted,
    kept: viewer.viewingAs ? [] : row.kept,
    voted: row.voted,
    level: row.level ?? 'normal',
    canReply: reply.ok,
    replyRefusal: reply.ok ? null : refusalMessage(reply.refusal, ctx.locale),
    canEditThread: decideEditThread(viewer, facts, {}).ok,
    canAccept: decideAccept(viewer, facts, null).ok,
    canModerate: holds(viewer, 'post.removeAny'),
  };
}
