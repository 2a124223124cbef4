import type pg from 'pg';
import type { Pool, PoolClient } from 'pg';
import { log } from '../http/log.js';
import { isAway } from './failures.js';
import { Probe } from './probe.js';

/** In milliseconds. All of it together stays under the two seconds in which a request is to be told. */
const EVERY = 200;
const QUIET = 400;
const GRACE = 50;

/**
 * Notices a database that neither answers nor refuses (a machine that lost its network, a stopped process): a
 * connection would wait for it for minutes. When statements are out and nothing at all comes back, a connection of its
 * own asks, then a new one; if neither is answered, the pool's connections are ended, so that whoever waits is told, and new
 * ones find out by themselves when it is back.
 */
export class LineWatch {
  private readonly clients = new Set<PoolClient>();
  private readonly probe: Probe;
  private readonly timer: NodeJS.Timeout;
  private out = 0;
  private heardAt = performance.now();
  private probing = false;

  constructor(pool: Pool) {
    this.probe = new Probe(pool);
    this.probe.prepare();
    pool.on('connect', (client) => this.clients.add(client));
    pool.on('remove', (client) => this.clients.delete(client));
    this.timer = setInterval(() => void this.look(), EVERY);
    this.timer.unref();
  }

  async stop(): Promise<void> {
    clearInterval(this.timer);
    await this.probe.close();
  }

  /** Follows a statement until it is answered. */
  async during<T>(statement: Promise<T>): Promise<T> {
    if (this.out++ === 0) this.heardAt = performance.now();
    try {
      const answer = await statement;
      this.heardAt = performance.now();
      return answer;
    } catch (error) {
      // A connection that cannot be opened says nothing of those that wait: others' failures must not hide a silence.
      if (!isAway(error)) this.heardAt = performance.now();
      throw error;
    } finally {
      this.out--;
    }
  }

  private async look(): Promise<void> {
    // Just heard of: a good moment to open what was lost with the last failure.
    if (performance.now() - this.heardAt < EVERY) this.probe.prepare();
    if (this.probing || this.out === 0 || performance.now() - this.heardAt < QUIET) return;
    this.probing = true;
    try {
      const heardAt = this.heardAt;
      // Twice: the connection that was kept may be the only one that is lost.
      if ((await this.probe.answers()) || (await this.probe.answers())) return;
      // A busy process finds the answers that came meanwhile before it gives up.
      await new Promise((resolve) => setTimeout(resolve, GRACE));
      if (this.out === 0 || this.heardAt !== heardAt) return;
      log.warn({ waiting: this.out }, 'the database does not answer: its connections are ended');
      for (const client of this.clients) void (client as PoolClient & pg.Client).end().catch(() => undefined);
    } finally {
      this.probing = false;
    }
  }
}
