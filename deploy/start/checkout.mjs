import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Root folder of this installation (two levels above this file). */
export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** Where the launcher keeps its stamps; disposable. */
export const cacheFolder = join(root, 'node_modules/.cache/foyer');

/** @param {...string} parts path inside the installation */
export const inRoot = (...parts) => join(root, ...parts);
