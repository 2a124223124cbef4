import { ROWS } from '../rows.js';
import { linesOf, type Line, type Results } from './results.js';
import { targetsOf } from './targets.js';

/** The figures as Markdown: for `docs/performance.md`, and readable as they are on a terminal. */
export function markdownReport(results: Results): string {
  const { machine } = results;
  const parts = [
    `Measured on ${results.at.slice(0, 10)}: ${machine.processor}, ${machine.cores} cores, ${machine.memoryGiB} GB of memory, Linux ${machine.kernel}, Node ${machine.node}, PostgreSQL ${machine.postgres}; median of ${results.rounds} round${results.rounds > 1 ? 's' : ''} of ${results.seconds} s. Server, PostgreSQL and load generator share the cores${machine.loadBefore > 1 ? `; **the machine was busy** (load average ${machine.loadBefore} before)` : ''}.`,
    '### Targets',
    table(['', 'wanted', 'found', ''], targetsOf(results).map(({ name, wanted, found, met }) => [name, wanted, found, met ? 'met' : '**missed**'])),
  ];
  const lines = linesOf(results.samples);
  for (const connections of new Set(lines.map((line) => line.connections))) {
    parts.push(`### ${connections} connection${connections > 1 ? 's' : ''}`, requestTable(lines.filter((line) => line.connections === connections)));
  }
  if (results.live) parts.push('### Live', liveTable(results));
  if (results.firstLoad) parts.push('### First load of the thread page', firstLoadTable(results.firstLoad));
  if (results.imported) {
    const { topics, posts, seconds, peakMiB, againSeconds } = results.imported;
    parts.push('### Import', `A Discourse forum of ${topics} topics and ${posts} posts: ${seconds.toFixed(0)} s (${(posts / seconds).toFixed(0)} posts a second), ${peakMiB.toFixed(0)} MB at most; again, changing nothing: ${againSeconds.toFixed(0)} s.`);
  }
  return parts.join('\n\n');
}

function requestTable(lines: readonly Line[]): string {
  const title = (line: Line): string => {
    if (line.row === 'hello') return 'Reference: bare Node HTTP, hello';
    if (line.row === 'json') return 'Reference: Fastify + pg, 20 posts as JSON';
    const row = ROWS.find(({ id }) => id === line.row);
    return row?.writes ? row.title : `${row?.title ?? line.row}, ${line.variant}`;
  };
  return table(
    ['', 'requests/s', 'ratio', 'by work', 'p50 ms', 'p99 ms', 'Node µs', 'PostgreSQL µs', 'bytes'],
    lines.map((line) => [
      title(line),
      line.measure.perSecond.toFixed(0),
      line.ratio.toFixed(3),
      line.work.toFixed(3),
      line.measure.p50.toFixed(1),
      line.measure.p99.toFixed(1),
      line.measure.node.toFixed(0),
      line.measure.postgres.toFixed(0),
      line.measure.bytes.toFixed(0),
    ]),
  );
}

function liveTable({ live }: Results): string {
  if (!live) return '';
  const row = (name: string, { last, each, node, postgres }: typeof live.foyer): string[] => [name, ...[last.p50, last.p99, last.max, each.p50, each.p99].map((figure) => figure.toFixed(0)), node.toFixed(0), postgres.toFixed(0)];
  return [
    `${live.foyer.watchers} signed-in members in one thread, ${live.foyer.replies} replies; milliseconds from the reply's answer.`,
    table(['', 'last client p50', 'p99', 'max', 'any client p50', 'p99', 'Node µs per reply', 'PostgreSQL µs'], [row('Foyer', live.foyer), row('Reference: bare socket.io, same message', live.bare)]),
  ].join('\n\n');
}

function firstLoadTable({ visitor, member }: NonNullable<Results['firstLoad']>): string {
  const row = (name: string, load: typeof visitor): string[] => [name, ...[load.total, load.html, load.script, load.style, load.font, load.data].map((bytes) => (bytes / 1_000).toFixed(1)), String(load.requests)];
  return [`Compressed kilobytes that Chromium loads, without images.`, table(['', 'total', 'HTML', 'JavaScript', 'CSS', 'fonts', 'data', 'requests'], [row('Visitor', visitor), row('Signed in', member)])].join('\n\n');
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const all = [head, ...rows];
  const widths = head.map((_, column) => Math.max(3, ...all.map((row) => (row[column] ?? '').length)));
  const line = (row: readonly string[]): string => `| ${row.map((cell, column) => (column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0))).join(' | ')} |`;
  const rule = `| ${widths.map((width, column) => (column === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`)).join(' | ')} |`;
  return [line(head), rule, ...rows.map(line)].join('\n');
}
