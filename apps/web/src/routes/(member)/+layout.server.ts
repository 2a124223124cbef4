import { pageFailure } from '#lib/api/load.ts';
import { readShell } from '#lib/shell/shell.server.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = async ({ locals, cookies, url, depends }) => {
  depends('foyer:shell');
  const shell = await readShell(locals.api, cookies).catch((cause: unknown) => pageFailure(cause, url, locals.written));
  return shell.viewer ? { shell, now: new Date().toISOString() } : { shell };
};
