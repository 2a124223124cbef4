import { mkdirSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { startLoadGenerator } from '../load/load-generator.js';
import type { Cluster } from '../machine/cluster.js';
import { startFoyer } from '../machine/foyer-server.js';
import { measure } from '../measure.js';
import type { Options } from '../options.js';
import { ROWS } from '../rows.js';
import { cloneForRun } from '../set/build-set.js';
import { prepareVisitors } from '../visitors.js';
import { summarise, type Share } from './summary.js';

const MOST = 45;

/** Profiles the server while it answers one row; `profile thread.visitor`, `profile thread.visitor warm`. */
export async function runProfile(cluster: Cluster, template: string, options: Options, say: (line: string) => void): Promise<void> {
  const [id = 'thread.visitor', variant = 'cold'] = options.explicit;
  const row = ROWS.find((one) => one.id === id);
  if (!row) throw new Error(`no row ${id}: one of ${ROWS.map((one) => one.id).join(', ')}`);
  const folder = join(cluster.dataDir, 'profiles', `${id}.${variant}`);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const database = await cloneForRun(cluster, template);
  const visitors = await prepareVisitors(cluster.url(database));
  const server = await startFoyer({ cluster, database, port: options.port + 2, role: 'all', pageCache: variant === 'warm', nodeArgs: ['--cpu-prof', '--cpu-prof-interval=500', `--cpu-prof-dir=${folder}`] });
  const load = await startLoadGenerator();
  const job = { url: server.origin, connections: options.connections.at(0) ?? 16, seconds: options.seconds, requests: row.requests(visitors) };
  const figures = await measure(load, job, { node: server.pid, postgres: cluster.pid });
  await load.stop();
  await server.stop();
  say(`${id}, ${variant}: ${figures.perSecond.toFixed(0)}/s, Node ${figures.node.toFixed(0)} µs, PostgreSQL ${figures.postgres.toFixed(0)} µs, ${figures.responses} requests (the profiler slows it down)`);
  const file = readdirSync(folder).find((name) => name.endsWith('.cpuprofile'));
  if (!file) throw new Error(`no profile in ${folder}`);
  const { areas, functions, busySeconds } = summarise(JSON.parse(readFileSync(join(folder, file), 'utf8')) as Parameters<typeof summarise>[0]);
  say(`${join(folder, file)}: ${busySeconds.toFixed(1)} s of work, starting included`);
  print('area', areas.slice(0, 25));
  print('area, with what it calls', [...areas].sort((a, b) => b.withCalls - a.withCalls).slice(0, 25));
  print('function', functions.slice(0, MOST));
  print('function, with what it calls', [...functions].sort((a, b) => b.withCalls - a.withCalls).slice(0, MOST * 2));

  function print(title: string, shares: readonly Share[]): void {
    process.stdout.write(`\n${title}\n${shares.map(({ name, part, withCalls }) => `  ${(part * 100).toFixed(1).padStart(5)} %  ${(withCalls * 100).toFixed(1).padStart(5)} %  ${name}`).join('\n')}\n`);
  }
}
