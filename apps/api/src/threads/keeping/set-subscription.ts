import { Injectable } from '@nestjs/common';
import type { Done } from '../../members/index.js';
import { Clock } from '../../platform/clock/clock.js';
import { Database } from '../../platform/database/database.js';
import { NotFound } from '../../platform/graphql/errors.js';
import type { RequestContext } from '../../platform/http/request-context.js';
import { isCode, newId } from '../../platform/ids/ids.js';
import { Limits } from '../../platform/limits/limits.js';
import { readableBy } from '../../spaces/index.js';
import { writerOf } from '../saved-post.js';
import type { SubscriptionInput } from './keeping.types.js';

const LONGEST_TAG = 30;

/** How closely a member follows a thread, a space or a tag. `normal` is what nobody set: it leaves no row. */
@Injectable()
export class SetSubscription {
  constructor(
    private readonly database: Database,
    private readonly limits: Limits,
    private readonly clock: Clock,
  ) {}

  async run(ctx: RequestContext, input: SubscriptionInput): Promise<Done> {
    const memberId = writerOf(ctx);
    await this.limits.charge('act.member', memberId);
    const [column, id] = await this.target(ctx, input);
    if (input.level === 'normal') {
      await this.database.rows(`DELETE FROM subscriptions WHERE member_id = $1 AND ${column} = $2`, [memberId, id]);
      return { ok: true };
    }
    await this.database.rows(
      `INSERT INTO subscriptions (id, member_id, ${column}, level, changed_at) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (member_id, ${column}) WHERE ${column} IS NOT NULL DO UPDATE SET level = excluded.level, changed_at = excluded.changed_at`,
      [newId(), memberId, id, input.level, this.clock.now()],
    );
    return { ok: true };
  }

  /** The column of the target and its value; what she may not read is not there. */
  private async target(ctx: RequestContext, { threadCode, spaceSlug, tag }: SubscriptionInput): Promise<['thread_id' | 'space_id' | 'tag', string]> {
    if (typeof threadCode === 'string') {
      const values: unknown[] = [threadCode];
      const thread = isCode(threadCode)
        ? await this.database.row<{ id: string }>(`SELECT t.id FROM threads t JOIN spaces s ON s.id = t.space_id WHERE t.code = $1 AND t.state = 'visible' AND ${readableBy(ctx.viewer, values)}`, values)
        : null;
      if (!thread) throw new NotFound();
      return ['thread_id', thread.id];
    }
    if (typeof spaceSlug !== 'string') return tagTarget(tag);
    const values: unknown[] = [spaceSlug];
    const space = await this.database.row<{ id: string }>(`SELECT s.id FROM spaces s WHERE s.slug = $1 AND ${readableBy(ctx.viewer, values)}`, values);
    if (!space) throw new NotFound();
    return ['space_id', space.id];
  }
}

function tagTarget(tag: string | null | undefined): ['tag', string] {
  const known = tag?.trim().toLowerCase() ?? '';
  if (known === '' || known.length > LONGEST_TAG || known.includes('\0')) throw new NotFound();
  return ['tag', known];
}
