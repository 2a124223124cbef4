import { Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import { log } from '../platform/http/log.js';

const EVERY_MILLISECONDS = 10_000;
/** Threads remembered between two writes; beyond it they are written at once. */
const MOST = 5_000;

/** Counts page views in memory and writes them in one statement, so that reading never waits for a lock. */
@Injectable()
export class ThreadViews implements OnApplicationBootstrap, OnApplicationShutdown {
  private counts = new Map<string, number>();
  private timer: NodeJS.Timeout | null = null;

  constructor(private readonly database: Database) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => void this.write(), EVERY_MILLISECONDS).unref();
  }

  async onApplicationShutdown(): Promise<void> {
    if (this.timer) clearInterval(this.timer);
    await this.write();
  }

  count(threadId: string): void {
    this.counts.set(threadId, (this.counts.get(threadId) ?? 0) + 1);
    if (this.counts.size >= MOST) void this.write();
  }

  /** Writes what was counted. Locked threads are left for the next time; what fails is counted again. */
  async write(): Promise<void> {
    if (this.counts.size === 0) return;
    const counted = this.counts;
    this.counts = new Map();
    try {
      const written = await this.database.rows<{ id: string }>(
        `WITH free AS (
           SELECT t.id, seen.views FROM unnest($1::uuid[], $2::int[]) AS seen (id, views) JOIN threads t ON t.id = seen.id
            ORDER BY t.id FOR NO KEY UPDATE OF t SKIP LOCKED
         )
         UPDATE threads t SET views = t.views + free.views FROM free WHERE t.id = free.id RETURNING t.id`,
        [[...counted.keys()], [...counted.values()]],
      );
      for (const { id } of written) counted.delete(id);
    } catch (error) {
      log.warn({ error }, 'thread views not written yet');
    }
    // A thread that is gone would stay for ever: only what was seen lately is kept.
    if (counted.size < MOST / 2) for (const [id, views] of counted) this.counts.set(id, (this.counts.get(id) ?? 0) + views);
  }
}
