import type { Cluster } from '../machine/cluster.js';
import type { Options } from '../options.js';
import { writeFigures } from '../report/performance-document.js';
import { heldBy, LONGEST_BLOCK, measureMarkdown, type TextMeasure } from './measure-markdown.js';

/** Rows of the table: the worst ones say it all. */
const SHOWN = 12;

/** Measures the worst texts, prints the table. @returns whether none blocked the event loop for too long */
export async function runMarkdown(cluster: Cluster, template: string, options: Options, say: (line: string) => void): Promise<boolean> {
  const measures = await measureMarkdown(cluster, template, options.port, say);
  const table = tableOf(measures);
  process.stdout.write(`${table}\n`);
  if (options.write) writeFigures(table, 'markdown');
  return measures.every((one) => heldBy(one) <= LONGEST_BLOCK);
}

function tableOf(measures: readonly TextMeasure[]): string {
  const [usual, ...worst] = measures;
  const sorted = [...worst].sort((a, b) => heldBy(b) - heldBy(a));
  const most = sorted[0] ? heldBy(sorted[0]) : 0;
  const rows = [...sorted.slice(0, SHOWN), ...(usual ? [usual] : [])].map(
    ({ name, characters, blocked, work, answered, refused }) => `| ${name} | ${characters} | ${blocked.toFixed(1)} | ${work.toFixed(1)} | ${answered.toFixed(0)}${refused ? ', refused' : ''} |`,
  );
  return [
    `Longest block of the event loop by any of ${worst.length} texts: **${most.toFixed(0)} ms** (wanted: ≤ ${LONGEST_BLOCK} ms). The ${Math.min(SHOWN, worst.length)} worst, and a usual reply; milliseconds, each the median of its tries.`,
    '',
    '| text | characters | loop blocked | main thread worked | answered after |',
    '| --- | --: | --: | --: | --: |',
    ...rows,
  ].join('\n');
}
