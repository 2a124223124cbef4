import { accessSync, closeSync, constants, existsSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { processIdentity } from './processes.mjs';
import { StartFailure } from './say.mjs';

/**
 * Who holds a data folder: the process that runs its PostgreSQL, and where that one listens.
 * @typedef {{ pid: number, identity: string | undefined, port?: number }} Holder
 */

/** @param {string} dataDir */
const lockFile = (dataDir) => join(dataDir, 'foyer.lock');

/**
 * Creates the data folder when it is absent and makes sure that one can write there.
 * @param {string} path
 * @returns {string} absolute path
 * @throws {StartFailure}
 */
export function prepareDataFolder(path) {
  const dataDir = resolve(path);
  try {
    // Root's PostgreSQL runs as another account, which must be able to pass through.
    createFolder(dataDir, process.getuid?.() === 0 ? 0o711 : 0o700);
    accessSync(dataDir, constants.W_OK | constants.X_OK);
    const probe = join(dataDir, `.writable-${process.pid}`);
    closeSync(openSync(probe, 'w'));
    rmSync(probe);
    return dataDir;
  } catch (error) {
    const code = /** @type {NodeJS.ErrnoException} */ (error).code ?? 'error';
    throw new StartFailure({
      fr: `Impossible d’écrire dans le dossier de données ${dataDir} (${code}) : choisissez-en un autre par DATA_DIR.`,
      en: `Cannot write to the data folder ${dataDir} (${code}): choose another with DATA_DIR.`,
    });
  }
}

/**
 * Level by level: Node's own recursive creation never returns where the system denies that the parent exists (/proc).
 * @param {string} path
 * @param {number} mode
 */
function createFolder(path, mode) {
  if (existsSync(path)) return;
  createFolder(dirname(path), 0o755);
  mkdirSync(path, { mode });
}

/**
 * The living process that holds the folder, if any.
 * @param {string} dataDir
 * @returns {Holder | undefined}
 */
export function holderOf(dataDir) {
  if (!existsSync(lockFile(dataDir))) return undefined;
  try {
    const holder = JSON.parse(readFileSync(lockFile(dataDir), 'utf8'));
    return holder.identity === processIdentity(holder.pid) && holder.identity !== undefined ? holder : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Takes hold of the folder for this process; a hold left by a process that died is taken over.
 * @param {string} dataDir
 * @returns {{ announce(port: number): void, release(): void }}
 * @throws {StartFailure} when another living process holds it
 */
export function holdDataFolder(dataDir) {
  const path = lockFile(dataDir);
  /** @type {Holder} */
  const self = { pid: process.pid, identity: processIdentity(process.pid) };
  for (let attempt = 0; ; attempt += 1) {
    try {
      writeFileSync(path, JSON.stringify(self), { flag: 'wx', mode: 0o600 });
      break;
    } catch (error) {
      if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EEXIST' || attempt > 3) throw error;
      const holder = holderOf(dataDir);
      if (holder) {
        throw new StartFailure({
          fr: `Un autre Foyer (processus ${holder.pid}) utilise déjà le dossier de données ${dataDir}.`,
          en: `Another Foyer (process ${holder.pid}) is already using the data folder ${dataDir}.`,
        });
      }
      rmSync(path, { force: true });
    }
  }
  return {
    announce: (port) => writeFileSync(path, JSON.stringify({ ...self, port }), { mode: 0o600 }),
    release: () => rmSync(path, { force: true }),
  };
}
