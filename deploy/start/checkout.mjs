import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Root folder of this installation (two levels above this file). */
export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** Where the launcher keeps its stamps; disposable. */
export const cacheFolder = join(root, 'node_modules/.cache/foyer');

/** Absolute path of something inside the installation. @param {...string} parts */
export const inRoot = (...parts) => resolve(root, ...parts);
