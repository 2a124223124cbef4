import { setTimeout as delay } from 'node:timers/promises';
import pg, { type Pool } from 'pg';

/** In milliseconds. */
const PATIENCE = 550;
/** A process that is this late is too busy to judge. */
const LATE = 200;

/**
 * Asks PostgreSQL whether it is there, on a connection of its own that is kept: on a machine out of breath, opening
 * one takes seconds while those that are open still answer.
 */
export class Probe {
  private kept: pg.Client | null = null;
  private asking: Promise<boolean> | null = null;
  private closed = false;

  constructor(private readonly pool: Pool) {}

  /** Opens the connection ahead of the moment when opening is slow. */
  prepare(): void {
    if (this.kept === null && this.asking === null && !this.closed) void this.answers();
  }

  /** Whether there is an answer within half a second; true as well when this process was too busy to hear it. */
  answers(): Promise<boolean> {
    this.asking = this.ask().finally(() => (this.asking = null));
    return this.asking;
  }

  /** Ends it, as far as the other end takes notice. */
  async close(): Promise<void> {
    this.closed = true;
    await this.asking;
    await Promise.race([this.kept?.end().catch(() => undefined), delay(PATIENCE, undefined, { ref: false })]);
  }

  private async ask(): Promise<boolean> {
    const began = performance.now();
    const client = this.kept;
    const asked = client ?? this.open();
    // Whoever does not answer is not asked again.
    this.kept = null;
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<'late'>((resolve) => (timer = setTimeout(() => resolve('late'), PATIENCE)));
    try {
      const outcome = await Promise.race([(client ? asked.query('SELECT 1') : asked.connect().then(() => asked.query('SELECT 1'))).then(() => 'answered' as const, refusal), late]);
      if (outcome === 'answered' && !this.closed) this.kept = asked;
      else void asked.end().catch(() => undefined);
      return outcome === 'answered' || outcome === 'refused' || performance.now() - began > PATIENCE + LATE;
    } finally {
      clearTimeout(timer);
    }
  }

  private open(): pg.Client {
    // A pool hides its password from enumeration.
    const client = new pg.Client({ ...this.pool.options, password: this.pool.options.password, application_name: 'foyer-watch', connectionTimeoutMillis: PATIENCE });
    const lost = (): void => {
      if (this.kept === client) this.kept = null;
    };
    client.on('error', lost).on('end', lost);
    return client;
  }
}

/** Whether it was PostgreSQL that refused (too many connections, say): a refusal is an answer. */
const refusal = (error: unknown): 'refused' | 'failed' => (error instanceof pg.DatabaseError ? 'refused' : 'failed');
