import { redirect } from '@sveltejs/kit';
import { formOf, refuse } from '#lib/api/forms.ts';
import { pageFailure } from '#lib/api/load.ts';
import { enterConsole } from '#lib/console/console-access.server.ts';
import { m } from '#lib/i18n/index.ts';
import { roleInput } from '#lib/roles/role-input.ts';
import { CreateCustomRoleMutation, RoleMatrixQuery } from '#lib/roles/roles.operations.ts';
import { roleName } from '#lib/roles/role-names.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url, parent }) => {
  const { viewer } = await parent();
  enterConsole({ viewer, spaces: [] }, url, ['role.administer']);
  const { roleMatrix } = await locals.api(RoleMatrixQuery).catch((cause: unknown) => pageFailure(cause, url));
  const from = url.searchParams.get('from');
  const custom = roleMatrix.custom.find((role) => role.code === from);
  // No role at all is a visitor's: without one to begin from, there is none.
  const builtIn = from === null ? undefined : roleMatrix.builtIn.find((role) => role.role === from);
  const name = custom?.name ?? (builtIn ? roleName(builtIn.role ?? null) : null);
  return {
    title: m.roles_new(),
    areas: roleMatrix.areas,
    start: { name: name === null ? '' : m.roles_duplicate_name({ name }), description: custom?.description ?? '', permissions: custom?.permissions ?? builtIn?.permissions ?? [] },
  };
};

export const actions: Actions = {
  save: async ({ request, locals, url }) => {
    const form = await formOf({ request, locals });
    const { createCustomRole: saved } = await locals.api(CreateCustomRoleMutation, roleInput(form)).catch((cause: unknown) => pageFailure(cause, url));
    if (saved.__typename === 'Refused') return refuse(form, saved);
    return redirect(303, `/console/roles/${saved.role.code}?saved`);
  },
};
