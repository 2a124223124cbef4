import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startLoadGenerator } from '../load/load-generator.js';
import type { Cluster } from '../machine/cluster.js';
import { startFoyer } from '../machine/foyer-server.js';
import { peakMemory } from '../machine/processor-time.js';
import { measure } from '../measure.js';
import type { Options } from '../options.js';
import { ROWS } from '../rows.js';
import { cloneForRun } from '../set/build-set.js';
import { prepareVisitors } from '../visitors.js';
import { inspect } from './inspector.js';
import { summarise, type Share } from './summary.js';

const MOST = 45;

/** Profiles the server while it answers one row; `profile thread.visitor`, `profile thread.visitor warm`. */
export async function runProfile(cluster: Cluster, template: string, options: Options, say: (line: string) => void): Promise<void> {
  const [id = 'thread.visitor', variant = 'cold'] = options.explicit;
  const row = ROWS.find((one) => one.id === id);
  if (!row) throw new Error(`no row ${id}: one of ${ROWS.map((one) => one.id).join(', ')}`);
  const database = await cloneForRun(cluster, template);
  const visitors = await prepareVisitors(cluster.url(database));
  const inspectPort = options.port + 5;
  const server = await startFoyer({ cluster, database, port: options.port + 2, role: 'all', pageCache: variant === 'warm', nodeArgs: [`--inspect=127.0.0.1:${inspectPort}`] });
  const load = await startLoadGenerator();
  const job = { url: server.origin, connections: options.connections.at(0) ?? 16, seconds: options.seconds, requests: row.requests(visitors) };
  // Until the code is compiled and what can be kept is kept.
  await load.run({ ...job, seconds: 3 });
  const inspector = await inspect(inspectPort);
  await inspector.send('Profiler.enable');
  await inspector.send('Profiler.setSamplingInterval', { interval: 400 });
  await inspector.send('Profiler.start');
  const figures = await measure(load, job, { node: server.pid, postgres: cluster.pid });
  const { profile } = await inspector.send<{ profile: Parameters<typeof summarise>[0] }>('Profiler.stop');
  const memory = await inspector.send<{ result: { value: string } }>('Runtime.evaluate', { expression: 'JSON.stringify(process.memoryUsage())' });
  inspector.close();
  const peak = peakMemory(server.pid);
  await load.stop();
  await server.stop();
  const folder = join(cluster.dataDir, 'profiles');
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `${id}.${variant}.cpuprofile`);
  writeFileSync(file, JSON.stringify(profile));
  say(`${id}, ${variant}: ${figures.perSecond.toFixed(0)}/s, Node ${figures.node.toFixed(0)} µs, PostgreSQL ${figures.postgres.toFixed(0)} µs, ${figures.responses} requests (the profiler slows it down)`);
  say(`memory: ${Object.entries(JSON.parse(memory.result.value) as Record<string, number>).map(([name, bytes]) => `${name} ${(bytes / 1_048_576).toFixed(0)}`).join(', ')}, peak ${peak.toFixed(0)} MiB`);
  const { areas, functions, busySeconds } = summarise(profile);
  say(`${file}: ${busySeconds.toFixed(1)} s of work, ${((busySeconds * 1e6) / figures.responses).toFixed(0)} µs a request on the main thread`);
  print('area', areas.slice(0, 25));
  print('area, with what it calls', [...areas].sort((a, b) => b.withCalls - a.withCalls).slice(0, 25));
  print('function', functions.slice(0, MOST));
  print('function, with what it calls', [...functions].sort((a, b) => b.withCalls - a.withCalls).slice(0, MOST * 2));

  function print(title: string, shares: readonly Share[]): void {
    process.stdout.write(`\n${title}\n${shares.map(({ name, part, withCalls }) => `  ${(part * 100).toFixed(1).padStart(5)} %  ${(withCalls * 100).toFixed(1).padStart(5)} %  ${((withCalls * busySeconds * 1e6) / figures.responses).toFixed(0).padStart(6)} µs  ${name}`).join('\n')}\n`);
  }
}
