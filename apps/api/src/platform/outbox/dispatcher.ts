import { Injectable } from '@nestjs/common';
import * as v from 'valibot';
import { Database } from '../database/database.js';
import { log } from '../http/log.js';
import { ConsumerRegistry } from './consumer-registry.js';
import { consume, slices, type Consumption } from './consumption.js';
import { JobQueue } from './job-queue.js';
import { CONSUME_QUEUE, DISPATCH_QUEUE } from './queues.js';

/** Publications fanned out together. */
const ROUND = 200;
/** Events that a consumer is handed at once, at most. */
const LARGEST_BATCH = 500;
/** Consumers at work at the same time, each on a connection of its own. */
const SIDE_BY_SIDE = 3;

const dispatchForm = v.object({ since: v.string(), events: v.array(v.object({ id: v.string(), type: v.string() })) });

/**
 * Hands what was published to its consumers, each in a transaction of its own. Who fails, or asks to work apart, gets
 * a job that lives its own life from there; nobody waits for its retries. The publications stay locked until all of
 * that is written: when the process dies half-way, another one starts over, and who already had an event is not
 * given it again.
 */
@Injectable()
export class Dispatcher {
  constructor(
    private readonly database: Database,
    private readonly queue: JobQueue,
    private readonly registry: ConsumerRegistry,
  ) {}

  /** Takes what is waiting and hands it out. Gives how many publications it took and how many jobs it left. */
  round(): Promise<{ readonly taken: number; readonly left: number }> {
    return this.database.transaction(async (tx) => {
      const jobs = await this.queue.take(tx, DISPATCH_QUEUE, ROUND);
      if (jobs.length === 0) return { taken: 0, left: 0 };
      const left = await this.handOut(this.fanOut(jobs.map((job) => job.data)));
      await this.queue.add(tx, CONSUME_QUEUE, left);
      await this.queue.remove(tx, DISPATCH_QUEUE, jobs);
      return { taken: jobs.length, left: left.length };
    });
  }

  /** Gives what is left to do. */
  private async handOut(all: readonly Consumption[]): Promise<Consumption[]> {
    const left: Consumption[] = [];
    const waiting = [...all];
    const work = async (): Promise<void> => {
      for (let next = waiting.shift(); next; next = waiting.shift()) if (!(await this.handTo(next))) left.push(next);
    };
    await Promise.all(Array.from({ length: SIDE_BY_SIDE }, work));
    return left;
  }

  private async handTo(consumption: Consumption): Promise<boolean> {
    const consumer = this.registry.byName(consumption.consumer);
    if (!consumer || consumer.apart) return false;
    try {
      await this.database.transaction((tx) => consume(tx, consumer, consumption));
      return true;
    } catch (error) {
      log.warn({ consumer: consumer.name, events: consumption.events.length, error }, 'consumer failed');
      return false;
    }
  }

  private fanOut(publications: readonly unknown[]): Consumption[] {
    const byConsumer = new Map<string, string[]>();
    let since = Date.now();
    for (const publication of publications) {
      const parsed = v.safeParse(dispatchForm, publication);
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
