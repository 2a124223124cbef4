import { Injectable } from '@nestjs/common';
import * as v from 'valibot';
import { Database } from '../database/database.js';
import { log } from '../http/log.js';
import { ConsumerRegistry } from './consumer-registry.js';
import { JobQueue } from './job-queue.js';
import { CONSUME_QUEUE, DISPATCH_QUEUE } from './queues.js';

/** Publications fanned out together. */
const ROUND = 200;
/** Events that a consumer is handed at once, at most. */
export const LARGEST_BATCH = 500;

const dispatch = v.object({ since: v.string(), events: v.array(v.object({ id: v.string(), type: v.string() })) });

export interface Consumption {
  readonly consumer: string;
  /** None of the events was recorded before this instant (ISO 8601): it tells which partitions to look in. */
  readonly since: string;
  readonly events: readonly string[];
}

/** Turns what was published into one job per consumer, each of which lives its own life from there. */
@Injectable()
export class Dispatcher {
  constructor(
    private readonly database: Database,
    private readonly queue: JobQueue,
    private readonly registry: ConsumerRegistry,
  ) {}

  /** One transaction: takes what is waiting and fans it out. Gives how many publications it took and jobs it made. */
  round(): Promise<{ readonly taken: number; readonly made: number }> {
    return this.database.transaction(async (tx) => {
      const jobs = await this.queue.take(tx, DISPATCH_QUEUE, ROUND);
      const consumptions = this.fanOut(jobs.map((job) => job.data));
      await this.queue.add(tx, CONSUME_QUEUE, consumptions);
      await this.queue.remove(tx, DISPATCH_QUEUE, jobs);
      return { taken: jobs.length, made: consumptions.length };
    });
  }

  private fanOut(publications: readonly unknown[]): Consumption[] {
    const byConsumer = new Map<string, string[]>();
    let since = Date.now();
    for (const publication of publications) {
      const parsed = v.safeParse(dispatch, publication);
      if (!parsed.success) {
        log.error({ publication }, 'unreadable publication');
        continue;
      }
      since = Math.min(since, Date.parse(parsed.output.since));
      for (const event of parsed.output.events) {
        for (const { name } of this.registry.wanting(event.type)) {
          const events = byConsumer.get(name);
          if (events) events.push(event.id);
          else byConsumer.set(name, [event.id]);
        }
      }
    }
    const from = new Date(since).toISOString();
    return [...byConsumer].flatMap(([consumer, events]) => slices(events, LARGEST_BATCH).map((slice) => ({ consumer, since: from, events: slice })));
  }
}

export function slices<T>(all: readonly T[], size: number): T[][] {
  const found: T[][] = [];
  for (let from = 0; from < all.length; from += size) found.push(all.slice(from, from + size));
  return found;
}
