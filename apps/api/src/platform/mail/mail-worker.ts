import { Inject, Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { SETTINGS, type Settings } from '../config/settings.js';
import { WorkLoop } from '../outbox/work-loop.js';
import { SendGate } from '../send-gate/send-gate.js';
import { MailBell } from './mail-bell.js';
import { MailSender } from './mail-sender.js';
import { MailUpkeep } from './mail-upkeep.js';
import { MAIL_TRANSPORT, type MailTransport } from './mail-transport.js';

/** In milliseconds. Looking by itself is the net under lost rings. */
const POLL = 5_000;
const UPKEEP_EVERY = 3_600_000;

/** Sends in processes whose role is to work; a `web` process queues only. */
@Injectable()
export class MailWorker implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly loop: WorkLoop;
  private readonly upkeep: WorkLoop;
  private gateMoved = true;

  constructor(
    @Inject(SETTINGS) private readonly settings: Settings,
    private readonly bell: MailBell,
    private readonly gate: SendGate,
    private readonly sender: MailSender,
    upkeep: MailUpkeep,
    @Inject(MAIL_TRANSPORT) private readonly transport: MailTransport | null,
  ) {
    this.loop = new WorkLoop({ name: 'mail', round: () => this.round(), pace: 0, rest: POLL });
    this.upkeep = new WorkLoop({ name: 'mail upkeep', round: () => upkeep.round(), pace: 100, rest: UPKEEP_EVERY });
  }

  onApplicationBootstrap(): void {
    if (this.settings.role === 'web') return;
    this.gate.onChange(() => {
      this.gateMoved = true;
      this.loop.wake();
    });
    this.bell.answeredBy(() => this.loop.wake());
    this.loop.start();
    this.upkeep.start();
  }

  /** Finishes the mail that is leaving; the others stay in the database. */
  async beforeApplicationShutdown(): Promise<void> {
    this.bell.answeredBy(null);
    await Promise.all([this.loop.stop(), this.upkeep.stop()]);
    this.transport?.close();
  }

  private async round(): Promise<number> {
    const moved = this.gateMoved;
    this.gateMoved = false;
    if (moved) await this.sender.release();
    const treated = await this.sender.round();
    // Before resting, once: the hint may have been lost.
    if (treated === 0 && !moved) await this.sender.release();
    return treated;
  }
}
