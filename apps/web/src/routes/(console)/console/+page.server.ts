import { redirect } from '@sveltejs/kit';
import { pageFailure } from '#lib/api/load.ts';
import { ConsoleHomeQuery } from '#lib/console/home/home.operations.ts';
import { sectionsFor } from '#lib/console/sections.ts';
import { m } from '#lib/i18n/index.ts';
import type { PageServerLoad } from './$types';

/** What waits, and the week; whoever has single rooms alone goes to the first of them. */
export const load: PageServerLoad = async ({ parent, locals, url }) => {
  const { viewer } = await parent();
  if (!viewer.permissions.includes('console.enter')) redirect(303, sectionsFor(viewer.permissions)[0]?.path ?? '/');
  const { consoleHome, threads } = await locals.api(ConsoleHomeQuery).catch((cause: unknown) => pageFailure(cause, url));
  return { title: m.console_today(), home: consoleHome, questions: threads.items };
};
