import { existsSync, readFileSync, readdirSync, readlinkSync, realpathSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { processIdentity, signalIfAlive, until } from './processes.mjs';

/**
 * Fast shutdown of a PostgreSQL; at once when that takes too long.
 * @param {number} pid
 * @param {() => boolean} hasEnded
 */
export async function endServer(pid, hasEnded) {
  if (hasEnded()) return;
  for (const [signal, patience] of /** @type {const} */ ([['SIGINT', 30_000], ['SIGQUIT', 10_000], ['SIGKILL', 5_000]])) {
    signalIfAlive(pid, signal);
    if (await until(hasEnded, patience)) return;
  }
}

/**
 * Ends the PostgreSQL of a launcher that died, and removes its pid file where PostgreSQL itself would be misled by it:
 * the number belongs to another program now, or to a dead process that nobody has collected.
 * @param {string} cluster
 */
export async function endLeftover(cluster) {
  const pidFile = join(cluster, 'postmaster.pid');
  if (!existsSync(pidFile)) return;
  const pid = Number(readFileSync(pidFile, 'utf8').split('\n')[0]);
  const serves = worksIn(pid, cluster);
  if (serves !== false && processIdentity(pid) !== undefined) {
    await endServer(pid, () => processIdentity(pid) === undefined);
  }
  // The processes of a killed server notice within moments; two servers must never meet on one cluster.
  const alone = await until(() => !someoneWorksIn(cluster), 15_000);
  if (alone && serves !== undefined) rmSync(pidFile, { force: true });
}

/**
 * Whether a process has the folder as its own, as all of PostgreSQL's have. Undefined where one cannot tell.
 * @param {number} pid
 * @param {string} folder
 */
function worksIn(pid, folder) {
  if (!existsSync('/proc/self/cwd')) return undefined;
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(folder);
  } catch {
    return false;
  }
}

/** @param {string} folder */
function someoneWorksIn(folder) {
  if (!existsSync('/proc/self/cwd')) return false;
  return readdirSync('/proc').some((name) => /^\d+$/.test(name) && worksIn(Number(name), folder));
}
