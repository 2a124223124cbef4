import { buildChanged } from './build.mjs';
import { askedToEnd, startNode } from './child.mjs';
import { inRoot } from './checkout.mjs';
import { runningEmbeddedPostgres, startEmbeddedPostgres } from './embedded-postgres.mjs';
import { ensureInstalled } from './install.mjs';
import { rerunUnderPinnedNode, thisNodeIsRecent } from './pinned-node.mjs';
import { ensureDatabaseAnswers, validSettings } from './preflight.mjs';
import { keepOutputClean, runCommand } from './say.mjs';

/**
 * `npm run foyer -- <command>`: runs an administration command beside the running server, on its PostgreSQL, or
 * alone, on one that lasts as long as the command.
 */
keepOutputClean();
await runCommand(async () => {
  await ensureInstalled();
  if (!thisNodeIsRecent) return rerunUnderPinnedNode(import.meta.url);
  const end = askedToEnd();
  await buildChanged({ pages: false, images: false });
  const settings = await validSettings();
  if (settings.databaseUrl) await ensureDatabaseAnswers(settings.databaseUrl, 'DATABASE_URL');
  const args = process.argv.slice(2);
  const asksForHelp = args.length === 0 || args.some((arg) => ['help', '-h', '--help'].includes(arg));
  const existing = settings.databaseUrl ?? runningEmbeddedPostgres(settings.dataDir);
  const own = existing || asksForHelp ? undefined : await startEmbeddedPostgres({ dataDir: settings.dataDir });
  try {
    const command = startNode([inRoot('apps/api/dist/cli.js'), ...args], {
      env: {
        NODE_ENV: process.env.NODE_ENV ?? 'production',
        DATA_DIR: settings.dataDir,
        DATABASE_URL: existing ?? own?.url ?? '',
      },
      // Paths on the command line are relative to where it was typed, not to the installation.
      folder: process.env.INIT_CWD ?? process.cwd(),
      stdin: 'inherit',
    });
    const outcome = await Promise.race([command.ended, end]);
    if (outcome) return outcome.code ?? 1;
    await command.stop();
    return 130;
  } finally {
    await own?.stop();
  }
});
