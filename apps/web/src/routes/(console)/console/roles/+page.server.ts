import { pageFailure } from '#lib/api/load.ts';
import { m } from '#lib/i18n/index.ts';
import { RoleMatrixQuery } from '#lib/roles/roles.operations.ts';
import { startViewing } from '#lib/roles/start-viewing.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url, parent }) => {
  const { viewer } = await parent();
  const { roleMatrix } = await locals.api(RoleMatrixQuery).catch((cause: unknown) => pageFailure(cause, url));
  return {
    title: m.roles(),
    matrix: roleMatrix,
    differences: url.searchParams.has('differences'),
    role: url.searchParams.get('role'),
    keeps: viewer.permissions.includes('role.administer'),
    views: viewer.permissions.includes('role.viewAs'),
  };
};

export const actions: Actions = { view: startViewing };
