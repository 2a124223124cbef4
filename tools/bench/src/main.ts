import { startCluster } from './machine/cluster.js';
import { endAllChildren } from './machine/children.js';
import { HELP, readOptions, type Options } from './options.js';
import { runMeasure } from './run-measure.js';
import { ensureTemplate } from './set/build-set.js';

const say = (line: string): void => void process.stderr.write(`${line}\n`);

/** Runs one command; gives the status to end with. */
export async function main(args: readonly string[]): Promise<number> {
  let options: Options | null;
  try {
    options = readOptions(args);
  } catch (error) {
    say(error instanceof Error ? error.message : String(error));
    return 2;
  }
  if (!options) {
    say(HELP);
    return 0;
  }
  const asked = options;
  const stopped = new Promise<never>((_resolve, reject) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => reject(new Error('stopped')));
  });
  stopped.catch(() => undefined);
  const cluster = await startCluster(options.dataDir);
  try {
    return await Promise.race([run(asked), stopped]);
  } catch (error) {
    say(error instanceof Error ? (error.stack ?? error.message) : String(error));
    return 1;
  } finally {
    await endAllChildren();
    await cluster.stop();
  }

  async function run(options: Options): Promise<number> {
    const { template, builtAt } = await ensureTemplate(cluster, say);
    say(`${template} of ${builtAt.toISOString()}`);
    if (options.command === 'build') return 0;
    return (await runMeasure(cluster, template, options, say)) ? 0 : 1;
  }
}
