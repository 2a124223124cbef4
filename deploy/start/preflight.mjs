import { existsSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { inRoot } from './checkout.mjs';
import { portProblem } from './processes.mjs';
import { StartFailure } from './say.mjs';

/** The server's own reading of its settings: one truth, whoever asks. */
const settingsModule = inRoot('apps/api/dist/platform/config/settings.js');

/**
 * Reads and validates the settings of the environment.
 * @returns {Promise<import('../../apps/api/src/platform/config/settings.js').Settings>}
 * @throws {StartFailure} naming every wrong one
 */
export async function validSettings() {
  if (!existsSync(settingsModule)) {
    throw new StartFailure({ fr: 'Le serveur n’est pas construit (« npm run build »).', en: 'The server is not built ("npm run build").' });
  }
  const { readSettings } = await import(pathToFileURL(settingsModule).href);
  const read = readSettings(process.env);
  if (read.ok) return read.settings;
  const problems = read.problems.join(' ; ');
  throw new StartFailure({ fr: `Réglage refusé : ${problems}`, en: `Setting refused: ${problems}` });
}

/**
 * @param {{ host: string, port: number }} where
 * @throws {StartFailure} when the server could not listen there
 */
export async function ensurePortFree({ host, port }) {
  if (port === 0) return;
  const problem = await portProblem(host, port);
  if (problem === undefined) return;
  if (problem === 'EADDRINUSE') {
    throw new StartFailure({
      fr: `Le port ${port} est déjà pris sur ${host} : choisissez-en un autre par PORT.`,
      en: `Port ${port} is already taken on ${host}: choose another with PORT.`,
    });
  }
  throw new StartFailure({
    fr: `Impossible d’écouter sur ${host}, port ${port} (${problem}) : vérifiez HOST et PORT.`,
    en: `Cannot listen on ${host}, port ${port} (${problem}): check HOST and PORT.`,
  });
}

/**
 * Makes sure that a PostgreSQL of one's own answers, before anything else is started.
 * @param {string} url
 * @param {string} setting whose value it is
 * @throws {StartFailure} without the address, which holds a password
 */
export async function ensureDatabaseAnswers(url, setting) {
  const { default: pg } = await import('pg');
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
  } catch (error) {
    const { code, message } = /** @type {NodeJS.ErrnoException} */ (error);
    const reason = message || code || 'error';
    throw new StartFailure({
      fr: `La base de données est injoignable (${setting}) : ${reason}`,
      en: `The database cannot be reached (${setting}): ${reason}`,
    });
  } finally {
    await client.end().catch(() => undefined);
  }
}
