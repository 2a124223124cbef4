import { buildChanged } from './build.mjs';
import { askedToEnd, startNode } from './child.mjs';
import { inRoot } from './checkout.mjs';
import { holderOf, prepareDataFolder } from './data-folder.mjs';
import { startEmbeddedPostgres } from './embedded-postgres.mjs';
import { ensureInstalled } from './install.mjs';
import { rerunUnderPinnedNode, thisNodeIsRecent } from './pinned-node.mjs';
import { ensureDatabaseAnswers, ensurePortFree, validSettings } from './preflight.mjs';
import { StartFailure, runCommand, say } from './say.mjs';
import { serverArguments, serverEnvironment } from './server-memory.mjs';

/**
 * `npm start`: installs what is missing, builds what changed, starts the embedded PostgreSQL (unless DATABASE_URL
 * names another), then the server, and stops everything in the opposite order. Everything that can be refused is
 * refused before anything is started.
 */
await runCommand(async () => {
  await ensureInstalled();
  if (!thisNodeIsRecent) return rerunUnderPinnedNode(import.meta.url);
  const end = askedToEnd();
  await buildChanged({ pages: false, images: false });
  const settings = await validSettings();
  refuseSharedFolder(settings);
  await ensurePortFree(settings);
  if (settings.databaseUrl) await ensureDatabaseAnswers(settings.databaseUrl, 'DATABASE_URL');
  prepareDataFolder(settings.dataDir);
  await buildChanged();

  const postgres = settings.databaseUrl ? undefined : await startEmbeddedPostgres({ dataDir: settings.dataDir, keepAlive: true });
  try {
    const server = startNode([...serverArguments, inRoot('apps/api/dist/main.js')], {
      env: {
        ...serverEnvironment,
        NODE_ENV: process.env.NODE_ENV ?? 'production',
        DATA_DIR: settings.dataDir,
        DATABASE_URL: settings.databaseUrl ?? postgres?.url ?? '',
      },
    });
    const first = await Promise.race([server.ended, end]);
    if (!first) {
      say({ fr: 'Arrêt en cours…', en: 'Stopping…' });
      await server.stop();
      return 0;
    }
    if (first.signal) {
      throw new StartFailure({ fr: `Le serveur a été interrompu (${first.signal}).`, en: `The server was interrupted (${first.signal}).` });
    }
    return first.code ?? 1;
  } finally {
    await postgres?.stop();
  }
});

/**
 * Said before the port is looked at: a second start of the same installation meets both.
 * @param {{ databaseUrl: string | null, dataDir: string }} settings
 */
function refuseSharedFolder({ databaseUrl, dataDir }) {
  const holder = databaseUrl ? undefined : holderOf(dataDir);
  if (!holder) return;
  throw new StartFailure({
    fr: `Foyer tourne déjà sur le dossier de données ${dataDir} (processus ${holder.pid}).`,
    en: `Foyer is already running on the data folder ${dataDir} (process ${holder.pid}).`,
  });
}
