import pg from 'pg';
import type { LoadGenerator } from './load/load-generator.js';
import type { LoadJob } from './load/load-job.js';
import type { Cluster } from './machine/cluster.js';
import type { RunningServer } from './machine/foyer-server.js';
import { measure, type Measure } from './measure.js';
import type { Row, Variant } from './rows.js';
import type { Visitors } from './visitors.js';

export type ReferenceName = 'hello' | 'json';

/** One row's measure in one round, beside the reference's of the same round. */
export interface Sample {
  readonly row: string;
  readonly variant: Variant | 'reference';
  readonly connections: number;
  readonly measure: Measure;
  /** Requests per second to the Fastify + pg reference's, at the same number of connections in the same round. */
  readonly ratio: number;
  /** The reference's processor time per request (Node and PostgreSQL) to this row's: what the ratio is where nothing else disturbs. */
  readonly work: number;
  /** Seconds from the last answer until every consumer was done; for rows that write. */
  readonly backlog: number | null;
}

export interface Bench {
  readonly cluster: Cluster;
  readonly database: string;
  readonly visitors: Visitors;
  readonly load: LoadGenerator;
  readonly references: Readonly<Record<ReferenceName, RunningServer>>;
  readonly servers: Readonly<Record<Variant, RunningServer>>;
}

export interface RoundOptions {
  readonly rows: readonly Row[];
  readonly rounds: number;
  readonly seconds: number;
  readonly connections: readonly number[];
}

/** What consumers may take after the last answer, in seconds. */
export const LONGEST_BACKLOG = 5;

/** All rows, round after round; each round begins with the references. */
export async function runRounds(bench: Bench, options: RoundOptions, say: (line: string) => void): Promise<Sample[]> {
  const samples: Sample[] = [];
  for (let round = 1; round <= options.rounds; round++) {
    for (const connections of options.connections) {
      say(`round ${round} of ${options.rounds}, ${connections} connections`);
      const take = (job: Omit<LoadJob, 'connections' | 'seconds'>, server: RunningServer, settled?: () => Promise<void>): Promise<Measure> =>
        warmThenMeasure(bench, { ...job, connections, seconds: options.seconds }, server, settled);
      const hello = await take({ url: bench.references.hello.origin, requests: [{ method: 'GET', path: '/', headers: {} }] }, bench.references.hello);
      const json = await take({ url: bench.references.json.origin, requests: bench.visitors.threads.map(({ code }) => ({ method: 'GET', path: `/threads/${code}`, headers: {} })) }, bench.references.json);
      const keep = (row: string, variant: Sample['variant'], figures: Measure, backlog: number | null = null): void => {
        const ratio = figures.perSecond / json.perSecond;
        const work = (json.node + json.postgres) / (figures.node + figures.postgres);
        samples.push({ row, variant, connections, measure: figures, ratio, work, backlog });
        say(`  ${row.padEnd(16)} ${variant.padEnd(9)} ${figures.perSecond.toFixed(0).padStart(6)}/s  ratio ${ratio.toFixed(3)}  by work ${work.toFixed(3)}  node ${figures.node.toFixed(0)} µs  pg ${figures.postgres.toFixed(0)} µs  p50 ${figures.p50.toFixed(1)}  p99 ${figures.p99.toFixed(1)} ms${backlog === null ? '' : `  backlog ${backlog.toFixed(1)} s`}`);
      };
      keep('hello', 'reference', hello);
      keep('json', 'reference', json);
      for (const row of options.rows) {
        for (const variant of row.variants) {
          // Replies go to the process that also runs the consumers, so that their time is counted.
          const server = bench.servers[row.writes ? 'warm' : variant];
          const job = { url: server.origin, requests: row.requests(bench.visitors) };
          if (!row.writes) keep(row.id, variant, await take(job, server));
          else {
            const postsBefore = await countPosts(bench);
            let backlog = 0;
            const figures = await take(job, server, async () => void (backlog = await drained(bench)));
            const written = (await countPosts(bench)) - postsBefore;
            if (written < figures.responses) throw new Error(`${figures.responses} answers but ${written} posts: ${row.id} was refused`);
            keep(row.id, variant, figures, backlog);
          }
        }
      }
    }
  }
  return samples;
}

async function warmThenMeasure(bench: Bench, job: LoadJob, server: RunningServer, settled?: () => Promise<void>): Promise<Measure> {
  await bench.load.run({ ...job, seconds: Math.min(2, job.seconds) });
  await settled?.();
  const usesPostgres = server !== bench.references.hello;
  return measure(bench.load, job, { node: server.pid, postgres: usesPostgres ? bench.cluster.pid : null }, settled);
}

/** Waits until no job is left; gives the seconds that took. @throws when it takes four times what it may */
async function drained(bench: Bench): Promise<number> {
  const since = performance.now();
  return withClient(bench, async (client) => {
    for (;;) {
      const { rows } = await client.query<{ left: number }>(`SELECT count(*)::int AS left FROM pgboss.job WHERE name IN ('dispatch', 'consume') AND state < 'completed'`);
      const seconds = (performance.now() - since) / 1_000;
      if (rows[0]?.left === 0) return seconds;
      if (seconds > 4 * LONGEST_BACKLOG) throw new Error(`${rows[0]?.left ?? '?'} jobs are left after ${seconds.toFixed(0)} s`);
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
  });
}

const countPosts = (bench: Bench): Promise<number> => withClient(bench, async (client) => (await client.query<{ posts: number }>('SELECT count(*)::int AS posts FROM posts')).rows[0]?.posts ?? 0);

async function withClient<T>({ cluster, database }: Bench, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: cluster.url(database) });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
