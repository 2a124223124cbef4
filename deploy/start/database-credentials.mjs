import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * Accounts of the embedded PostgreSQL. `foyer_admin` only prepares the cluster; `foyer_owner` migrates, and creates the
 * role that serves requests, as it would on any other PostgreSQL.
 */
export const roles = /** @type {const} */ ({ admin: 'foyer_admin', owner: 'foyer_owner' });

/** The one database of the installation. */
export const databaseName = 'foyer';

/**
 * @typedef {{ admin: string, owner: string, provisioned: boolean }} DatabaseCredentials
 */

/** @param {string} dataDir */
const credentialsFile = (dataDir) => join(dataDir, 'secrets/postgres.json');

/** @param {string} dataDir @returns {DatabaseCredentials | undefined} */
export function readCredentials(dataDir) {
  const path = credentialsFile(dataDir);
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : undefined;
}

/** @param {string} dataDir @param {DatabaseCredentials} credentials */
export function writeCredentials(dataDir, credentials) {
  const path = credentialsFile(dataDir);
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  writeFileSync(`${path}.new`, `${JSON.stringify(credentials, null, 2)}\n`, { mode: 0o600 });
  renameSync(`${path}.new`, path);
}

/** Fresh passwords of 192 bits. @returns {DatabaseCredentials} */
export function newCredentials() {
  const password = () => randomBytes(24).toString('base64url');
  return { admin: password(), owner: password(), provisioned: false };
}

/**
 * Connection address of one of the two accounts.
 * @param {DatabaseCredentials} credentials
 * @param {'admin' | 'owner'} who
 * @param {number} port
 * @param {string} database
 */
export function databaseUrl(credentials, who, port, database = databaseName) {
  return `postgresql://${roles[who]}:${credentials[who]}@127.0.0.1:${port}/${database}`;
}
