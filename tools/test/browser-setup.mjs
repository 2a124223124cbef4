import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startNode } from '../../deploy/start/child.mjs';
import { inRoot } from '../../deploy/start/checkout.mjs';
import { freePort, until } from '../../deploy/start/processes.mjs';
import { findChromium } from './chromium.mjs';
import { throwawayDatabase } from './throwaway-database.mjs';

/**
 * Before the journeys: the real server with its story, on a PostgreSQL of its own. Journeys find it at
 * `FOYER_E2E_URL`, and the browser at `CHROMIUM_PATH`. `FOYER_E2E_URL` may name a server that runs already.
 */
export default async function setUp() {
  process.env.CHROMIUM_PATH ??= findChromium();
  if (process.env.FOYER_E2E_URL) return;
  const database = await throwawayDatabase();
  const dataDir = mkdtempSync(join(tmpdir(), 'foyer-test-data-'));
  chmodSync(dataDir, 0o700);
  const port = await freePort();
  const url = `http://localhost:${port}`;
  const settings = {
    NODE_ENV: 'production',
    HOST: '127.0.0.1',
    PORT: String(port),
    PUBLIC_URL: url,
    DATA_DIR: dataDir,
    DATABASE_URL: database.url,
    FOYER_ROLE: 'all',
    FOYER_SEED: 'story',
    FOYER_LIMITS: 'off',
  };
  const server = startNode([inRoot('apps/api/dist/main.js')], { env: settings });
  let ended = false;
  void server.ended.then(() => (ended = true));
  const stop = async () => {
    await server.stop();
    await database.stop();
    rmSync(dataDir, { recursive: true, force: true });
  };
  const ready = await until(async () => ended || (await answers(`http://127.0.0.1:${port}/health/ready`)), 120_000);
  if (!ready || ended) {
    await stop();
    throw new Error('The server for the journeys did not start: see above.');
  }
  process.env.FOYER_E2E_URL = url;
  process.env.FOYER_E2E_DATABASE_URL = database.url;
  process.env.FOYER_E2E_DATA_DIR = dataDir;
  Reflect.set(globalThis, Symbol.for('foyer.test.server'), { stop });
}

/** @param {string} url */
const answers = (url) => fetch(url).then((response) => response.ok, () => false);
