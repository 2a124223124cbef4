import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { cacheFolder, inRoot } from './checkout.mjs';

/** Folders that builds write or that npm owns: never part of what was built. */
const notSources = new Set(['node_modules', 'dist', 'build', '.svelte-kit', '.vite', 'paraglide', 'coverage', 'e2e', 'test']);

/** Tests are not built. @param {string} name */
const isTest = (name) => /\.(spec|e2e)\.[cm]?ts$/.test(name);

/**
 * All files under the given paths (files or folders, relative to the root), sorted. What does not exist counts as
 * nothing.
 * @param {string[]} paths
 * @returns {string[]}
 */
function filesUnder(paths) {
  /** @type {string[]} */
  const files = [];
  const visit = (/** @type {string} */ path) => {
    const entries = readdirSync(inRoot(path), { withFileTypes: true });
    for (const entry of entries) {
      const child = join(path, entry.name);
      if (entry.isDirectory()) {
        if (!notSources.has(entry.name)) visit(child);
      } else if (entry.isFile() && !isTest(entry.name)) files.push(child);
    }
  };
  for (const path of paths) {
    const stats = statSync(inRoot(path), { throwIfNoEntry: false });
    if (stats?.isDirectory()) visit(path);
    else if (stats) files.push(path);
  }
  return files.sort();
}

/**
 * The state of a build's sources. `quick` (names, sizes, times) costs a stat per file; `content` reads them and is
 * asked for only when `quick` changed, so that a fresh checkout of the same sources builds nothing.
 * @param {string[]} paths
 */
export function fingerprint(paths) {
  const files = filesUnder(paths);
  const quick = createHash('sha256');
  for (const file of files) {
    const { size, mtimeMs } = statSync(inRoot(file));
    quick.update(`${file}\0${size}\0${mtimeMs}\n`);
  }
  return {
    quick: quick.digest('hex'),
    content() {
      const hash = createHash('sha256');
      for (const file of files) hash.update(`${file}\0`).update(readFileSync(inRoot(file))).update('\n');
      return hash.digest('hex');
    },
  };
}

/** @param {string} name */
const stampPath = (name) => join(cacheFolder, `${name}.json`);

/**
 * Whether the named build was made from these very sources.
 * @param {string} name
 * @param {ReturnType<typeof fingerprint>} now
 */
export function isStamped(name, now) {
  const path = stampPath(name);
  if (!existsSync(path)) return false;
  const stamp = JSON.parse(readFileSync(path, 'utf8'));
  if (stamp.quick === now.quick) return true;
  if (stamp.content !== now.content()) return false;
  writeStamp(name, now);
  return true;
}

/**
 * Remembers that the named build was made from these sources.
 * @param {string} name
 * @param {ReturnType<typeof fingerprint>} now
 */
export function writeStamp(name, now) {
  mkdirSync(dirname(stampPath(name)), { recursive: true });
  writeFileSync(stampPath(name), JSON.stringify({ quick: now.quick, content: now.content() }));
}
