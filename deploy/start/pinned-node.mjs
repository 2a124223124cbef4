import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { inRoot } from './checkout.mjs';
import { StartFailure } from './say.mjs';

/** The first Node that the server runs on; an older host uses the one that npm installed with the dependencies. */
const oldestUsableMajor = 24;

const major = Number(process.versions.node.split('.')[0]);

/** Whether this very process may run the server. */
export const thisNodeIsRecent = major >= oldestUsableMajor;

/**
 * The Node to run everything with.
 * @returns {string} path of the executable
 * @throws {StartFailure} when the host's is too old and the pinned one was not installed
 */
export function usableNode() {
  if (thisNodeIsRecent) return process.execPath;
  const pinned = inRoot('node_modules/node/bin/node');
  if (existsSync(pinned)) return pinned;
  throw new StartFailure({
    fr: `Node ${process.versions.node} est trop ancien et la version fournie n’a pas pu être installée : installez Node ${oldestUsableMajor} ou plus récent.`,
    en: `Node ${process.versions.node} is too old and the bundled one could not be installed: install Node ${oldestUsableMajor} or newer.`,
  });
}

/** Environment in which `node` means the usable one, for scripts that call it by name. */
export function environmentWithNode() {
  const paths = [dirname(usableNode()), inRoot('node_modules/.bin'), process.env.PATH ?? ''];
  return { ...process.env, PATH: paths.join(':'), NX_DAEMON: 'false', DO_NOT_TRACK: '1' };
}

/**
 * Runs the script that was called again under the pinned Node, passing signals on, until it ends.
 * @param {string} url the script's own `import.meta.url`
 * @returns {Promise<number>} its exit code
 */
export function rerunUnderPinnedNode(url) {
  const child = spawn(usableNode(), [fileURLToPath(url), ...process.argv.slice(2)], { stdio: ['inherit', 'inherit', 'inherit', 'ipc'], env: environmentWithNode() });
  // Ctrl+C reaches the child twice, from the terminal and from here: the scripts count repeated signals as one.
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) process.on(signal, () => child.kill(signal));
  return new Promise((resolve) => {
    child.on('error', () => resolve(1));
    child.on('exit', (code) => resolve(code ?? 1));
  });
}
