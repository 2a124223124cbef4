import { pageFailure } from '#lib/api/load.ts';
import { bringsSession } from '#lib/shell/shell.server.ts';
import { loadThread } from '#lib/threads/load-thread.server.ts';
import { threadActions } from '#lib/threads/thread-actions.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url, cookies, depends, isDataRequest }) => {
  depends('foyer:thread');
  const asked = { api: locals.api, url, code: params.code, slug: params.slug, signedIn: bringsSession(cookies), dataOnly: isDataRequest };
  const view = await loadThread(asked).catch((cause: unknown) => pageFailure(cause, url));
  return { view, title: view.thread.title, spaceSlug: view.thread.space.slug };
};

export const actions = threadActions satisfies Actions;
