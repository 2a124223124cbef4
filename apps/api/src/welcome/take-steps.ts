import { Injectable } from '@nestjs/common';
import type { Done } from '../members/index.js';
import { Clock } from '../platform/clock/clock.js';
import { Database } from '../platform/database/database.js';
import type { RequestContext } from '../platform/http/request-context.js';
import { Limits } from '../platform/limits/limits.js';
import { fold, WelcomeQueries } from './welcome.queries.js';

const INTERESTS_MAX = 10;

/** What a new member does on the page of her first steps. */
@Injectable()
export class TakeSteps {
  constructor(
    private readonly database: Database,
    private readonly queries: WelcomeQueries,
    private readonly limits: Limits,
    private readonly clock: Clock,
  ) {}

  /** Takes those of the offered interests; what she wrote in her profile herself stays. */
  async choose(ctx: RequestContext, interests: readonly string[]): Promise<Done> {
    const { memberId } = ctx.viewer;
    const path = await this.queries.path(ctx);
    if (!path || memberId === null) return { ok: false };
    await this.limits.charge('act.member', memberId);
    const wanted = new Set(interests.slice(0, 100).map(fold));
    const offered = new Set(path.choices.map(fold));
    const own = path.chosen.filter((word) => !offered.has(fold(word)));
    const chosen = [...path.choices.filter((word) => wanted.has(fold(word))), ...own].slice(0, INTERESTS_MAX);
    await this.database.rows('UPDATE members SET interests = $2 WHERE id = $1', [memberId, chosen]);
    return { ok: true };
  }

  /** Puts the list away, or brings it back. */
  async dismiss(ctx: RequestContext, dismissed: boolean): Promise<Done> {
    const { memberId } = ctx.viewer;
    if (memberId === null) return { ok: false };
    await this.limits.charge('act.member', memberId);
    await this.database.rows(
      'INSERT INTO member_welcomes (member_id, dismissed_at) VALUES ($1, $2) ON CONFLICT (member_id) DO UPDATE SET dismissed_at = excluded.dismissed_at',
      [memberId, dismissed ? this.clock.now() : null],
    );
    return { ok: true };
  }
}
