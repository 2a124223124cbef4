import { Inject, Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { SETTINGS, type Settings } from '../config/settings.js';
import { WorkLoop } from '../outbox/work-loop.js';
import { StoredFiles } from './stored-files.js';
import { Uploads } from './uploads.js';

/** In milliseconds. */
const EVERY = 10 * 60_000;
/** All contents are looked through in one of so many rounds: once a day. */
const ROUNDS_OF_A_DAY = 144;

/** Forgets uploads that nobody finished, and removed files once their grace is over. */
@Injectable()
export class StorageUpkeep implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly loop = new WorkLoop({ name: 'storage upkeep', round: () => this.round(), pace: 0, rest: EVERY });
  private rounds = 0;

  constructor(
    @Inject(SETTINGS) private readonly settings: Settings,
    private readonly uploads: Uploads,
    private readonly files: StoredFiles,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.uploads.prepareFolder();
    if (this.settings.role !== 'web') this.loop.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.loop.stop();
  }

  /** Gives how much there was to forget; never more than one batch of each. */
  async round(): Promise<number> {
    const forgotten = (await this.uploads.forgetAbandoned()) + (await this.files.sweep());
    if (this.rounds++ % ROUNDS_OF_A_DAY === ROUNDS_OF_A_DAY - 1) await this.files.sweepStrays();
    return forgotten;
  }
}
