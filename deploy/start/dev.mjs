import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { buildChanged, serverPackages } from './build.mjs';
import { askedToEnd, startNode } from './child.mjs';
import { inRoot } from './checkout.mjs';
import { startEmbeddedPostgres } from './embedded-postgres.mjs';
import { ensureInstalled } from './install.mjs';
import { environmentWithNode, rerunUnderPinnedNode, thisNodeIsRecent, usableNode } from './pinned-node.mjs';
import { ensureDatabaseAnswers, ensurePortFree, validSettings } from './preflight.mjs';
import { freePort } from './processes.mjs';
import { StartFailure, runCommand, say } from './say.mjs';

/**
 * `npm run dev`: the pages with hot replacement, the server compiled and restarted on each change, one address for
 * both, on the same embedded PostgreSQL as `npm start`.
 */
await runCommand(async () => {
  await ensureInstalled();
  if (!thisNodeIsRecent) return rerunUnderPinnedNode(import.meta.url);
  const end = askedToEnd();
  await buildChanged({ pages: false });
  const settings = await validSettings();
  await ensurePortFree(settings);
  if (settings.databaseUrl) await ensureDatabaseAnswers(settings.databaseUrl, 'DATABASE_URL');
  runNow('apps/web', 'scripts/build-icons.mjs');

  const postgres = settings.databaseUrl ? undefined : await startEmbeddedPostgres({ dataDir: settings.dataDir, keepAlive: true });
  const apiPort = await freePort();
  const compiler = watchTypes();
  const api = startNode(['--watch', '--watch-preserve-output', inRoot('apps/api/dist/main.js')], {
    env: {
      NODE_ENV: 'development',
      DATA_DIR: settings.dataDir,
      DATABASE_URL: settings.databaseUrl ?? postgres?.url ?? '',
      HOST: '127.0.0.1',
      PORT: String(apiPort),
      PUBLIC_URL: settings.publicUrl,
    },
  });
  const pages = startNode([inRoot('deploy/start/dev-pages.mjs')], {
    env: { NODE_ENV: 'development', HOST: settings.host, PORT: String(settings.port), API_URL: `http://127.0.0.1:${apiPort}` },
    folder: 'apps/web',
  });
  say({ fr: `Développement : ${settings.publicUrl} (Ctrl+C arrête tout)`, en: `Development: ${settings.publicUrl} (Ctrl+C stops everything)` });
  try {
    const first = await Promise.race([end, api.ended, pages.ended]);
    if (!first) return 0;
    throw new StartFailure({ fr: 'Un des serveurs s’est arrêté : voyez au-dessus.', en: 'One of the servers stopped: see above.' });
  } finally {
    compiler.kill('SIGTERM');
    await Promise.all([api.stop(5_000), pages.stop(5_000)]);
    await postgres?.stop();
  }
});

/** Compiles on each change; prints nothing but problems and the moment they are gone. */
function watchTypes() {
  const child = spawn(usableNode(), ['node_modules/typescript/bin/tsc', '-b', '--watch', '--preserveWatchOutput', ...serverPackages], {
    cwd: inRoot(),
    stdio: ['ignore', 'pipe', 'inherit'],
    env: environmentWithNode(),
    detached: true,
  });
  let hadProblems = false;
  child.stdout.setEncoding('utf8').on('data', (/** @type {string} */ text) => {
    for (const line of text.split('\n')) {
      const found = /Found (\d+) error/.exec(line);
      if (found?.[1] === '0' && hadProblems) say({ fr: 'Types : tout est en ordre.', en: 'Types: all in order.' });
      if (found) hadProblems = found[1] !== '0';
      else if (line.trim() !== '' && !/Starting (incremental )?compilation|File change detected|Starting compilation/.test(line)) process.stdout.write(`${line}\n`);
    }
  });
  return child;
}

/** Runs a preparatory script of a package, when it has it, and lets it finish by itself. @param {string} folder @param {string} script */
function runNow(folder, script) {
  if (!existsSync(inRoot(folder, script))) return;
  spawn(usableNode(), [script], { cwd: inRoot(folder), stdio: 'inherit', env: environmentWithNode() });
}
