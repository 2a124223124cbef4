import type { Cookies } from '@sveltejs/kit';
import { asText } from '#lib/api/as-text.ts';
import type { ApiTransport } from '#lib/api/transport.ts';
import { ShellQuery } from './shell.operations.ts';
import type { Shell } from './shell.ts';

const SESSION_COOKIES = ['foyer_session', '__Host-foyer_session'];

/** Whether the browser brings a session, valid or not. */
export function bringsSession(cookies: Cookies): boolean {
  return SESSION_COOKIES.some((name) => cookies.get(name) !== undefined);
}

/** Reads the frame of the pages for whoever asks. */
export async function readShell(api: ApiTransport, cookies: Cookies): Promise<Shell> {
  const { viewer, spaces, spacesMine } = await api(ShellQuery, { signedIn: bringsSession(cookies) });
  const mine = new Map((spacesMine ?? []).map((space) => [space.slug, space]));
  return asText({
    viewer: viewer ?? null,
    spaces: spaces
      .filter((space) => !space.archived)
      .map((space) => ({
        slug: space.slug,
        name: space.name,
        icon: space.icon,
        restricted: space.access === 'restricted',
        unread: mine.get(space.slug)?.hasUnread ?? false,
        canStart: mine.get(space.slug)?.canStart ?? false,
      })),
  });
}

/** Removes the session from the browser. */
export function forgetSession(cookies: Cookies, secure: boolean): void {
  for (const name of SESSION_COOKIES) if (cookies.get(name) !== undefined) cookies.delete(name, { path: '/', secure });
}
