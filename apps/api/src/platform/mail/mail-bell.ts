import { Injectable } from '@nestjs/common';
import { ClusterBus } from '../realtime/cluster-bus.js';

declare module '../realtime/cluster-bus.js' {
  interface ClusterEvents {
    /** Some process queued mails, and a worker elsewhere should look. */
    'mail.queued': Record<string, never>;
  }
}

/** Wakes the process that sends. A lost ring costs a moment only: it looks by itself as well. */
@Injectable()
export class MailBell {
  private worker: (() => void) | null = null;

  constructor(private readonly bus: ClusterBus) {
    bus.on('mail.queued', () => this.worker?.());
  }

  /** The worker of this process; null when it stops. */
  answeredBy(worker: (() => void) | null): void {
    this.worker = worker;
  }

  ring(): void {
    if (this.worker) this.worker();
    else this.bus.emit('mail.queued', {});
  }
}
