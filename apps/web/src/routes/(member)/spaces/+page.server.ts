import { pageFailure } from '#lib/api/load.ts';
import { m } from '#lib/i18n/index.ts';
import { bringsSession } from '#lib/shell/shell.server.ts';
import { SpacesQuery } from '#lib/spaces/spaces.operations.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, cookies, url }) => {
  const { spaces, spacesMine } = await locals
    .api(SpacesQuery, { signedIn: bringsSession(cookies) })
    .catch((cause: unknown) => pageFailure(cause, url));
  const unread = (spacesMine ?? []).filter((space) => space.hasUnread).map((space) => space.slug);
  return { title: m.nav_spaces(), spaces, unread };
};
