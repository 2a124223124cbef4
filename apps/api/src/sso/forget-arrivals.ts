import { Inject, Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { SETTINGS, type Settings } from '../platform/config/settings.js';
import { WorkLoop } from '../platform/outbox/work-loop.js';
import { ArrivalsRepository } from './arrivals.repository.js';

/** In milliseconds. */
const EVERY = 10 * 60_000;

/** Whoever left without an answer leaves nothing behind. */
@Injectable()
export class ForgetArrivals implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly loop = new WorkLoop({ name: 'single sign-on arrivals', round: () => this.arrivals.sweep(), pace: 0, rest: EVERY });

  constructor(
    @Inject(SETTINGS) private readonly settings: Settings,
    private readonly arrivals: ArrivalsRepository,
  ) {}

  onApplicationBootstrap(): void {
    if (this.settings.role !== 'web') this.loop.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.loop.stop();
  }
}
