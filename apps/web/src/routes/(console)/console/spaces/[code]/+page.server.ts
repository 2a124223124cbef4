import { redirect } from '@sveltejs/kit';
import { formOf, refuse, text } from '#lib/api/forms.ts';
import { found, pageFailure } from '#lib/api/load.ts';
import { ArchiveSpaceMutation, EditSpaceMutation, SpaceFormQuery } from '#lib/console/console.operations.ts';
import { offeredTo, spaceInput } from '#lib/console/space-input.server.ts';
import { TypeSpaceMutation } from '#lib/threads/ideas.operations.ts';
import { PaceSpaceMutation, SpacePaceQuery } from '#lib/threads/pace.operations.ts';
import { paceOf } from '#lib/threads/paces.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url, parent }) => {
  const { viewer } = await parent();
  const { adminSpaces, groups, customRoles } = await locals.api(SpaceFormQuery, offeredTo(viewer)).catch((cause: unknown) => pageFailure(cause, url));
  const admin = found(adminSpaces.find((one) => one.space.code === params.code));
  const { spacePace } = await locals.api(SpacePaceQuery, { space: params.code }).catch((cause: unknown) => pageFailure(cause, url));
  return { pace: spacePace, title: admin.space.name, admin, groups: groups ?? [], customRoles: customRoles ?? [] };
};

export const actions: Actions = {
  save: async ({ request, locals, params, url }) => {
    const form = await formOf({ request, locals });
    const variables = { code: params.code, input: spaceInput(form) };
    const { editSpace: saved } = await locals.api(EditSpaceMutation, variables).catch((cause: unknown) => pageFailure(cause, url));
    if (saved.__typename === 'Refused') return refuse(form, saved);
    return redirect(303, '/console/spaces?saved');
  },
  pace: async ({ request, locals, params, url }) => {
    const form = await formOf({ request, locals });
    const input = { spaceCode: params.code, ...paceOf(text(form, 'slowSeconds'), text(form, 'autoCloseDays')) };
    const { paceSpace: saved } = await locals.api(PaceSpaceMutation, { input }).catch((cause: unknown) => pageFailure(cause, url));
    if (saved.__typename === 'Refused') return refuse(form, saved);
    return redirect(303, '/console/spaces?saved');
  },
  type: async ({ request, locals, params, url }) => {
    const form = await formOf({ request, locals });
    const variables = { space: params.code, type: text(form, 'type') === 'ideas' ? ('ideas' as const) : ('discussion' as const) };
    const { typeSpace: saved } = await locals.api(TypeSpaceMutation, variables).catch((cause: unknown) => pageFailure(cause, url));
    if (saved.__typename === 'Refused') return refuse(form, saved);
    return redirect(303, '/console/spaces?saved');
  },
  archive: async ({ request, locals, params, url }) => {
    const form = await formOf({ request, locals });
    const variables = { code: params.code, archived: text(form, 'archived') === '1' };
    const { archiveSpace: saved } = await locals.api(ArchiveSpaceMutation, variables).catch((cause: unknown) => pageFailure(cause, url));
    if (saved.__typename === 'Refused') return refuse(form, saved);
    return redirect(303, '/console/spaces?saved');
  },
};
