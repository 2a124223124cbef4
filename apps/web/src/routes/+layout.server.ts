import { readCommunity } from '#lib/branding/community.server.ts';
import { pageFailure } from '#lib/api/load.ts';
import { ViewingAsQuery } from '#lib/roles/roles.operations.ts';
import { bringsSession } from '#lib/shell/shell.server.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = async ({ locals, cookies, url }) => {
  const { locale, theme, api } = locals;
  const community = await readCommunity(api).catch((cause: unknown) => pageFailure(cause, url, locals.written));
  // Asked here, so that the band stands on every page, those that cannot be shown included.
  const viewing = bringsSession(cookies) ? await locals.api(ViewingAsQuery).then(({ viewingAs }) => viewingAs, () => null) : null;
  return { locale, theme, community, viewing };
};
