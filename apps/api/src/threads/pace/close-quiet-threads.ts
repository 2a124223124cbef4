import { Inject, Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { threadEvent } from '@foyer/domain/threads';
import { Audit } from '../../platform/audit/audit.js';
import { Clock } from '../../platform/clock/clock.js';
import { SETTINGS, type Settings } from '../../platform/config/settings.js';
import { Database } from '../../platform/database/database.js';
import { newId } from '../../platform/ids/ids.js';
import { Outbox } from '../../platform/outbox/outbox.js';
import { WorkLoop } from '../../platform/outbox/work-loop.js';

/** In milliseconds. */
const EVERY = 60_000;
/** Threads closed in one round; more follow at once. */
const BATCH = 50;

/**
 * Closes threads in which nobody has written for as many days as they, or their space, were given. Pinned ones stay
 * open. The house does it, and says so in the thread and in the audit log.
 */
@Injectable()
export class CloseQuietThreads implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly loop = new WorkLoop({ name: 'quiet threads', round: () => this.round(), pace: 0, rest: EVERY });

  constructor(
    @Inject(SETTINGS) private readonly settings: Settings,
    private readonly database: Database,
    private readonly outbox: Outbox,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    if (this.settings.role !== 'web') this.loop.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.loop.stop();
  }

  /** How many were closed. Threads that somebody is writing in are left for the next round. */
  async round(): Promise<number> {
    const now = this.clock.now();
    return this.database.transaction(async (tx) => {
      const closed = await tx.rows<{ id: string; code: string; space_id: string; revision: string; days: number }>(
        `WITH due AS (
           SELECT own.id, own.days FROM (
             (SELECT t.id, t.auto_close_days AS days FROM threads t
               WHERE t.auto_close_days IS NOT NULL AND t.state = 'visible' AND t.closed_at IS NULL AND t.last_post_at < $1::timestamptz - t.auto_close_days * interval '1 day' LIMIT ${BATCH})
             UNION ALL
             SELECT quiet.id, s.auto_close_days FROM spaces s CROSS JOIN LATERAL (
               SELECT t.id FROM threads t WHERE t.space_id = s.id AND t.auto_close_days IS NULL AND t.pinned_at IS NULL AND t.state = 'visible' AND t.closed_at IS NULL
                  AND t.last_post_at < $1::timestamptz - s.auto_close_days * interval '1 day' ORDER BY t.last_post_at LIMIT ${BATCH}) quiet
              WHERE s.auto_close_days IS NOT NULL AND s.archived_at IS NULL
           ) own LIMIT ${BATCH}
         ), free AS (
           SELECT t.id, due.days FROM due JOIN threads t ON t.id = due.id WHERE t.closed_at IS NULL AND t.pinned_at IS NULL AND t.state = 'visible'
              AND t.last_post_at < $1::timestamptz - due.days * interval '1 day' ORDER BY t.id FOR NO KEY UPDATE OF t SKIP LOCKED
         )
         UPDATE threads t SET closed_at = $1, revision = t.revision + 1 FROM free WHERE t.id = free.id
         RETURNING t.id, t.code, t.space_id, t.revision::text AS revision, free.days`,
        [now],
      );
      if (closed.length === 0) return 0;
      await tx.rows(
        `INSERT INTO thread_actions (id, thread_id, kind, actor_id, after_position, detail, created_at, revision)
         SELECT n.id, t.id, 'quiet', NULL, t.last_position, n.days::text, $4, t.revision FROM unnest($1::uuid[], $2::uuid[], $3::int[]) AS n (id, thread_id, days) JOIN threads t ON t.id = n.thread_id`,
        [closed.map(() => newId()), closed.map((one) => one.id), closed.map((one) => one.days), now],
      );
      await this.outbox.publish(tx, closed.map((one) => threadEvent('thread.closed', { actorId: null, spaceId: one.space_id, occurredAt: now }, { threadId: one.id, threadCode: one.code, revision: one.revision })));
      await this.audit.writeAll(tx, closed.map((one) => ({ action: 'thread.closedQuiet', subjectKind: 'thread', subjectId: one.id, detail: { days: one.days }, ctx: null })));
      return closed.length;
    });
  }
}
