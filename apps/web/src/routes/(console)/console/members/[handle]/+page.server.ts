import { redirect, type RequestEvent } from '@sveltejs/kit';
import { formOf, refuse, text, type Refusal } from '#lib/api/forms.ts';
import type { ApiTransport } from '#lib/api/transport.ts';
import { found, pageFailure } from '#lib/api/load.ts';
import {
  AdministeredMemberQuery, EndMemberSessionsMutation, ReactivateMemberMutation, SetMemberCustomRoleMutation, SetMemberRoleMutation, SuspendMemberMutation,
} from '#lib/roles/roles.operations.ts';
import { startViewing } from '#lib/roles/start-viewing.server.ts';
import type { Role } from '#lib/shell/shell.ts';
import type { Actions, PageServerLoad } from './$types';

const ROLES: readonly Role[] = ['admin', 'cm', 'moderator', 'analyst', 'ambassador', 'member'];
/** What was done, as the page says it after the redirect. */
const SAID = ['role', 'given', 'suspended', 'reactivated', 'ended'] as const;

export const load: PageServerLoad = async ({ locals, params, url, parent }) => {
  const { viewer } = await parent();
  const asked = { handle: params.handle, roles: viewer.permissions.includes('role.read') };
  const { administeredMember, customRoles } = await locals.api(AdministeredMemberQuery, asked).catch((cause: unknown) => pageFailure(cause, url));
  const member = found(administeredMember);
  return { title: member.card.displayName, member, customRoles: customRoles ?? [], gives: viewer.permissions.includes('role.assign'), said: SAID.find((one) => url.searchParams.get('said') === one) ?? null };
};

type Event = RequestEvent<{ handle: string }>;
type Answer = ({ readonly __typename: 'Done' }) | ({ readonly __typename: 'Refused' } & Refusal);

/** One act on the member; the page then says what was done. */
const act = (said: (typeof SAID)[number], run: (api: ApiTransport, handle: string, form: FormData) => Promise<Answer>) => async ({ request, locals, params, url }: Event) => {
  const form = await formOf({ request, locals });
  const done = await run(locals.api, params.handle, form).catch((cause: unknown) => pageFailure(cause, url));
  if (done.__typename === 'Refused') return refuse(form, done);
  return redirect(303, `/console/members/${params.handle}?said=${said}`);
};

export const actions: Actions = {
  role: act('role', async (api, handle, form) => {
    const role = ROLES.find((one) => one === form.get('role')) ?? 'member';
    return (await api(SetMemberRoleMutation, { handle, role })).setMemberRole;
  }),
  give: act('given', async (api, handle, form) => (await api(SetMemberCustomRoleMutation, { handle, code: text(form, 'code'), held: text(form, 'held') === '1' })).setMemberCustomRole),
  suspend: act('suspended', async (api, handle, form) => (await api(SuspendMemberMutation, { handle, reason: text(form, 'reason') })).suspendMember),
  reactivate: act('reactivated', async (api, handle) => (await api(ReactivateMemberMutation, { handle })).reactivateMember),
  end: act('ended', async (api, handle) => (await api(EndMemberSessionsMutation, { handle })).endMemberSessions),
  view: startViewing,
};
