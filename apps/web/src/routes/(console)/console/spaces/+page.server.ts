import { redirect } from '@sveltejs/kit';
import { formOf, text } from '#lib/api/forms.ts';
import { pageFailure } from '#lib/api/load.ts';
import { AdminSpacesQuery, OrderSpacesMutation } from '#lib/console/console.operations.ts';
import { m } from '#lib/i18n/index.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
  const { adminSpaces } = await locals.api(AdminSpacesQuery).catch((cause: unknown) => pageFailure(cause, url));
  return { title: m.console_spaces(), spaces: adminSpaces };
};

export const actions: Actions = {
  /** Moves one space a place up or down: `code:up`. The order is read again, so that two administrators do not undo each other. */
  move: async ({ request, locals, url }) => {
    const [code, direction] = text(await formOf({ request, locals }), 'move').split(':');
    const { adminSpaces } = await locals.api(AdminSpacesQuery).catch((cause: unknown) => pageFailure(cause, url));
    const shown = adminSpaces.filter((one) => !one.space.archived).map((one) => one.space.code);
    const from = shown.findIndex((one) => one === code);
    const to = direction === 'up' ? from - 1 : from + 1;
    const moving = shown[from];
    const passed = shown[to];
    if (moving === undefined || passed === undefined) redirect(303, url.pathname);
    const codes = shown.with(to, moving).with(from, passed);
    await locals.api(OrderSpacesMutation, { codes }).catch((cause: unknown) => pageFailure(cause, url));
    redirect(303, url.pathname);
  },
};
