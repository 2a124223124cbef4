import { Inject, Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.js';
import { SETTINGS, type Settings } from '../../platform/config/settings.js';
import { Database } from '../../platform/database/database.js';
import { WorkLoop } from '../../platform/outbox/work-loop.js';

/** In milliseconds. */
const EVERY = 60 * 60_000;
const AT_ONCE = 100;

/** Takes away pictures that no post came to show and no draft of their owner still names, two days later. */
@Injectable()
export class PicturesUpkeep implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly loop = new WorkLoop({ name: 'pictures upkeep', round: () => this.round(), pace: 0, rest: EVERY });

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

  /** Gives how many there were; their contents go after the grace of all files. */
  async round(): Promise<number> {
    const rows = await this.database.rows(
      `UPDATE files SET deleted_at = $1 WHERE id IN (
         SELECT f.id FROM files f
          WHERE f.purpose = 'post' AND f.deleted_at IS NULL AND f.created_at < $1::timestamptz - interval '2 days'
            AND NOT EXISTS (SELECT 1 FROM post_files pf WHERE pf.file_id = f.id)
            AND NOT EXISTS (SELECT 1 FROM drafts d WHERE d.member_id = f.owner_id AND position(f.id::text IN d.body) > 0)
          ORDER BY f.created_at LIMIT ${AT_ONCE} FOR UPDATE SKIP LOCKED) RETURNING 1`,
      [this.clock.now()],
    );
    return rows.length;
  }
}
