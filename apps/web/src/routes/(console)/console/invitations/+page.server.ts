import { fail } from '@sveltejs/kit';
import { formOf, refuse, text } from '#lib/api/forms.ts';
import { pageFailure } from '#lib/api/load.ts';
import { GroupsToAttachQuery, InvitationsQuery, InviteByLinkMutation, InviteByMailMutation, ResendInvitationMutation, RevokeInvitationMutation } from '#lib/admissions/console.operations.ts';
import { m } from '#lib/i18n/index.ts';
import type { Role } from '#lib/shell/shell.ts';
import type { Actions, PageServerLoad } from './$types';

const ROLES: readonly Role[] = ['member', 'ambassador', 'moderator', 'analyst', 'cm', 'admin'];
const LONGEST_FILE = 200_000;

export const load: PageServerLoad = async ({ locals, url, parent }) => {
  const { viewer } = await parent();
  const search = (url.searchParams.get('q') ?? '').trim().slice(0, 80);
  const { invitations } = await locals.api(InvitationsQuery, { search: search || null, after: url.searchParams.get('after') }).catch((cause: unknown) => pageFailure(cause, url));
  const grouped = viewer.permissions.includes('group.administer');
  const groups = grouped ? (await locals.api(GroupsToAttachQuery).catch((cause: unknown) => pageFailure(cause, url))).groups : [];
  return { title: m.admission_invitations(), invitations: invitations.items, next: invitations.next, search, roles: viewer.role === 'admin' ? ROLES : ROLES.slice(0, 2), groups };
};

const attached = (form: FormData): { role: Role; groupCodes: string[]; days: number } => ({
  role: ROLES.find((role) => role === form.get('role')) ?? 'member',
  groupCodes: [...form.keys()].filter((name) => name.startsWith('group:')).map((name) => name.slice('group:'.length)),
  days: Math.trunc(Number(text(form, 'days'))) || 0,
});

export const actions: Actions = {
  mail: async ({ request, locals, url }) => {
    const form = await formOf({ request, locals });
    const file = form.get('file');
    const table = file instanceof File && file.size > 0 && file.size <= LONGEST_FILE ? await file.text() : '';
    const addresses = [text(form, 'text'), table].filter((part) => part.trim() !== '').join('\n');
    const preview = form.get('preview') === '1';
    const input = { ...attached(form), text: addresses, note: text(form, 'note'), locale: form.get('locale') === 'en' ? ('en' as const) : ('fr' as const), preview };
    const { inviteByMail: report } = await locals.api(InviteByMailMutation, { input }).catch((cause: unknown) => pageFailure(cause, url));
    if (report.__typename === 'Refused') return refuse(form, report);
    // What was checked is kept for sending, a file's content too: without JavaScript it would be gone.
    return { report: { preview, invited: report.invited, lines: report.lines }, typed: { ...Object.fromEntries([...form].filter((pair): pair is [string, string] => typeof pair[1] === 'string')), text: preview ? addresses : '' } };
  },
  link: async ({ request, locals, url }) => {
    const form = await formOf({ request, locals });
    const input = { ...attached(form), label: text(form, 'label'), quota: Math.trunc(Number(text(form, 'quota'))) || 0 };
    const { inviteByLink: made } = await locals.api(InviteByLinkMutation, { input }).catch((cause: unknown) => pageFailure(cause, url));
    if (made.__typename === 'Refused') {
      const { data } = refuse(form, made);
      return fail(422, { ...data, errors: {}, linkErrors: data.errors });
    }
    return { link: { url: made.url, expiresAt: made.expiresAt } };
  },
  resend: async ({ request, locals, url }) => {
    const form = await formOf({ request, locals });
    const { resendInvitation: done } = await locals.api(ResendInvitationMutation, { code: text(form, 'code') }).catch((cause: unknown) => pageFailure(cause, url));
    return done.__typename === 'Refused' ? refuse(form, { ...done, field: null }) : { told: m.admission_resent() };
  },
  revoke: async ({ request, locals, url }) => {
    const form = await formOf({ request, locals });
    const { revokeInvitation: done } = await locals.api(RevokeInvitationMutation, { code: text(form, 'code') }).catch((cause: unknown) => pageFailure(cause, url));
    return done.__typename === 'Refused' ? refuse(form, { ...done, field: null }) : { told: m.admission_revoked() };
  },
};
