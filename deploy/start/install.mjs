import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { inRoot } from './checkout.mjs';
import { StartFailure, say, secondsSince } from './say.mjs';

const stampFile = inRoot('node_modules/.foyer-install');

/** What an installation depends on: the lock file, and the platform whose binaries it chose. */
function wantedInstallation() {
  const lock = readFileSync(inRoot('package-lock.json'));
  return createHash('sha256').update(lock).update(`${process.platform}-${process.arch}`).digest('hex');
}

/**
 * Whether what npm last installed (its hidden lock file) is what the lock asks for: a developer who ran
 * `npm install` by hand has nothing to reinstall.
 */
function npmAgrees() {
  const hiddenLock = inRoot('node_modules/.package-lock.json');
  if (!existsSync(hiddenLock)) return false;
  const wanted = JSON.parse(readFileSync(inRoot('package-lock.json'), 'utf8')).packages ?? {};
  const present = JSON.parse(readFileSync(hiddenLock, 'utf8')).packages ?? {};
  return Object.entries(wanted).every(([path, entry]) => {
    if (!path.includes('node_modules/')) return true;
    const installed = present[path];
    if (!installed) return entry.optional === true || entry.devOptional === true || entry.peer === true;
    return installed.version === entry.version && existsSync(inRoot(path));
  });
}

/** npm as it was called, or the one on the PATH. @returns {{ command: string, args: string[] }} */
function npmCommand() {
  const cli = process.env.npm_execpath;
  if (cli && /npm-cli\.[cm]?js$/.test(cli) && existsSync(cli)) return { command: process.execPath, args: [cli] };
  return { command: 'npm', args: [] };
}

/**
 * Installs the dependencies when they are absent or when the lock file changed (`npm ci`). Spawns nothing when the
 * stamp is up to date.
 * @throws {StartFailure} when npm fails
 */
export async function ensureInstalled() {
  const wanted = wantedInstallation();
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8').trim() === wanted) return;
  if (!npmAgrees()) {
    const since = performance.now();
    say({
      fr: 'Installation des dépendances (la première fois, quelques minutes selon la connexion)…',
      en: 'Installing dependencies (the first time, a few minutes depending on the connection)…',
    });
    await runNpmCi();
    say({ fr: `Dépendances installées (${secondsSince(since)}).`, en: `Dependencies installed (${secondsSince(since)}).` });
  }
  writeFileSync(stampFile, `${wanted}\n`);
}

async function runNpmCi() {
  const { command, args } = npmCommand();
  const failure = await new Promise((resolve) => {
    const child = spawn(command, [...args, 'ci', '--no-audit', '--no-fund', '--loglevel=error'], {
      cwd: inRoot(),
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    // Interrupted: npm must not go on alone.
    const interrupt = () => {
      child.kill('SIGTERM');
      process.exit(1);
    };
    for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) process.once(signal, interrupt);
    const settle = (/** @type {string | undefined} */ outcome) => {
      for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) process.off(signal, interrupt);
      resolve(outcome);
    };
    let errors = '';
    child.stderr.on('data', (chunk) => (errors = (errors + chunk).slice(-20_000)));
    child.on('error', (error) => settle(error.message));
    child.on('close', (code) => settle(code === 0 ? undefined : firstErrorLine(errors) || `npm ci: ${code}`));
  });
  if (failure === undefined) return;
  throw new StartFailure({
    fr: `L’installation des dépendances a échoué : ${failure} (relancez « npm ci » pour les détails).`,
    en: `Installing dependencies failed: ${failure} (run "npm ci" for the details).`,
  });
}

/** @param {string} errors npm's standard error */
function firstErrorLine(errors) {
  const lines = errors.split('\n').filter((line) => /^npm (ERR!|error)/.test(line));
  return (lines.find((line) => !/^npm (ERR!|error) code /.test(line)) ?? lines[0] ?? '').replace(/^npm (ERR!|error) /, '');
}
