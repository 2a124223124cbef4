import { redirect } from '@sveltejs/kit';
import { formOf, refuse, text } from '#lib/api/forms.ts';
import { found, pageFailure } from '#lib/api/load.ts';
import { roleInput } from '#lib/roles/role-input.ts';
import { CustomRoleQuery, DeleteCustomRoleMutation, EditCustomRoleMutation, RoleMatrixQuery, SetMemberCustomRoleMutation } from '#lib/roles/roles.operations.ts';
import { startViewing } from '#lib/roles/start-viewing.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url, parent }) => {
  const { viewer } = await parent();
  const failed = (cause: unknown): never => pageFailure(cause, url);
  const [{ customRoleMembers }, { roleMatrix }] = await Promise.all([
    locals.api(CustomRoleQuery, { code: params.code, after: url.searchParams.get('after') }).catch(failed),
    locals.api(RoleMatrixQuery).catch(failed),
  ]);
  const { role, members, next } = found(customRoleMembers);
  const holds = (permission: string): boolean => viewer.permissions.includes(permission);
  return { title: role.name, role, members, next, areas: roleMatrix.areas, keeps: holds('role.administer'), gives: role.givable, views: holds('role.viewAs') };
};

export const actions: Actions = {
  save: async ({ request, locals, params, url }) => {
    const form = await formOf({ request, locals });
    const { editCustomRole: saved } = await locals.api(EditCustomRoleMutation, { code: params.code, ...roleInput(form) }).catch((cause: unknown) => pageFailure(cause, url));
    return saved.__typename === 'Refused' ? refuse(form, saved) : redirect(303, `/console/roles/${params.code}?saved`);
  },
  take: async ({ request, locals, params, url }) => {
    const form = await formOf({ request, locals });
    const variables = { code: params.code, handle: text(form, 'handle'), held: false };
    const { setMemberCustomRole: done } = await locals.api(SetMemberCustomRoleMutation, variables).catch((cause: unknown) => pageFailure(cause, url));
    return done.__typename === 'Refused' ? refuse(form, { ...done, field: 'take' }) : redirect(303, `/console/roles/${params.code}`);
  },
  delete: async ({ request, locals, params, url }) => {
    const form = await formOf({ request, locals });
    const { deleteCustomRole: done } = await locals.api(DeleteCustomRoleMutation, { code: params.code }).catch((cause: unknown) => pageFailure(cause, url));
    return done.__typename === 'Refused' ? refuse(form, { ...done, field: 'delete' }) : redirect(303, '/console/roles?deleted');
  },
  view: startViewing,
};
