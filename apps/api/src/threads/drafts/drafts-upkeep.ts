import { Inject, Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.js';
import { SETTINGS, type Settings } from '../../platform/config/settings.js';
import { Database } from '../../platform/database/database.js';
import { WorkLoop } from '../../platform/outbox/work-loop.js';

/** In milliseconds. */
const EVERY = 10 * 60_000;
const AT_ONCE = 500;

/** Forgets drafts that were put away, a day later. */
@Injectable()
export class DraftsUpkeep implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly loop = new WorkLoop({ name: 'drafts upkeep', round: () => this.round(), pace: 0, rest: EVERY });

  constructor(
    @Inject(SETTINGS) private readonly settings: Settings,
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    if (this.settings.role !== 'web') this.loop.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.loop.stop();
  }

  /** Gives how many there were to forget; never more than one batch. */
  async round(): Promise<number> {
    const rows = await this.database.rows(
      `DELETE FROM drafts d USING (SELECT member_id, place FROM drafts WHERE deleted_at < $1::timestamptz - interval '1 day' LIMIT ${AT_ONCE} FOR UPDATE SKIP LOCKED) old
        WHERE d.member_id = old.member_id AND d.place = old.place RETURNING 1`,
      [this.clock.now()],
    );
    return rows.length;
  }
}
