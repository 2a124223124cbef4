import { redirect } from '@sveltejs/kit';
import { formOf, refuse, text } from '#lib/api/forms.ts';
import { pageFailure } from '#lib/api/load.ts';
import { CreateGroupMutation, GroupsQuery } from '#lib/console/groups.operations.ts';
import { m } from '#lib/i18n/index.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
  const { groups } = await locals.api(GroupsQuery).catch((cause: unknown) => pageFailure(cause, url));
  return { title: m.console_groups(), groups };
};

export const actions: Actions = {
  create: async ({ request, locals, url }) => {
    const form = await formOf({ request, locals });
    const variables = { name: text(form, 'name'), description: text(form, 'description') };
    const { createGroup: saved } = await locals.api(CreateGroupMutation, variables).catch((cause: unknown) => pageFailure(cause, url));
    if (saved.__typename === 'Refused') return refuse(form, saved);
    return redirect(303, `/console/groups/${saved.group.code}`);
  },
};
