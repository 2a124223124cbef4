import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { say } from '../../deploy/start/say.mjs';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** Where programs usually are, in case a bare environment has a short PATH. */
const places = ['/usr/bin', '/usr/local/bin', '/snap/bin'];

/** @returns {string | undefined} path of a Chromium of this machine: CHROMIUM_PATH, or the first on the PATH */
export function findChromium() {
  const given = process.env.CHROMIUM_PATH;
  if (given) return existsSync(given) ? given : undefined;
  const folders = [...(process.env.PATH ?? '').split(delimiter), ...places];
  return folders.flatMap((folder) => names.map((name) => join(folder, name))).find(isExecutable);
}

/** @param {string} path */
function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * A Chromium, installed from Debian's packages when there is none and we may; otherwise says how to get one.
 * @returns {Promise<string | undefined>}
 */
export async function ensureChromium() {
  const found = findChromium();
  if (found || process.env.CHROMIUM_PATH) {
    if (!found) say({ fr: `CHROMIUM_PATH ne mène à rien : ${process.env.CHROMIUM_PATH}`, en: `CHROMIUM_PATH leads nowhere: ${process.env.CHROMIUM_PATH}` });
    return found;
  }
  if (process.getuid?.() === 0 && existsSync('/etc/debian_version') && existsSync('/usr/bin/apt-get')) {
    say({ fr: 'Installation de Chromium (apt-get)…', en: 'Installing Chromium (apt-get)…' });
    const options = { stdio: /** @type {const} */ ('ignore'), env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } };
    spawnSync('apt-get', ['-q', '-o', 'DPkg::Lock::Timeout=300', 'update'], options);
    spawnSync('apt-get', ['-q', '-y', '-o', 'DPkg::Lock::Timeout=300', 'install', '--no-install-recommends', 'chromium'], options);
    const installed = findChromium();
    if (installed) return installed;
  }
  say({
    fr: 'Aucun Chromium pour les parcours : installez-le (« apt-get install chromium ») ou donnez son chemin par CHROMIUM_PATH.',
    en: 'No Chromium for the journeys: install it ("apt-get install chromium") or give its path in CHROMIUM_PATH.',
  });
  return undefined;
}
