import 'reflect-metadata';
import { hasCode } from './platform/config/failures.js';
import { readSettings } from './platform/config/settings.js';
import { say } from './platform/config/say.js';

/**
 * One door. Starts the server for the role that is set, and stops it when asked to. Whatever can be foreseen ends
 * with one line and a status other than zero.
 */
async function main(): Promise<void> {
  const read = readSettings(process.env);
  if (!read.ok) return fail(read.problems.join('\n'));
  const { settings } = read;
  process.env['NODE_ENV'] ??= 'production';

  const { migrate } = await import('./platform/database/migrate.js');
  try {
    if (settings.databaseUrl) await migrate(settings);
  } catch (error) {
    return fail(hasCode(error, ['ECONNREFUSED', 'ENOTFOUND', 'ETIMEDOUT', '28P01', '3D000']) ? say.databaseUnreachable(reason(error)) : say.migrationFailed(reason(error)));
  }
  const { fillWithStory } = await import('./imports/index.js');
  try {
    if (settings.seed === 'story' && settings.role !== 'worker') await fillWithStory(settings);
  } catch (error) {
    return fail(say.storyFailed(reason(error)));
  }

  const { openServer } = await import('./server.js');
  let server: Awaited<ReturnType<typeof openServer>>;
  try {
    server = await openServer(settings);
  } catch (error) {
    return fail(hasCode(error, ['EADDRINUSE', 'EACCES']) ? say.portTaken(settings.host, settings.port) : say.startFailed(reason(error)));
  }
  // A promise that nobody waited for is a mistake to repair, not a reason to close the house.
  const { log } = await import('./platform/http/log.js');
  process.on('unhandledRejection', (error) => log.error({ error }, 'unhandled rejection'));

  const { announce } = await import('./announce.js');
  await announce(server, settings);

  let stopping = false;
  const stop = (): void => {
    if (stopping) return;
    stopping = true;
    server.close().then(
      () => process.exit(0),
      (error: unknown) => fail(say.stopFailed(reason(error))),
    );
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
}

function fail(message: string): void {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}

const reason = (error: unknown): string => (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? '';

await main();
