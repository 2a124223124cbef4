import { redirect, type RequestEvent } from '@sveltejs/kit';
import { ProofsQuery } from '#lib/accounts/accounts.operations.ts';
import { ResetMemberFactorsMutation, WaiveOldMailboxMutation } from '#lib/accounts/security.operations.ts';
import { reasonOf, TEAM_ACTS, type TeamAct } from '#lib/accounts/team-acts.ts';
import { formOf, refuse, text, type Refusal } from '#lib/api/forms.ts';
import type { ApiTransport } from '#lib/api/transport.ts';
import { found, pageFailure } from '#lib/api/load.ts';
import {
  AdministeredMemberQuery, EndMemberSessionsMutation, ReactivateMemberMutation, SetMemberCustomRoleMutation, SetMemberRoleMutation, SuspendMemberMutation,
} from '#lib/roles/roles.operations.ts';
import { ROLES } from '#lib/roles/index.ts';
import { startViewing } from '#lib/roles/start-viewing.server.ts';
import type { Actions, PageServerLoad } from './$types';

/** What was done, as the page says it after the redirect. */
const SAID = ['role', 'given', 'suspended', 'reactivated', 'ended', 'factors', 'waived'] as const;

export const load: PageServerLoad = async ({ locals, params, url, parent }) => {
  const { viewer } = await parent();
  const question = { handle: params.handle, roles: viewer.permissions.includes('role.read') };
  const { administeredMember, customRoles } = await locals.api(AdministeredMemberQuery, question).catch((cause: unknown) => pageFailure(cause, url));
  const member = found(administeredMember);
  if (member.card.handle !== params.handle) redirect(302, `/console/members/${encodeURIComponent(member.card.handle)}${url.search}`);
  // Without a script the form of the act is a page of its own: the proof is asked for before anything is written in it.
  const possible = { resetFactors: Boolean(member.factorsToReset), waiveMailbox: Boolean(member.pendingAddress?.mayWaive) };
  const asked = TEAM_ACTS.find((one) => possible[one] && url.searchParams.get('act') === one) ?? null;
  if (asked && !url.searchParams.has(`/${asked}`)) {
    const { mySecurity } = await locals.api(ProofsQuery).catch((cause: unknown) => pageFailure(cause, url));
    if (!mySecurity.provedRecently) redirect(303, `/step-up?next=${encodeURIComponent(`${url.pathname}?act=${asked}`)}`);
  }
  return {
    title: member.card.displayName, member, asked, customRoles: customRoles ?? [], gives: viewer.permissions.includes('role.assign'),
    said: SAID.find((one) => url.searchParams.get('said') === one) ?? null,
  };
};

type Event = RequestEvent<{ handle: string }>;
type Answer = { readonly __typename: 'Done' | 'AddressConfirmed' } | ({ readonly __typename: 'Refused' } & Refusal);

/** Several forms of the page ask for a reason: each says what is wrong beside its own. */
const besideIts = (one: TeamAct, done: Answer): Answer => (done.__typename === 'Refused' && done.field === 'reason' ? { ...done, field: reasonOf(one) } : done);

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
  resetFactors: act('factors', async (api, handle, form) =>
    besideIts('resetFactors', (await api(ResetMemberFactorsMutation, { handle, reason: text(form, reasonOf('resetFactors')) })).resetMemberFactors)),
  waiveMailbox: act('waived', async (api, handle, form) =>
    besideIts('waiveMailbox', (await api(WaiveOldMailboxMutation, { handle, reason: text(form, reasonOf('waiveMailbox')) })).waiveOldMailbox)),
  view: startViewing,
};
