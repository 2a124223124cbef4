import { fail } from '@sveltejs/kit';
import { formOf, text } from '#lib/api/forms.ts';
import { pageFailure } from '#lib/api/load.ts';
import { AdminMembersQuery, CreateClaimLinkMutation } from '#lib/console/console.operations.ts';
import { filterActions, loadFilters } from '#lib/console/filters/saved-filters.server.ts';
import { m } from '#lib/i18n/index.ts';
import { ROLES } from '#lib/roles/index.ts';
import type { Actions, PageServerLoad } from './$types';

const PAGE = 50;
const LONGEST_SEARCH = 80;

export const load: PageServerLoad = async ({ locals, url, parent }) => {
  const { viewer } = await parent();
  const search = (url.searchParams.get('q') ?? '').trim().slice(0, LONGEST_SEARCH);
  const unclaimed = url.searchParams.has('unclaimed');
  const role = ROLES.find((one) => one === url.searchParams.get('role')) ?? null;
  const asked = { search: search || null, imported: unclaimed ? true : null, role, after: url.searchParams.get('after'), first: PAGE };
  const filters = await loadFilters(locals.api, 'members', url, viewer.permissions).catch((cause: unknown) => pageFailure(cause, url));
  const { adminMembers } = await locals.api(AdminMembersQuery, asked).catch((cause: unknown) => pageFailure(cause, url));
  return {
    title: m.console_members(),
    members: adminMembers.items,
    next: adminMembers.next,
    search,
    unclaimed,
    role,
    filters,
    invites: viewer.permissions.includes('account.invite'),
    readsAddresses: viewer.permissions.includes('member.readAddress'),
  };
};

export const actions: Actions = {
  ...filterActions('members'),
  /** Makes a one-use link; it is shown in this answer and never again. */
  link: async ({ request, locals, url }) => {
    const form = await formOf({ request, locals });
    const handle = text(form, 'handle');
    const { createClaimLink: made } = await locals.api(CreateClaimLinkMutation, { handle }).catch((cause: unknown) => pageFailure(cause, url));
    if (made.__typename === 'Refused') return fail(422, { handle, name: text(form, 'name'), refused: made.message, link: null });
    return { handle, name: text(form, 'name'), refused: null, link: { url: made.url, expiresAt: made.expiresAt } };
  },
};
