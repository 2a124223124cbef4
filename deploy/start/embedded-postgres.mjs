import { spawn } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { holdDataFolder, holderOf, prepareDataFolder } from './data-folder.mjs';
import { databaseUrl, readCredentials } from './database-credentials.mjs';
import { ensureCluster, postgresEnvironment, provision } from './postgres-cluster.mjs';
import { endLeftover, endServer } from './postgres-ending.mjs';
import { postgresPrograms } from './postgres-programs.mjs';
import { freePort, until } from './processes.mjs';
import { StartFailure } from './say.mjs';
import { clusterFolder, databaseAccount } from './system-account.mjs';

/** For a small machine that shares its memory with Node. */
const defaultSettings = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '60',
  shared_buffers: '256MB',
  effective_cache_size: '1GB',
  work_mem: '8MB',
  maintenance_work_mem: '64MB',
  wal_compression: 'on',
  max_wal_size: '1GB',
  min_wal_size: '128MB',
  random_page_cost: '1.1',
  jit: 'off',
  password_encryption: 'scram-sha-256',
  timezone: 'UTC',
  log_timezone: 'UTC',
  cluster_name: 'foyer',
};

/** For tests: whatever is lost when the machine stops is lost. */
const withoutDurability = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  wal_level: 'minimal',
  max_wal_senders: '0',
  shared_buffers: '128MB',
};

const largestLog = 10 * 1024 * 1024;

/**
 * @typedef {object} EmbeddedPostgresOptions
 * @property {string} dataDir data folder of the installation; the cluster, its log and its passwords live there
 * @property {number} [port] on 127.0.0.1; a free one by default
 * @property {boolean} [fsync] `false` only where nothing matters (tests); durable by default
 * @property {Record<string, string>} [settings] further PostgreSQL settings
 * @property {boolean} [keepAlive] start it again, on the same port, when it dies unasked
 *
 * @typedef {object} EmbeddedPostgres
 * @property {string} url address for the owner, who migrates
 * @property {number} port
 * @property {number} pid of the first PostgreSQL process
 * @property {() => Promise<void>} stop ends it cleanly and lets the data folder go
 */

/**
 * Starts the embedded PostgreSQL, creating its cluster the first time and recovering from whatever a killed process
 * left behind.
 * @param {EmbeddedPostgresOptions} options
 * @returns {Promise<EmbeddedPostgres>} once it accepts connections
 * @throws {StartFailure} with one clear line
 */
export async function startEmbeddedPostgres({ dataDir: wantedDataDir, port: wantedPort, fsync = true, settings = {}, keepAlive = false }) {
  const account = databaseAccount();
  const programs = postgresPrograms(account);
  const dataDir = prepareDataFolder(wantedDataDir);
  const hold = holdDataFolder(dataDir);
  try {
    const cluster = clusterFolder(dataDir, account);
    await endLeftover(cluster);
    const credentials = await ensureCluster({ dataDir, cluster, programs, account, durable: fsync });
    const port = wantedPort ?? (await freePort());
    const all = { ...defaultSettings, ...(fsync ? {} : withoutDurability), ...settings, port: String(port) };
    const launch = () => launchServer({ dataDir, cluster, programs, account, settings: all });
    let server = await launch();
    let stopping = false;
    const supervise = () => {
      if (!keepAlive) return;
      server.ended.then(async () => {
        for (let wait = 100; !stopping; wait = Math.min(wait * 2, 10_000)) {
          await delay(wait);
          if (stopping) return;
          try {
            server = await launch();
            return supervise();
          } catch {
            // Tried again, less and less often; the server answers 503 meanwhile.
          }
        }
      });
    };
    supervise();
    const stop = async () => {
      stopping = true;
      await endServer(server.pid, () => server.hasEnded());
      hold.release();
    };
    try {
      await provision(dataDir, credentials, port);
    } catch (error) {
      await stop();
      throw error;
    }
    hold.announce(port);
    return {
      url: databaseUrl(credentials, 'owner', port),
      port,
      get pid() {
        return server.pid;
      },
      stop,
    };
  } catch (error) {
    hold.release();
    throw error;
  }
}

/**
 * Address of the PostgreSQL that another living process runs for this data folder.
 * @param {string} dataDir
 * @returns {string | undefined} for the owner
 */
export function runningEmbeddedPostgres(dataDir) {
  const port = holderOf(dataDir)?.port;
  const credentials = readCredentials(dataDir);
  if (port === undefined || !credentials) return undefined;
  return databaseUrl(credentials, 'owner', port);
}

/** @param {{ dataDir: string, cluster: string, programs: ReturnType<typeof postgresPrograms>, account: ReturnType<typeof databaseAccount>, settings: Record<string, string> }} options */
async function launchServer({ dataDir, cluster, programs, account, settings }) {
  const deadline = performance.now() + 60_000;
  for (;;) {
    const log = openLog(dataDir);
    const child = spawn(
      programs.postgres,
      ['-D', cluster, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])],
      {
        cwd: cluster,
        env: postgresEnvironment(programs),
        stdio: ['ignore', log.fd, log.fd],
        // Its own group: Ctrl+C is for us, and PostgreSQL stops last.
        detached: true,
        ...(account && { uid: account.uid, gid: account.gid }),
      },
    );
    closeSync(log.fd);
    let over = false;
    const ended = new Promise((resolve) => {
      const end = () => {
        over = true;
        resolve(undefined);
      };
      child.on('error', end);
      child.on('exit', end);
    });
    child.unref();
    await until(() => over || isReady(cluster, child.pid), 120_000);
    if (!over && child.pid !== undefined) return { pid: child.pid, ended, hasEnded: () => over };
    const reason = lastProblem(log.path, child.pid);
    // Processes of a killed server go away by themselves, within moments.
    if (/shared memory block|is another postmaster|being shut down/i.test(reason) && performance.now() < deadline) {
      await delay(250);
      continue;
    }
    throw new StartFailure({
      fr: `PostgreSQL n’a pas démarré : ${reason} (${log.path})`,
      en: `PostgreSQL did not start: ${reason} (${log.path})`,
    });
  }
}

/** PostgreSQL writes its state on the eighth line of postmaster.pid. @param {string} cluster @param {number | undefined} pid */
function isReady(cluster, pid) {
  try {
    const lines = readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n');
    return Number(lines[0]) === pid && lines[7]?.trim() === 'ready';
  } catch {
    return false;
  }
}

/** @param {string} dataDir */
function openLog(dataDir) {
  const folder = join(dataDir, 'logs');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, 'postgres.log');
  if (existsSync(path) && statSync(path).size > largestLog) renameSync(path, `${path}.1`);
  return { path, fd: openSync(path, 'a', 0o600) };
}

/** Why this very server ended; what it left unsaid, the system may have said. @param {string} path of the log @param {number | undefined} pid */
function lastProblem(path, pid) {
  const lines = readFileSync(path, 'utf8').trimEnd().split('\n').slice(-50).reverse();
  const line = lines.find((text) => text.includes(`[${pid}] FATAL`) || text.includes(`[${pid}] PANIC`)) ?? lines.find((text) => /error while loading/.test(text)) ?? lines[0] ?? '';
  return line.replace(/^.*?(FATAL|PANIC):\s*/, '');
}
