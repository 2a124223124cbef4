import { spawn } from 'node:child_process';
import { chownSync, existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { databaseName, databaseUrl, newCredentials, readCredentials, roles, writeCredentials } from './database-credentials.mjs';
import { StartFailure } from './say.mjs';
import { createOwnFolder } from './system-account.mjs';

/**
 * @typedef {ReturnType<typeof import('./postgres-programs.mjs').postgresPrograms>} Programs
 * @typedef {ReturnType<typeof import('./system-account.mjs').databaseAccount>} Account
 */

/**
 * Character classes come from the system (full-text search needs to tell « from a letter), order and case from
 * PostgreSQL's own C.UTF-8, so that an upgrade of the system never invalidates an index.
 */
const characterClasses = ['C.UTF-8', 'en_US.UTF-8', 'C'];

/** Environment of PostgreSQL's programs: nothing of ours leaks into it. @param {Programs} programs */
export const postgresEnvironment = (programs) => ({
  PATH: '/usr/bin:/bin',
  LC_ALL: '',
  TZ: 'UTC',
  [process.platform === 'darwin' ? 'DYLD_LIBRARY_PATH' : 'LD_LIBRARY_PATH']: programs.libraries,
});

/**
 * Makes sure that the cluster exists, complete or not at all: it is prepared beside its place, then renamed.
 * @param {{ dataDir: string, cluster: string, programs: Programs, account: Account, durable: boolean }} where
 * @returns {Promise<import('./database-credentials.mjs').DatabaseCredentials>}
 * @throws {StartFailure}
 */
export async function ensureCluster({ dataDir, cluster, programs, account, durable }) {
  const existing = readCredentials(dataDir);
  if (existsSync(join(cluster, 'PG_VERSION'))) {
    const major = readFileSync(join(cluster, 'PG_VERSION'), 'utf8').trim();
    if (major !== programs.major) {
      throw new StartFailure({
        fr: `La base de ${dataDir} est au format PostgreSQL ${major}, la version fournie est la ${programs.major} : restaurez-la depuis une sauvegarde.`,
        en: `The database in ${dataDir} has the format of PostgreSQL ${major}, the bundled one is ${programs.major}: restore it from a backup.`,
      });
    }
    if (existing) return existing;
    throw new StartFailure({
      fr: `Les mots de passe de la base manquent (${join(dataDir, 'secrets/postgres.json')}) : restaurez ce fichier.`,
      en: `The database's passwords are missing (${join(dataDir, 'secrets/postgres.json')}): restore that file.`,
    });
  }
  const credentials = newCredentials();
  const preparing = `${cluster}.preparing`;
  const passwordFile = `${cluster}.password`;
  rmSync(preparing, { recursive: true, force: true });
  createOwnFolder(preparing, account);
  try {
    rmSync(passwordFile, { force: true });
    writeFileSync(passwordFile, credentials.admin, { mode: 0o600, flag: 'wx' });
    if (account) chownSync(passwordFile, account.uid, account.gid);
    await initialise({ folder: preparing, passwordFile, programs, account, durable });
    writeCredentials(dataDir, credentials);
    renameSync(preparing, cluster);
    return credentials;
  } finally {
    rmSync(passwordFile, { force: true });
    rmSync(preparing, { recursive: true, force: true });
  }
}

/** @param {{ folder: string, passwordFile: string, programs: Programs, account: Account, durable: boolean }} options */
async function initialise({ folder, passwordFile, programs, account, durable }) {
  let problem = '';
  for (const characters of characterClasses) {
    const args = [
      '-D', folder, '-U', roles.admin, '-A', 'scram-sha-256', `--pwfile=${passwordFile}`, '-E', 'UTF8', '--no-instructions',
      '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--lc-collate=C', `--lc-ctype=${characters}`,
      '--lc-messages=C', '--lc-monetary=C', '--lc-numeric=C', '--lc-time=C', '--text-search-config=simple',
      ...(durable ? [] : ['--no-sync']),
    ];
    problem = await run(programs.initdb, args, { programs, account });
    if (problem === '') return;
    if (!/invalid locale/.test(problem)) break;
  }
  const line = problem.split('\n').find((text) => /error|fatal|could not|cannot/i.test(text)) ?? problem.split('\n')[0];
  throw new StartFailure({
    fr: `La base de données n’a pas pu être créée : ${line}`,
    en: `The database could not be created: ${line}`,
  });
}

/** @param {string} command @param {string[]} args @param {{ programs: Programs, account: Account }} as @returns {Promise<string>} its errors, '' when it succeeded */
function run(command, args, { programs, account }) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: '/',
      env: postgresEnvironment(programs),
      stdio: ['ignore', 'ignore', 'pipe'],
      ...(account && { uid: account.uid, gid: account.gid }),
    });
    let errors = '';
    child.stderr.on('data', (chunk) => (errors += chunk));
    child.on('error', (error) => resolve(error.message));
    child.on('close', (code) => resolve(code === 0 ? '' : errors || `exit ${code}`));
  });
}

/**
 * Creates the owner and the database, once; repeated safely when a first attempt was cut short.
 * @param {string} dataDir
 * @param {import('./database-credentials.mjs').DatabaseCredentials} credentials
 * @param {number} port
 */
export async function provision(dataDir, credentials, port) {
  if (credentials.provisioned) return;
  const { default: pg } = await import('pg');
  const client = new pg.Client({ connectionString: databaseUrl(credentials, 'admin', port, 'postgres') });
  await client.connect();
  try {
    const quote = (/** @type {string} */ text) => client.escapeLiteral(text);
    const { rows } = await client.query('select rolname as name from pg_roles union all select datname from pg_database');
    const present = new Set(rows.map((row) => row.name));
    await client.query(
      `${present.has(roles.owner) ? 'alter' : 'create'} role ${roles.owner} login createdb createrole nosuperuser nobypassrls password ${quote(credentials.owner)}`,
    );
    // To look at its own sessions, and to end them.
    await client.query(`grant pg_monitor, pg_signal_backend to ${roles.owner}`);
    if (!present.has(databaseName)) await client.query(`create database ${databaseName} owner ${roles.owner}`);
  } finally {
    await client.end();
  }
  credentials.provisioned = true;
  writeCredentials(dataDir, credentials);
}
