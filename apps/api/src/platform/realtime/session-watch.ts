import { Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { log } from '../http/log.js';
import { RealtimeGateway } from './realtime-gateway.js';

/** In milliseconds. */
const EVERY = 60_000;

/** The net under hints that were lost: once a minute, the sessions and rights behind all open sockets are checked. */
@Injectable()
export class SessionWatch implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private timer: NodeJS.Timeout | null = null;

  constructor(private readonly gateway: RealtimeGateway) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => void this.gateway.checkSessions().catch((error: unknown) => log.warn({ error }, 'session watch')), EVERY);
    this.timer.unref();
  }

  beforeApplicationShutdown(): void {
    if (this.timer) clearInterval(this.timer);
  }
}
