import { IMPORT_TARGETS } from '../import/measure-import.js';
import { LONGEST_BACKLOG } from '../rounds.js';
import { ROWS } from '../rows.js';
import { linesOf, type Results } from './results.js';

export interface Target {
  readonly name: string;
  readonly wanted: string;
  readonly found: string;
  readonly met: boolean;
}

/** Connections at which the ratios are judged. */
const JUDGED_AT = 16;

/** What was promised, what was found; only what this run measured. */
export function targetsOf(results: Results): Target[] {
  const targets: Target[] = [];
  const lines = linesOf(results.samples);
  for (const row of ROWS) {
    for (const variant of row.variants) {
      const wanted = row.targets[variant];
      const line = lines.find((one) => one.row === row.id && one.variant === variant && one.connections === JUDGED_AT);
      if (!line) continue;
      const name = row.writes ? row.title : `${row.title}, ${variant}`;
      if (wanted !== undefined) targets.push({ name, wanted: `≥ ${wanted.toFixed(2)}`, found: line.ratio.toFixed(3), met: line.ratio >= wanted });
    }
  }
  const backlogs = lines.flatMap(({ backlog }) => backlog ?? []);
  if (backlogs.length > 0) targets.push(atMost('Consumers done after the last reply', Math.max(...backlogs), LONGEST_BACKLOG, 's', 1));
  if (results.live) targets.push(atMost('Live, 500 members: reply answered → last client, p99', results.live.foyer.last.p99, 500, 'ms'));
  if (results.firstLoad) {
    targets.push(atMost('First load of the thread page, compressed', results.firstLoad.visitor.total / 1_000, 180, 'kB'));
    targets.push(atMost('of it JavaScript', results.firstLoad.visitor.script / 1_000, 90, 'kB'));
  }
  if (results.peakMemory !== null) targets.push(atMost('Memory of the whole Node process, peak', results.peakMemory, 350, 'MB'));
  if (results.imported) {
    targets.push(atMost('Import of a forum of 5,000 topics and 37,000 posts', results.imported.seconds, IMPORT_TARGETS.seconds, 's'));
    targets.push(atMost('its memory, peak', results.imported.peakMiB, IMPORT_TARGETS.peakMiB, 'MB'));
  }
  return targets;
}

const atMost = (name: string, found: number, most: number, unit: string, digits = 0): Target => ({ name, wanted: `≤ ${most} ${unit}`, found: `${found.toFixed(digits)} ${unit}`, met: found <= most });
