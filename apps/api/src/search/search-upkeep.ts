import { Inject, Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { SETTINGS, type Settings } from '../platform/config/settings.js';
import { WorkLoop } from '../platform/outbox/work-loop.js';
import { RebuildIndex } from './rebuild-index.js';

/** In milliseconds: between two batches, so that a house at work is not kept from it; and between two looks. */
const PACE = 50;
const REST = 2_000;

/** Fills the index after an upgrade, an import or the story, in processes whose role is to work. */
@Injectable()
export class SearchUpkeep implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly loop: WorkLoop;

  constructor(
    @Inject(SETTINGS) private readonly settings: Settings,
    rebuild: RebuildIndex,
  ) {
    this.loop = new WorkLoop({ name: 'search index', pace: PACE, rest: REST, round: () => rebuild.batch() });
  }

  onApplicationBootstrap(): void {
    if (this.settings.role !== 'web') this.loop.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.loop.stop();
  }
}
