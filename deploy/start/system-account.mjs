import { chmodSync, chownSync, cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { createHash } from 'node:crypto';
import { StartFailure } from './say.mjs';

/**
 * PostgreSQL refuses to run as root. When we are root, it runs as `postgres` or `nobody`, from folders that this
 * account can reach; everything that root prepares for it stays under folders that root owns.
 */

/** Where root keeps what the installation's own folders cannot offer to another account. */
const systemFolder = '/var/lib/foyer';

/**
 * The account for PostgreSQL's processes: undefined (our own) unless we are root.
 * @returns {{ uid: number, gid: number, name: string } | undefined}
 * @throws {StartFailure} when root has no unprivileged account to lend
 */
export function databaseAccount() {
  if (process.getuid?.() !== 0) return undefined;
  const entries = readFileSync('/etc/passwd', 'utf8').split('\n').map((line) => line.split(':'));
  for (const wanted of ['postgres', 'nobody']) {
    const entry = entries.find(([name]) => name === wanted);
    const uid = Number(entry?.[2]);
    const gid = Number(entry?.[3]);
    if (Number.isInteger(uid) && uid > 0 && Number.isInteger(gid) && gid > 0) return { uid, gid, name: wanted };
  }
  throw new StartFailure({
    fr: 'PostgreSQL refuse de tourner en root et il n’existe ni compte « postgres » ni compte « nobody » : lancez Foyer avec un compte ordinaire.',
    en: 'PostgreSQL refuses to run as root and there is neither a "postgres" nor a "nobody" account: run Foyer with an ordinary account.',
  });
}

/**
 * Whether the account can pass through every folder down to the path (the path included when it is a folder).
 * @param {string} path
 * @param {{ uid: number, gid: number }} account
 */
export function canReach(path, account) {
  let folder = resolve(path);
  for (;;) {
    const stats = statSync(folder, { throwIfNoEntry: false });
    if (stats?.isDirectory()) {
      const { mode, uid, gid } = stats;
      const bit = uid === account.uid ? 0o100 : gid === account.gid ? 0o010 : 0o001;
      if ((mode & bit) === 0) return false;
    }
    if (dirname(folder) === folder) return true;
    folder = dirname(folder);
  }
}

/**
 * PostgreSQL's programs in a place that the account can reach: where npm put them, or a copy that root owns.
 * @param {string} native folder with bin, lib and share
 * @param {{ uid: number, gid: number } | undefined} account
 * @param {string} version names the copy
 * @returns {string}
 */
export function reachablePrograms(native, account, version) {
  if (!account || canReach(join(native, 'bin'), account)) return native;
  const copy = join(systemFolder, `postgresql-${version}`);
  if (existsSync(join(copy, 'complete'))) return copy;
  const preparing = `${copy}.${process.pid}`;
  mkdirSync(systemFolder, { recursive: true, mode: 0o755 });
  cpSync(native, preparing, { recursive: true, verbatimSymlinks: true });
  writeFileSync(join(preparing, 'complete'), '');
  chmodSync(preparing, 0o755);
  rmSync(copy, { recursive: true, force: true });
  renameSync(preparing, copy);
  return copy;
}

/**
 * The folder of the cluster: inside the data folder, or, when the account cannot reach it, under a folder that root
 * owns, named after the data folder.
 * @param {string} dataDir absolute
 * @param {{ uid: number, gid: number } | undefined} account
 */
export function clusterFolder(dataDir, account) {
  if (!account || canReach(dataDir, account)) return join(dataDir, 'postgres');
  const name = createHash('sha256').update(resolve(dataDir)).digest('hex').slice(0, 16);
  const folder = join(systemFolder, 'clusters');
  mkdirSync(folder, { recursive: true, mode: 0o755 });
  return join(folder, name);
}

/** Creates a folder that belongs to the account alone. @param {string} path @param {{ uid: number, gid: number } | undefined} account */
export function createOwnFolder(path, account) {
  mkdirSync(path, { recursive: true, mode: 0o700 });
  if (account) chownSync(path, account.uid, account.gid);
}
