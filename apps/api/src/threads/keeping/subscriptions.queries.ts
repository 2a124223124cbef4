import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import type { RequestContext } from '../../platform/http/request-context.js';
import { readableBy } from '../../spaces/index.js';
import { writerOf } from '../saved-post.js';
import type { Subscription, SubscriptionLevelWord } from './keeping.types.js';

const MOST = 500;

/** What a member follows and mutes. */
@Injectable()
export class SubscriptionsQueries {
  constructor(private readonly database: Database) {}

  /** Everything that is not as usual, latest first; what she may not read is left out. */
  async all(ctx: RequestContext): Promise<Subscription[]> {
    const values: unknown[] = [writerOf(ctx)];
    const readable = readableBy(ctx.viewer, values);
    return this.database.rows<Subscription>(
      `SELECT t.code AS "threadCode", t.slug AS "threadSlug", CASE WHEN u.space_id IS NOT NULL THEN s.slug END AS "spaceSlug", u.tag, coalesce(u.tag, t.title, s.name_${ctx.locale}) AS name, u.level
         FROM subscriptions u LEFT JOIN threads t ON t.id = u.thread_id LEFT JOIN spaces s ON s.id = coalesce(u.space_id, t.space_id)
        WHERE u.member_id = $1 AND (u.tag IS NOT NULL OR ${readable}) AND (t.id IS NULL OR t.state = 'visible')
        ORDER BY u.changed_at DESC, u.id LIMIT ${MOST}`,
      values,
    );
  }

  /** Of one space, or of one tag. */
  async level(ctx: RequestContext, spaceSlug: string | null, tag: string | null): Promise<SubscriptionLevelWord> {
    const row = await this.database.row<{ level: SubscriptionLevelWord }>(
      `SELECT level FROM subscriptions WHERE member_id = $1 AND (tag = $3 OR ($3::text IS NULL AND space_id = (SELECT id FROM spaces WHERE slug = $2)))`,
      [writerOf(ctx), spaceSlug, tag === null ? null : tag.toLowerCase()],
    );
    return row?.level ?? 'normal';
  }
}
