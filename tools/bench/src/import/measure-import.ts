import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { generateForum } from './generate-forum.js';

const CLI = fileURLToPath(new URL('../../../../apps/api/dist/cli.js', import.meta.url));
/** Says the process's largest memory when it ends. */
const AT_EXIT = 'data:text/javascript,process.on("exit",()=>process.stderr.write(`\\nPEAK ${process.resourceUsage().maxRSS}\\n`))';

export interface ImportMeasure {
  readonly topics: number;
  readonly posts: number;
  readonly seconds: number;
  /** Of the importing process, in MiB; PostgreSQL is not in it. */
  readonly peakMiB: number;
  /** Of the same folder again, which changes nothing. */
  readonly againSeconds: number;
}

/** Targets on 2 cores. */
export const IMPORT_TARGETS = { seconds: 180, peakMiB: 600 } as const;

/**
 * Imports the generated forum into an empty, migrated database through the command an operator runs, then again.
 * @param dataDir where the forum is kept between runs, and the product's own data
 */
export async function measureImport(databaseUrl: string, dataDir: string): Promise<ImportMeasure> {
  const { folder, topics, posts } = await forumIn(dataDir);
  const first = await importOnce(databaseUrl, dataDir, folder);
  const again = await importOnce(databaseUrl, dataDir, folder);
  return { topics, posts, seconds: first.seconds, peakMiB: first.peakMiB, againSeconds: again.seconds };
}

async function forumIn(dataDir: string): Promise<{ folder: string; topics: number; posts: number }> {
  const folder = join(dataDir, 'discourse-forum');
  const made = join(folder, 'made');
  if (!existsSync(made)) {
    await rm(folder, { recursive: true, force: true });
    await writeFile(made, JSON.stringify(await generateForum(folder)));
  }
  return { folder, ...(JSON.parse(await readFile(made, 'utf8')) as { topics: number; posts: number }) };
}

async function importOnce(databaseUrl: string, dataDir: string, folder: string): Promise<{ seconds: number; peakMiB: number }> {
  const since = performance.now();
  const child = spawn(process.execPath, ['--import', AT_EXIT, CLI, 'import', 'discourse', folder, '--source', 'bench', '--locale', 'en'], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, DATABASE_URL: databaseUrl, DATA_DIR: dataDir, FOYER_SEED: 'none', NODE_ENV: 'production' },
  });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said = (said + text).slice(-4_000)));
  const [code] = (await once(child, 'close')) as [number | null];
  const peak = /PEAK (\d+)/.exec(said)?.[1];
  if (code !== 0 || peak === undefined) throw new Error(`the import ended with ${code ?? 'a signal'}: ${said}`);
  return { seconds: (performance.now() - since) / 1_000, peakMiB: Number(peak) / 1_024 };
}
