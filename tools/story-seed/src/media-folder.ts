import { fileURLToPath } from 'node:url';

/**
 * Where the built pictures are; it mirrors `/media/` on the site (`story/avatars/maelle.webp`, `flags/lampes.svg`).
 * From the sources as from the compiled files, it is the package's `dist/media`.
 */
export const storyMediaFolder = fileURLToPath(new URL('../dist/media/', import.meta.url));
