import { inBackground } from '../database/background.js';
import { log } from '../http/log.js';

export interface LoopOptions {
  readonly name: string;
  /** Does what there is to do and gives how much it found; 0 lets the loop rest. */
  readonly round: () => Promise<number>;
  /** Least time between the beginnings of two rounds, in milliseconds: under load, batches grow instead. */
  readonly pace: number;
  /** How long it rests at most without being woken, in milliseconds. */
  readonly rest: number;
}

/** After an error, the next try waits this long, in milliseconds; each further one longer, up to a limit. */
const FIRST_WAIT = 250;
const LONGEST_WAIT = 5_000;

/** Repeats a round for as long as there is work, sleeps otherwise, and survives failures. */
export class WorkLoop {
  private stopping = false;
  private woken = false;
  private interrupt: (() => void) | null = null;
  private running: Promise<void> | null = null;

  constructor(private readonly options: LoopOptions) {}

  start(): void {
    this.running ??= inBackground(() => this.run());
  }

  wake(): void {
    this.woken = true;
    this.interrupt?.();
  }

  /** Ends after the round that is running. */
  async stop(): Promise<void> {
    this.stopping = true;
    this.interrupt?.();
    await this.running;
  }

  private async run(): Promise<void> {
    let failures = 0;
    while (!this.stopping) {
      const began = performance.now();
      this.woken = false;
      try {
        const found = await this.options.round();
        failures = 0;
        if (found === 0 && !this.woken) await this.sleep(this.options.rest, true);
        await this.sleep(this.options.pace - (performance.now() - began), false);
      } catch (error) {
        log.warn({ loop: this.options.name, error }, 'round failed');
        await this.sleep(Math.min(FIRST_WAIT * 2 ** failures++, LONGEST_WAIT), false);
      }
    }
  }

  private async sleep(milliseconds: number, wakeable: boolean): Promise<void> {
    if (milliseconds <= 0 || this.stopping) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(done, milliseconds);
      const loop = this;
      function done(): void {
        clearTimeout(timer);
        loop.interrupt = null;
        resolve();
      }
      this.interrupt = () => {
        if (wakeable || this.stopping) done();
      };
    });
  }
}
