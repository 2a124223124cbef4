import type { CompilerOptions } from '@inlang/paraglide-js';
import { typographicFs } from './typographic-fs.ts';

/** How messages become functions, for the build and for the type check alike. */
export const messageOptions: CompilerOptions = {
  project: './project.inlang',
  outdir: './src/lib/i18n/paraglide',
  strategy: ['globalVariable', 'baseLocale'],
  emitTsDeclarations: true,
  emitGitIgnore: false,
  emitPrettierIgnore: false,
  emitReadme: false,
  fs: typographicFs,
};
