import pg, { type Pool, type PoolClient } from 'pg';
import { log } from '../http/log.js';

/** In milliseconds. All of it together stays under the two seconds in which a request is to be told. */
const EVERY = 200;
const QUIET = 400;
const PROBE = 550;
const GRACE = 50;
/** A process that is this late is too busy to judge. */
const LATE = 200;

/**
 * Notices a database that neither answers nor refuses (a machine that lost its network, a stopped process): a
 * connection would wait for it for minutes. When statements are out and nothing at all comes back, a connection of its
 * own asks, twice; if neither is answered, the pool's connections are ended, so that whoever waits is told, and new
 * ones find out by themselves when it is back.
 */
export class LineWatch {
  private readonly clients = new Set<PoolClient>();
  private readonly timer: NodeJS.Timeout;
  private out = 0;
  private heardAt = performance.now();
  private probing = false;

  constructor(private readonly pool: Pool) {
    pool.on('connect', (client) => this.clients.add(client));
    pool.on('remove', (client) => this.clients.delete(client));
    this.timer = setInterval(() => void this.look(), EVERY);
    this.timer.unref();
  }

  stop(): void {
    clearInterval(this.timer);
  }

  /** Follows a statement until it is answered. */
  async during<T>(statement: Promise<T>): Promise<T> {
    if (this.out++ === 0) this.heardAt = performance.now();
    try {
      return await statement;
    } finally {
      this.out--;
      this.heardAt = performance.now();
    }
  }

  private async look(): Promise<void> {
    if (this.probing || this.out === 0 || performance.now() - this.heardAt < QUIET) return;
    this.probing = true;
    try {
      const heardAt = this.heardAt;
      // Twice: a machine out of breath may be slow to open a connection.
      if ((await answers(this.pool)) || (await answers(this.pool))) return;
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

async function answers(pool: Pool): Promise<boolean> {
  // A pool hides its password from enumeration.
  const client = new pg.Client({ ...pool.options, password: pool.options.password, application_name: 'foyer-watch', connectionTimeoutMillis: PROBE, query_timeout: PROBE });
  client.on('error', () => undefined);
  const began = performance.now();
  const late = new Promise<false>((resolve) => setTimeout(() => resolve(false), PROBE));
  try {
    const answered = await Promise.race([client.connect().then(() => client.query('SELECT 1')).then(() => true, refusedByPostgres), late]);
    return answered || performance.now() - began > PROBE + LATE;
  } finally {
    void client.end().catch(() => undefined);
  }
}

/** Whether it was PostgreSQL that refused (too many connections, say): a refusal is an answer. */
const refusedByPostgres = (error: unknown): boolean => error instanceof pg.DatabaseError;
