import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { cardOf } from '../members/index.js';
import { Clock } from '../platform/clock/clock.js';
import { Database } from '../platform/database/database.js';
import type { RequestContext } from '../platform/http/request-context.js';
import { cardObject } from './thread-columns.js';
import { ThreadHeads } from './thread-heads.js';
import type { SpaceInsight } from './thread.types.js';
import type { CardJson } from './thread.view.js';

const FRESH_MILLISECONDS = 60_000;
const DAY = 86_400_000;
/** Threads under which a median says nothing. */
const ENOUGH_THREADS = 5;
const THREADS_LOOKED_AT = 300;

interface InsightRow {
  days: number[];
  median: number | null;
  helpers: { member: CardJson; acceptedAnswers: number }[] | null;
  tags: { tag: string; count: number }[] | null;
}

/** What a space has been doing lately. The same for all its readers, so it is kept for a minute; access is asked first. */
@Injectable()
export class SpaceInsightQueries {
  private readonly fresh = new LRUCache<string, SpaceInsight>({ max: 200, ttl: FRESH_MILLISECONDS });

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly heads: ThreadHeads,
  ) {}

  /** Null when the space may not be read. */
  async of(ctx: RequestContext, slug: string): Promise<SpaceInsight | null> {
    const space = await this.heads.space(ctx, slug);
    if (!space) return null;
    const kept = this.fresh.get(space.id);
    if (kept) return kept;
    const insight = await this.look(space.id);
    this.fresh.set(space.id, insight);
    return insight;
  }

  private async look(spaceId: string): Promise<SpaceInsight> {
    const now = this.clock.now();
    const row = await this.database.row<InsightRow>(
      `WITH zone AS (SELECT time_zone FROM community), today AS (SELECT ($2::timestamptz AT TIME ZONE time_zone)::date AS day FROM zone),
       lately AS MATERIALIZED (
         SELECT t.id, t.created_at, t.author_id FROM threads t
          WHERE t.space_id = $1 AND t.state = 'visible' AND t.last_post_at > $3::timestamptz ORDER BY t.last_post_at DESC, t.id DESC LIMIT ${THREADS_LOOKED_AT}
       ),
       replies AS MATERIALIZED (
         SELECT (p.created_at AT TIME ZONE zone.time_zone)::date AS day
           FROM lately JOIN posts p ON p.thread_id = lately.id, zone
          WHERE p.created_at > $4::timestamptz AND p.state = 'visible' AND p.position > 1
       ),
       answered AS (
         SELECT extract(epoch FROM first.created_at - lately.created_at) / 60 AS minutes
           FROM lately CROSS JOIN LATERAL (SELECT p.created_at FROM posts p WHERE p.thread_id = lately.id AND p.position > 1 AND p.author_id <> lately.author_id
                                              AND p.state = 'visible' ORDER BY p.position LIMIT 1) first
          WHERE lately.created_at > $3::timestamptz
       )
       SELECT (SELECT array_agg((SELECT count(*)::int FROM replies WHERE replies.day = today.day - back) ORDER BY back DESC) FROM today, generate_series(0, 6) AS back) AS days,
              (SELECT CASE WHEN count(*) >= ${ENOUGH_THREADS} THEN round(percentile_cont(0.5) WITHIN GROUP (ORDER BY minutes))::int END FROM answered) AS median,
              (SELECT jsonb_agg(jsonb_build_object('member', ${cardObject('m')}, 'acceptedAnswers', best.answers) ORDER BY best.answers DESC, m.handle) FROM (
                 SELECT p.author_id, count(*)::int AS answers FROM threads t JOIN posts p ON p.id = t.accepted_post_id AND p.state = 'visible'
                  WHERE t.space_id = $1 AND t.state = 'visible' AND t.accepted_post_id IS NOT NULL GROUP BY p.author_id ORDER BY answers DESC, p.author_id LIMIT 5
               ) best JOIN members m ON m.id = best.author_id) AS helpers,
              (SELECT jsonb_agg(jsonb_build_object('tag', top.tag, 'count', top.count) ORDER BY top.count DESC, top.tag) FROM (
                 SELECT tag, count(*)::int AS count FROM threads t CROSS JOIN unnest(t.tags) AS tag
                  WHERE t.space_id = $1 AND t.state = 'visible' GROUP BY tag ORDER BY count DESC, tag LIMIT 12) top) AS tags`,
      [spaceId, now, new Date(now.getTime() - 30 * DAY), new Date(now.getTime() - 8 * DAY)],
    );
    const days = row?.days ?? [0, 0, 0, 0, 0, 0, 0];
    return {
      repliesByDay: days,
      repliesThisWeek: days.reduce((sum, day) => sum + day, 0),
      repliesToday: days.at(-1) ?? 0,
      medianMinutesToFirstReply: row?.median ?? null,
      helpers: (row?.helpers ?? []).map((helper) => ({ member: cardOf(helper.member), acceptedAnswers: helper.acceptedAnswers })),
      tags: row?.tags ?? [],
    };
  }
}
