import { Inject, Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { SETTINGS, type Settings } from '../config/settings.js';
import { ConsumerRunner } from './consumer-runner.js';
import { Dispatcher } from './dispatcher.js';
import { JobQueue } from './job-queue.js';
import { OutboxBell } from './outbox-bell.js';
import { OutboxUpkeep } from './outbox-upkeep.js';
import { WorkLoop } from './work-loop.js';

/** Consumer jobs treated side by side in one process. */
const SIDE_BY_SIDE = 2;
/** In milliseconds. Polling is the net under lost rings. */
const POLL = 2_000;
const DISPATCH_PACE = 30;
const UPKEEP_EVERY = 3_600_000;

/** Runs the outbox in processes whose role is to work; a `web` process publishes only. */
@Injectable()
export class OutboxWorker implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly consumers: readonly WorkLoop[];
  private readonly dispatcher: WorkLoop;
  private readonly upkeep: WorkLoop;
  private started = false;

  constructor(
    @Inject(SETTINGS) private readonly settings: Settings,
    private readonly queue: JobQueue,
    private readonly bell: OutboxBell,
    dispatcher: Dispatcher,
    runner: ConsumerRunner,
    upkeep: OutboxUpkeep,
  ) {
    this.consumers = Array.from({ length: SIDE_BY_SIDE }, (_, i) => new WorkLoop({ name: `consumers ${i + 1}`, round: () => runner.round(), pace: 0, rest: POLL }));
    this.dispatcher = new WorkLoop({
      name: 'dispatcher',
      pace: DISPATCH_PACE,
      rest: POLL,
      round: async () => {
        const { taken, left } = await dispatcher.round();
        for (const loop of this.consumers.slice(0, left)) loop.wake();
        return taken;
      },
    });
    this.upkeep = new WorkLoop({ name: 'upkeep', round: () => upkeep.round(), pace: 100, rest: UPKEEP_EVERY });
  }

  async onApplicationBootstrap(): Promise<void> {
    if (this.settings.role === 'web') return;
    this.started = true;
    await this.queue.start();
    for (const loop of this.loops()) loop.start();
    this.bell.answeredBy(() => this.dispatcher.wake());
  }

  /** Finishes the jobs that are running; what is waiting stays in the database. */
  async beforeApplicationShutdown(): Promise<void> {
    if (!this.started) return;
    this.bell.answeredBy(null);
    await Promise.all(this.loops().map((loop) => loop.stop()));
    await this.queue.stop();
  }

  private loops(): WorkLoop[] {
    return [this.dispatcher, ...this.consumers, this.upkeep];
  }
}
