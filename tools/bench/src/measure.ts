import type { LoadGenerator } from './load/load-generator.js';
import type { LoadJob } from './load/load-job.js';
import { familyTime, processTime } from './machine/processor-time.js';

/** What one row gave in one round. */
export interface Measure {
  readonly perSecond: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p99: number;
  /** Processor time per request, microseconds. */
  readonly node: number;
  readonly postgres: number;
  readonly bytes: number;
  readonly responses: number;
}

export interface Watched {
  /** Process of the server that answers. */
  readonly node: number;
  /** First process of PostgreSQL, if the server uses it. */
  readonly postgres: number | null;
}

/**
 * Sends a job and counts processor time from before it until `settled` (default: its last answer).
 * @throws when an answer was no success: such a figure means nothing
 */
export async function measure(load: LoadGenerator, job: LoadJob, watched: Watched, settled: () => Promise<void> = async () => undefined): Promise<Measure> {
  const before = sample(watched);
  const result = await load.run(job);
  await settled();
  const after = sample(watched);
  if (result.failures > 0) throw new Error(`${result.failures} of ${result.responses} answers of ${job.requests[0]?.path ?? job.url} were no success`);
  if (result.responses === 0) throw new Error(`no answer from ${job.requests[0]?.path ?? job.url}`);
  return {
    perSecond: result.responses / result.seconds,
    p50: result.p50,
    p99: result.p99,
    node: ((after.node - before.node) * 1_000) / result.responses,
    postgres: ((after.postgres - before.postgres) * 1_000) / result.responses,
    bytes: result.bytesPerResponse,
    responses: result.responses,
  };
}

const sample = ({ node, postgres }: Watched): { node: number; postgres: number } => ({ node: processTime(node), postgres: postgres === null ? 0 : familyTime(postgres) });

/** The middle of some figures; the lower of the two middle ones when they are even in number. */
export function median(figures: readonly number[]): number {
  const sorted = [...figures].sort((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? 0;
}

/** Each figure's median over the rounds. */
export function medianOf(rounds: readonly Measure[]): Measure {
  const of = (figure: (round: Measure) => number): number => median(rounds.map(figure));
  return { perSecond: of((r) => r.perSecond), p50: of((r) => r.p50), p99: of((r) => r.p99), node: of((r) => r.node), postgres: of((r) => r.postgres), bytes: of((r) => r.bytes), responses: of((r) => r.responses) };
}
