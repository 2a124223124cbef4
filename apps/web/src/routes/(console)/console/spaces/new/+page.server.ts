import { redirect } from '@sveltejs/kit';
import { formOf, refuse } from '#lib/api/forms.ts';
import { pageFailure } from '#lib/api/load.ts';
import { enterConsole } from '#lib/console/console-access.server.ts';
import { CreateSpaceMutation, SpaceFormQuery } from '#lib/console/console.operations.ts';
import { offeredTo, spaceInput } from '#lib/console/space-input.server.ts';
import { m } from '#lib/i18n/index.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url, parent }) => {
  const { viewer } = await parent();
  enterConsole({ viewer, spaces: [] }, url, ['space.administer']);
  const { groups, customRoles } = await locals.api(SpaceFormQuery, offeredTo(viewer)).catch((cause: unknown) => pageFailure(cause, url));
  return { title: m.console_space_new(), groups: groups ?? [], customRoles: customRoles ?? [] };
};

export const actions: Actions = {
  save: async ({ request, locals, url }) => {
    const form = await formOf({ request, locals });
    const { createSpace: saved } = await locals.api(CreateSpaceMutation, { input: spaceInput(form) }).catch((cause: unknown) => pageFailure(cause, url));
    if (saved.__typename === 'Refused') return refuse(form, saved);
    return redirect(303, '/console/spaces?saved');
  },
};
