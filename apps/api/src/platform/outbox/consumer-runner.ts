import { Injectable } from '@nestjs/common';
import type { Job } from 'pg-boss';
import * as v from 'valibot';
import { Database, type Transaction } from '../database/database.js';
import { log } from '../http/log.js';
import { ConsumerRegistry } from './consumer-registry.js';
import { consume, consumptionForm, halves, type Consumption } from './consumption.js';
import { JobQueue } from './job-queue.js';
import { CONSUME_QUEUE } from './queues.js';

/** Treats the jobs of single consumers: those that failed once, and those that work apart. */
@Injectable()
export class ConsumerRunner {
  constructor(
    private readonly database: Database,
    private readonly queue: JobQueue,
    private readonly registry: ConsumerRegistry,
  ) {}

  /** Takes and treats one job, in one transaction; gives how many there were (0 or 1). */
  async round(): Promise<number> {
    let taken: Job<unknown> | null = null;
    try {
      return await this.database.transaction(async (tx) => {
        const [job] = await this.queue.take(tx, CONSUME_QUEUE, 1);
        if (!job) return 0;
        taken = job;
        await this.treat(tx, job);
        return 1;
      });
    } catch (error) {
      // The connection or the commit failed: put that job off, so that it does not stand in the way of the others.
      if (taken) await this.putOff(taken, error);
      throw error;
    }
  }

  private async treat(tx: Transaction, job: Job<unknown>): Promise<void> {
    const parsed = v.safeParse(consumptionForm, job.data);
    // Unknown here: a newer process knows the consumer, or an older one left it behind.
    const consumer = parsed.success ? this.registry.byName(parsed.output.consumer) : null;
    if (!parsed.success || !consumer) {
      return this.queue.fail(tx, CONSUME_QUEUE, job.id, new Error(parsed.success ? `No consumer ${parsed.output.consumer}` : 'Unreadable job'));
    }
    const hints: (() => void)[] = [];
    await tx.rows('SAVEPOINT consumer');
    try {
      await consume({ ...tx, afterCommit: (hint) => void hints.push(hint) }, consumer, parsed.output);
      await tx.rows('RELEASE SAVEPOINT consumer');
    } catch (error) {
      await tx.rows('ROLLBACK TO SAVEPOINT consumer');
      return this.setBack(tx, job, parsed.output, error);
    }
    await this.queue.remove(tx, CONSUME_QUEUE, [job]);
    for (const hint of hints) tx.afterCommit(hint);
  }

  /** A batch is halved until the event that fails stands alone, and only that one is retried and given up. */
  private async setBack(tx: Transaction, job: Job<unknown>, consumption: Consumption, error: unknown): Promise<void> {
    log.warn({ consumer: consumption.consumer, events: consumption.events.length, error }, 'consumer failed again');
    if (consumption.events.length === 1 || isPassing(error)) return this.queue.fail(tx, CONSUME_QUEUE, job.id, error);
    await this.queue.add(tx, CONSUME_QUEUE, halves(consumption));
    await this.queue.remove(tx, CONSUME_QUEUE, [job]);
  }

  private async putOff(job: Job<unknown>, reason: unknown): Promise<void> {
    try {
      await this.database.transaction((tx) => this.queue.fail(tx, CONSUME_QUEUE, job.id, reason));
    } catch {
      // The database is away: the job is as it was.
    }
  }
}

/** Deadlock, serialisation failure, lock not available: the same batch will pass next time. */
function isPassing(error: unknown): boolean {
  const code = (error as { code?: unknown } | null)?.code;
  return code === '40P01' || code === '40001' || code === '55P03';
}
