import { error, redirect } from '@sveltejs/kit';
import { formOf, refuse, text } from '#lib/api/forms.ts';
import { found, pageFailure } from '#lib/api/load.ts';
import { m } from '#lib/i18n/index.ts';
import { linksIn, wordsIn } from '#lib/members/profile-input.server.ts';
import { EditedMemberQuery, EditMemberMutation } from '#lib/members/profile.operations.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, parent, url }) => {
  const { shell } = await parent();
  if (!shell.viewer) redirect(303, `/sign-in?next=${encodeURIComponent(url.pathname)}`);
  if (!shell.viewer.permissions.includes('member.edit')) error(404, { message: 'Not Found', code: 'NOT_FOUND' });
  const { member } = await locals.api(EditedMemberQuery, { handle: params.handle }).catch((cause: unknown) => pageFailure(cause, url));
  const edited = found(member);
  return { title: m.members_edit_named({ name: edited.displayName }), member: edited };
};

export const actions: Actions = {
  default: async ({ request, locals, params, url }) => {
    const form = await formOf({ request, locals });
    // A field that was empty when the page was opened may be kept from the reader: left empty, it stays as it is.
    const changed = <Value>(name: string, value: Value): Value | undefined => (text(form, name).trim() === text(form, `was-${name}`).trim() ? undefined : value);
    const line = (name: string): string | undefined => changed(name, text(form, name).trim());
    const [displayName, bio, place, pronouns] = [line('displayName'), line('bio'), line('place'), line('pronouns')];
    const [expertise, interests, links] = [changed('expertise', wordsIn(form, 'expertise')), changed('interests', wordsIn(form, 'interests')), changed('links', linksIn(form))];
    const input = {
      handle: params.handle, reason: text(form, 'reason'), removeAvatar: form.has('removeAvatar'), removeCover: form.has('removeCover'),
      ...(displayName !== undefined && { displayName }), ...(bio !== undefined && { bio }), ...(place !== undefined && { place }), ...(pronouns !== undefined && { pronouns }),
      ...(expertise && { expertise }), ...(interests && { interests }), ...(links && { links }),
    };
    const { editMember } = await locals.api(EditMemberMutation, { input }).catch((cause: unknown) => pageFailure(cause, url, locals.written));
    if (editMember.__typename === 'Refused') return refuse(form, editMember);
    redirect(303, `/members/${encodeURIComponent(params.handle)}`);
  },
};
