import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock/clock.js';
import { Database } from '../platform/database/database.js';
import type { RequestContext } from '../platform/http/request-context.js';
import { readableBy } from '../spaces/index.js';
import { notMutedBy } from './keeping/muted.js';
import { ROW_JOINS, rowColumns } from './thread-columns.js';
import type { Home, HomeSummary } from './thread.types.js';
import { threadRowView, type ListRow } from './thread.view.js';

type Section = 'resume' | 'earlier' | 'popular' | 'answers';

const WEEK = 7 * 86_400_000;
/** How long the week's liveliest threads stay as they are, in milliseconds: the same for everybody, filtered for each. */
const POPULAR_FRESH = 30_000;
const POPULAR_CANDIDATES = 60;
/** Posts that are counted at most: beyond it the sentence says "more than". */
const COUNTED = 2_000;

/** The home page: what is new since the last visit, then what was there, then what the week was about. */
@Injectable()
export class HomeQueries {
  private popular: { readonly at: number; readonly ids: Promise<string[]> } | null = null;

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Two statements, and one each half-minute for what is popular. */
  async home(ctx: RequestContext): Promise<Home> {
    const since = ctx.viewer.memberId === null ? null : ctx.viewer.previousVisitAt;
    const [sections, counts] = await Promise.all([this.sections(ctx, since), this.counts(ctx, since)]);
    const of = (section: Section) => sections.filter((row) => row.section === section).map(threadRowView);
    return { since, summary: { ...counts, answersToYou: of('answers') }, resume: of('resume'), earlier: of('earlier'), popular: of('popular') };
  }

  /** The revisions of everything that the home page of this viewer lists; one statement. */
  async fingerprint(ctx: RequestContext): Promise<string> {
    const values: unknown[] = [await this.popularIds()];
    const visible = `t.state = 'visible' AND ${readableBy(ctx.viewer, values)}`;
    const row = await this.database.row<{ revisions: string | null }>(
      `SELECT string_agg(shown.code || shown.revision, ' ') AS revisions FROM (
         (SELECT t.code, t.revision FROM unnest($1::uuid[]) WITH ORDINALITY AS hot (id, place) JOIN threads t ON t.id = hot.id JOIN spaces s ON s.id = t.space_id
           WHERE ${visible} ORDER BY hot.place LIMIT 5)
         UNION ALL
         (SELECT t.code, t.revision FROM threads t JOIN spaces s ON s.id = t.space_id WHERE ${visible} ORDER BY t.last_post_at DESC, t.id DESC LIMIT 12)
         UNION ALL
         (SELECT t.code, t.revision FROM threads t JOIN spaces s ON s.id = t.space_id
           WHERE t.kind = 'question' AND t.replies_count = 0 AND t.closed_at IS NULL AND ${visible} ORDER BY t.created_at DESC, t.id DESC LIMIT 5)) shown`,
      values,
    );
    return row?.revisions ?? '';
  }

  private async sections(ctx: RequestContext, since: Date | null): Promise<(ListRow & { section: Section })[]> {
    const { viewer } = ctx;
    const values: unknown[] = [await this.popularIds()];
    const readable = readableBy(viewer, values);
    const value = (given: unknown): string => `$${values.push(given)}`;
    const visible = `t.state = 'visible' AND ${readable}${viewer.memberId === null ? '' : ` AND ${notMutedBy(value(viewer.memberId))}`}`;
    const parts = [`SELECT 'popular' AS section, place, id FROM (
      SELECT hot.place, t.id FROM unnest($1::uuid[]) WITH ORDINALITY AS hot (id, place) JOIN threads t ON t.id = hot.id JOIN spaces s ON s.id = t.space_id
       WHERE ${visible} ORDER BY hot.place LIMIT 5) popular`];
    let resume = '';
    if (viewer.memberId !== null && since !== null) {
      const [me, last, baseline] = [value(viewer.memberId), value(since), value(viewer.readBaselineAt)];
      resume = `resume AS MATERIALIZED (
        SELECT t.id, t.last_post_at FROM threads t JOIN spaces s ON s.id = t.space_id
         WHERE ${visible} AND t.last_post_at > greatest(${last}::timestamptz, ${baseline}::timestamptz)
           AND NOT EXISTS (SELECT 1 FROM thread_reads r WHERE r.member_id = ${me}::uuid AND r.thread_id = t.id AND r.position >= t.last_position)
         ORDER BY t.last_post_at DESC, t.id DESC LIMIT 12),`;
      parts.push(`SELECT 'resume', row_number() OVER (ORDER BY last_post_at DESC, id DESC), id FROM resume`);
      parts.push(`SELECT 'answers', row_number() OVER (ORDER BY last_post_at DESC), id FROM (
        SELECT t.id, t.last_post_at FROM threads t JOIN spaces s ON s.id = t.space_id JOIN posts lp ON lp.id = t.last_post_id
         WHERE ${visible} AND t.author_id = ${me}::uuid AND t.last_post_at > ${last}::timestamptz AND lp.author_id <> ${me}::uuid
           AND NOT EXISTS (SELECT 1 FROM member_blocks b WHERE b.blocker_id = ${me}::uuid AND b.blocked_id = lp.author_id)
           AND NOT EXISTS (SELECT 1 FROM member_mutes u WHERE u.muter_id = ${me}::uuid AND u.muted_id = lp.author_id)
         ORDER BY t.last_post_at DESC LIMIT 3) answers`);
    }
    parts.push(`SELECT 'earlier', row_number() OVER (ORDER BY last_post_at DESC, id DESC), id FROM (
      SELECT t.id, t.last_post_at FROM threads t JOIN spaces s ON s.id = t.space_id
       WHERE ${visible} ${resume && 'AND t.id NOT IN (SELECT id FROM resume)'} ORDER BY t.last_post_at DESC, t.id DESC LIMIT 12) earlier`);
    return this.database.rows<ListRow & { section: Section }>(
      `WITH ${resume} picked AS (${parts.join(' UNION ALL ')})
       SELECT picked.section, ${rowColumns(ctx.locale)}
         FROM picked JOIN threads t ON t.id = picked.id JOIN spaces s ON s.id = t.space_id ${ROW_JOINS}
        ORDER BY picked.section, picked.place`,
      values,
    );
  }

  private async counts(ctx: RequestContext, since: Date | null): Promise<Omit<HomeSummary, 'answersToYou'>> {
    const values: unknown[] = [since, ctx.viewer.memberId];
    const readable = readableBy(ctx.viewer, values);
    const row = await this.database.row<Omit<HomeSummary, 'answersToYou'>>(
      `SELECT news.posts AS "newPosts", news.threads AS "threadsWithNews", waiting.threads AS unanswered
         FROM (SELECT count(*)::int AS posts, count(DISTINCT recent.thread_id)::int AS threads
                 FROM (SELECT p.thread_id, p.author_id FROM posts p WHERE p.created_at > $1::timestamptz AND p.state = 'visible'
                        ORDER BY p.created_at DESC LIMIT ${COUNTED}) recent
                 JOIN threads t ON t.id = recent.thread_id AND t.state = 'visible' JOIN spaces s ON s.id = t.space_id
                WHERE recent.author_id <> $2::uuid AND ${readable} AND ${notMutedBy('$2')}) news,
              (SELECT count(*)::int AS threads FROM (
                 SELECT 1 FROM threads t JOIN spaces s ON s.id = t.space_id
                  WHERE t.kind = 'question' AND t.replies_count = 0 AND t.closed_at IS NULL AND t.state = 'visible' AND ${readable} AND ${notMutedBy('$2')} LIMIT ${COUNTED}) counted) waiting`,
      values,
    );
    return row ?? { newPosts: 0, threadsWithNews: 0, unanswered: 0 };
  }

  /** Ids alone, whoever asks: the page's statement keeps those that the viewer may read. */
  private popularIds(): Promise<string[]> {
    const now = this.clock.now().getTime();
    if (!this.popular || now - this.popular.at > POPULAR_FRESH) {
      this.popular = { at: now, ids: this.countPopular(new Date(now - WEEK)) };
      this.popular.ids.catch(() => (this.popular = null));
    }
    return this.popular.ids;
  }

  private async countPopular(from: Date): Promise<string[]> {
    const rows = await this.database.rows<{ thread_id: string }>(
      `SELECT thread_id FROM (SELECT thread_id, author_id FROM posts WHERE created_at > $1::timestamptz AND state = 'visible' ORDER BY created_at DESC LIMIT ${COUNTED * 5}) week
        GROUP BY thread_id ORDER BY count(DISTINCT author_id) DESC, count(*) DESC, thread_id LIMIT ${POPULAR_CANDIDATES}`,
      [from],
    );
    return rows.map((row) => row.thread_id);
  }
}
