import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { measureImport } from './import/measure-import.js';
import { measureFirstLoad } from './first-load.js';
import { measureLive } from './live/live.js';
import { startLoadGenerator } from './load/load-generator.js';
import type { Cluster } from './machine/cluster.js';
import { startFoyer, startReference } from './machine/foyer-server.js';
import { describeMachine } from './machine/machine.js';
import { peakMemory } from './machine/processor-time.js';
import type { Options } from './options.js';
import { probeRows } from './probe.js';
import { markdownReport } from './report/markdown-report.js';
import { writeFigures } from './report/performance-document.js';
import type { Results } from './report/results.js';
import { targetsOf } from './report/targets.js';
import { runRounds, type Bench } from './rounds.js';
import { ROWS, type Row } from './rows.js';
import { cloneForRun, emptyDatabase } from './set/build-set.js';
import { prepareVisitors } from './visitors.js';

/** Starts everything that is measured: a fresh copy of the set, the references, the product with and without caches. */
export async function openBench(cluster: Cluster, template: string, port: number): Promise<Bench> {
  const database = await cloneForRun(cluster, template);
  const visitors = await prepareVisitors(cluster.url(database));
  const [hello, json, warm, load] = await Promise.all([
    startReference('hello', port),
    startReference('thread-json', port + 1, { DATABASE_URL: cluster.url(database) }),
    startFoyer({ cluster, database, port: port + 2, role: 'all', pageCache: true }),
    startLoadGenerator(),
  ]);
  // After the other, which migrates.
  const cold = await startFoyer({ cluster, database, port: port + 3, role: 'web', pageCache: false });
  return { cluster, database, visitors, load, references: { hello, json }, servers: { warm, cold } };
}

/** Measures, prints, keeps the figures. @returns whether every target that was measured is met */
export async function runMeasure(cluster: Cluster, template: string, options: Options, say: (line: string) => void): Promise<boolean> {
  const machine = describeMachine(cluster.version);
  if (machine.loadBefore > 1) say(`the machine is busy (load average ${machine.loadBefore}): these figures will not be its own`);
  const wanted = (group: string): boolean => options.only.length === 0 || options.only.includes(group);
  const rows = ROWS.filter((row) => wanted(row.group) || options.only.includes(row.id));
  const served = rows.length > 0 || wanted('live') || wanted('first-load') ? await measureServer(cluster, template, options, rows, wanted, say) : NOTHING;
  const imported = wanted('import') ? await measureImport(cluster.url(await emptyDatabase(cluster)), cluster.dataDir) : null;
  const results: Results = { at: new Date().toISOString(), machine, set: template, rounds: options.rounds, seconds: options.seconds, ...served, imported };
  const folder = join(cluster.dataDir, 'results');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${results.at.replaceAll(':', '-')}.json`), `${JSON.stringify(results, null, 1)}\n`);
  const markdown = markdownReport(results);
  process.stdout.write(`${markdown}\n`);
  if (options.write) writeFigures(markdown);
  return targetsOf(results).every(({ met }) => met);
}

type Served = Pick<Results, 'samples' | 'live' | 'firstLoad' | 'peakMemory'>;
const NOTHING: Served = { samples: [], live: null, firstLoad: null, peakMemory: null };

async function measureServer(cluster: Cluster, template: string, options: Options, rows: readonly Row[], wanted: (group: string) => boolean, say: (line: string) => void): Promise<Served> {
  const bench = await openBench(cluster, template, options.port);
  await probeRows(bench, rows);
  // First, while nobody has been here: the browser must find the server as a first visitor does.
  const [thread] = bench.visitors.threads;
  const address = `${bench.servers.warm.origin}/threads/${thread?.code ?? ''}/${thread?.slug ?? ''}`;
  const visitor = wanted('first-load') ? await measureFirstLoad(address, null) : null;
  const member = visitor ? await measureFirstLoad(address, bench.visitors.cookies[0] ?? null) : null;
  if (wanted('first-load') && !visitor) say('first load: skipped, no Chromium (CHROMIUM_PATH)');
  const samples = rows.length > 0 ? await runRounds(bench, { ...options, rows }, say) : [];
  const live = wanted('live') ? await measureLive(bench, options.port + 4) : null;
  const peak = peakMemory(bench.servers.warm.pid);
  await Promise.all([...Object.values(bench.servers), ...Object.values(bench.references), bench.load].map((part) => part.stop()));
  return { samples, live, firstLoad: visitor && member ? { visitor, member } : null, peakMemory: peak };
}
