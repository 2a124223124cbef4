import { Injectable } from '@nestjs/common';
import { ClusterBus } from '../realtime/cluster-bus.js';

declare module '../realtime/cluster-bus.js' {
  interface ClusterEvents {
    /** Some process published events, and a worker elsewhere should look. */
    'outbox.rung': Record<string, never>;
  }
}

/** Between two rings to other processes, in milliseconds: a burst of commits costs one notification. */
const QUIET = 20;

/**
 * Wakes a worker after a commit: directly when this process works, otherwise with one cheap notification.
 * A lost ring costs a moment only, since workers look by themselves every two seconds.
 */
@Injectable()
export class OutboxBell {
  private worker: (() => void) | null = null;
  private quietUntil = 0;
  private pending: NodeJS.Timeout | null = null;

  constructor(private readonly bus: ClusterBus) {
    bus.on('outbox.rung', () => this.worker?.());
  }

  /** The worker of this process; `null` when it stops. */
  answeredBy(worker: (() => void) | null): void {
    this.worker = worker;
  }

  ring(): void {
    if (this.worker) this.worker();
    else this.ringElsewhere();
  }

  private ringElsewhere(): void {
    if (this.pending) return;
    const wait = this.quietUntil - Date.now();
    if (wait <= 0) return this.send();
    this.pending = setTimeout(() => {
      this.pending = null;
      this.send();
    }, wait);
    this.pending.unref();
  }

  private send(): void {
    this.quietUntil = Date.now() + QUIET;
    this.bus.emit('outbox.rung', {});
  }
}
