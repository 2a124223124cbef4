import { startCluster } from './machine/cluster.js';
import { endAllChildren } from './machine/children.js';
import { HELP, readOptions, type Options } from './options.js';
import { runExplain, runStatements } from './looking/run-looking.js';
import { LOG_STATEMENTS } from './looking/statement-log.js';
import { runAccounts } from './accounts/run-accounts.js';
import { runMarkdown } from './markdown/run-markdown.js';
import { runProfile } from './profile/run-profile.js';
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
  const looks = options.command === 'statements' || options.command === 'explain';
  const cluster = await startCluster(options.dataDir, looks ? LOG_STATEMENTS : {});
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
    if (options.command === 'accounts') return (await runAccounts(cluster, options)) ? 0 : 1;
    const imports = options.command === 'measure' && options.only.length === 1 && options.only.includes('import');
    const { template } = imports ? { template: '' } : await ensureTemplate(cluster, say);
    switch (options.command) {
      case 'build':
        return 0;
      case 'statements':
        return (await runStatements(cluster, template, options)) ? 0 : 1;
      case 'explain':
        return (await runExplain(cluster, template, options)) ? 0 : 1;
      case 'markdown':
        return (await runMarkdown(cluster, template, options, say)) ? 0 : 1;
      case 'profile':
        await runProfile(cluster, template, options, say);
        return 0;
      case 'measure':
        return (await runMeasure(cluster, template, options, say)) ? 0 : 1;
    }
  }
}
