import { Inject, Injectable } from '@nestjs/common';
import { PgBoss, type Job } from 'pg-boss';
import { SETTINGS, type Settings } from '../config/settings.js';
import { Database, type Transaction } from '../database/database.js';
import { log } from '../http/log.js';
import { QUEUE_SCHEMA } from './queues.js';

/**
 * pg-boss on the application's own connections. The schema and the queues are the owner's work (see `migrate.ts`):
 * here it reads and writes rows only.
 */
@Injectable()
export class JobQueue {
  private readonly boss: PgBoss;

  constructor(
    @Inject(SETTINGS) settings: Settings,
    private readonly database: Database,
  ) {
    const works = settings.role !== 'web';
    this.boss = new PgBoss({
      schema: QUEUE_SCHEMA,
      db: { executeSql: (text: string, values?: unknown[]) => this.database.pool.query(text, values) },
      migrate: false,
      createSchema: false,
      schedule: false,
      supervise: works,
      reindex: false,
      monitorVacuum: false,
    });
    this.boss.on('error', (error) => log.warn({ error }, 'job queue'));
    this.boss.on('warning', (warning) => log.warn({ warning }, 'job queue'));
  }

  async start(): Promise<void> {
    await this.boss.start();
  }

  async stop(): Promise<void> {
    await this.boss.stop({ graceful: false, close: false });
  }

  /**
   * Takes up to `most` jobs for the length of the transaction. When it ends badly, even by the death of the process,
   * they are free again at once.
   */
  take(tx: Transaction, queue: string, most: number): Promise<Job<unknown>[]> {
    return this.boss.fetch<unknown>(queue, { batchSize: most, db: through(tx) });
  }

  async add(tx: Transaction, queue: string, data: readonly object[]): Promise<void> {
    if (data.length > 0) await this.boss.insert(queue, data.map((one) => ({ data: one })), { db: through(tx) });
  }

  async remove(tx: Transaction, queue: string, jobs: readonly Job<unknown>[]): Promise<void> {
    if (jobs.length > 0) await this.boss.deleteJob(queue, jobs.map((job) => job.id), { db: through(tx) });
  }

  /** To be tried again later; after the last try, it goes to the dead letters. */
  async fail(tx: Transaction, queue: string, jobId: string, reason: unknown): Promise<void> {
    const error = reason instanceof Error ? { message: reason.message, stack: reason.stack?.slice(0, 2_000) } : { message: String(reason) };
    await this.boss.fail(queue, jobId, error, { db: through(tx) });
  }
}

// Not prepared: these statements must be planned against the queue as it is now, empty or full.
const through = (tx: Transaction) => ({
  executeSql: async (text: string, values?: unknown[]): Promise<{ rows: unknown[] }> => {
    const runner = tx.manager.queryRunner;
    if (!runner) throw new Error('No transaction');
    const result: { records?: unknown[] } = await runner.query(text, values, true);
    return { rows: result.records ?? [] };
  },
});
