import type { ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { endChild, startChild, untilAnswers } from './children.js';
import type { Cluster } from './cluster.js';
import { launcherModule } from './launcher.js';

/** Another build can be measured by naming its `main.js`, to compare. */
const MAIN = process.env['BENCH_SERVER'] ?? fileURLToPath(new URL('../../../../apps/api/dist/main.js', import.meta.url));

interface MemoryModule {
  readonly serverArguments: readonly string[];
  readonly serverEnvironment: Readonly<Record<string, string>>;
}

export interface FoyerOptions {
  readonly cluster: Cluster;
  readonly database: string;
  readonly port: number;
  readonly role: 'all' | 'web';
  readonly pageCache: boolean;
  readonly nodeArgs?: readonly string[];
}

export interface RunningServer {
  readonly origin: string;
  readonly pid: number;
  readonly child: ChildProcess;
  stop(): Promise<void>;
}

/** The product as `npm start` runs it, on the run's database, without limits on writing. */
export async function startFoyer({ cluster, database, port, role, pageCache, nodeArgs = [] }: FoyerOptions): Promise<RunningServer> {
  const { serverArguments, serverEnvironment } = await launcherModule<MemoryModule>('server-memory.mjs');
  return startServer(MAIN, port, '/health/ready', [...serverArguments, ...nodeArgs], {
    ...serverEnvironment,
    HOST: '127.0.0.1',
    PUBLIC_URL: `http://127.0.0.1:${port}`,
    DATA_DIR: cluster.dataDir,
    DATABASE_URL: cluster.url(database),
    FOYER_ROLE: role,
    FOYER_SEED: 'none',
    FOYER_LIMITS: 'off',
    FOYER_PAGE_CACHE: pageCache ? 'on' : 'off',
    NODE_ENV: 'production',
  });
}

/** One of the references, by the name of its file. */
export function startReference(name: 'hello' | 'thread-json' | 'broadcast', port: number, env: Record<string, string> = {}): Promise<RunningServer> {
  return startServer(fileURLToPath(new URL(`../references/${name}-server.js`, import.meta.url)), port, '/', [], { NODE_ENV: 'production', ...env });
}

async function startServer(script: string, port: number, probe: string, nodeArgs: readonly string[], env: Record<string, string>): Promise<RunningServer> {
  const child = startChild({ args: [script], nodeArgs, env: { ...env, PORT: String(port) }, output: 'ignore' });
  const origin = `http://127.0.0.1:${port}`;
  await untilAnswers(origin + probe, child);
  if (child.pid === undefined) throw new Error(`${script} has no process`);
  return { origin, pid: child.pid, child, stop: () => endChild(child) };
}
