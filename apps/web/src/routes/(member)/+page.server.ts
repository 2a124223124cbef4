import { redirect } from '@sveltejs/kit';
import { pageFailure } from '#lib/api/load.ts';
import { HomeQuery, MarkAllReadMutation } from '#lib/home/home.operations.ts';
import { bringsSession } from '#lib/shell/shell.server.ts';
import { WelcomeQuery } from '#lib/welcome/welcome.operations.ts';
import { DueBookmarksQuery } from '#lib/threads/keeping.operations.ts';
import { withMine } from '#lib/threads/index.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, cookies, url }) => {
  const { api } = locals;
  try {
    const signedIn = bringsSession(cookies);
    // Reminders are no reason to go without the page either.
    const reminding = signedIn ? api(DueBookmarksQuery).then((data) => data.bookmarks.items, () => []) : Promise.resolve([]);
    const { home, threads } = await api(HomeQuery);
    const [resume, earlier, popular, waiting] = await withMine(api, signedIn, home.resume, home.earlier, home.popular, threads.items);
    const shown = new Set([...popular, ...waiting].map(({ row }) => row.code));
    // The list of first steps is no reason to go without the page.
    const path = signedIn ? (await api(WelcomeQuery).catch(() => null))?.welcome : null;
    const welcome = path ? { shown: path.shown, dismissed: path.dismissed, steps: path.steps } : null;
    return {
      reminders: await reminding,
      welcome, since: home.since, summary: home.summary, resume, earlier,
      popular: home.popular.filter(({ code }) => shown.has(code)), waiting: threads.items.filter(({ code }) => shown.has(code)),
    };
  } catch (cause) {
    return pageFailure(cause, url);
  }
};

export const actions: Actions = {
  /** Everything, everywhere, is read. */
  markAllRead: async ({ locals, url }) => {
    await locals.api(MarkAllReadMutation, {}).catch((cause: unknown) => pageFailure(cause, url));
    redirect(303, '/');
  },
};
