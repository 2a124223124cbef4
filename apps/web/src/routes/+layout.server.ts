import { readCommunity } from '#lib/branding/community.server.ts';
import { pageFailure } from '#lib/api/load.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = async ({ locals, url }) => {
  const { locale, theme, api } = locals;
  const community = await readCommunity(api).catch((cause: unknown) => pageFailure(cause, url, locals.written));
  return { locale, theme, community };
};
