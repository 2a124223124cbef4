import type { FirstLoad } from '../first-load.js';
import type { ImportMeasure } from '../import/measure-import.js';
import type { LiveResult } from '../live/live.js';
import type { Machine } from '../machine/machine.js';
import { median, medianOf, type Measure } from '../measure.js';
import type { Sample } from '../rounds.js';

/** Everything one run found; kept as JSON in the data folder, and what the table is made from. */
export interface Results {
  readonly at: string;
  readonly machine: Machine;
  readonly set: string;
  readonly rounds: number;
  readonly seconds: number;
  readonly samples: readonly Sample[];
  readonly live: LiveResult | null;
  /** As a visitor, and signed in. */
  readonly firstLoad: { readonly visitor: FirstLoad; readonly member: FirstLoad } | null;
  readonly imported: ImportMeasure | null;
  /** Most memory that the whole Node process ever held, in MiB; null when no server was measured. */
  readonly peakMemory: number | null;
}

/** One row at one number of connections: medians over the rounds. */
export interface Line {
  readonly row: string;
  readonly variant: Sample['variant'];
  readonly connections: number;
  readonly measure: Measure;
  readonly ratio: number;
  readonly work: number;
  /** The longest of all rounds. */
  readonly backlog: number | null;
}

export function linesOf(samples: readonly Sample[]): Line[] {
  const groups = new Map<string, Sample[]>();
  for (const sample of samples) {
    const key = `${sample.row} ${sample.variant} ${sample.connections}`;
    groups.set(key, [...(groups.get(key) ?? []), sample]);
  }
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (!first) return [];
    const backlogs = group.flatMap(({ backlog }) => backlog ?? []);
    return [{ ...first, measure: medianOf(group.map(({ measure }) => measure)), ratio: median(group.map(({ ratio }) => ratio)), work: median(group.map(({ work }) => work)), backlog: backlogs.length > 0 ? Math.max(...backlogs) : null }];
  });
}
