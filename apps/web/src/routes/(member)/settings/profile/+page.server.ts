import { redirect } from '@sveltejs/kit';
import { formOf, refuse, text } from '#lib/api/forms.ts';
import { found, pageFailure } from '#lib/api/load.ts';
import { m } from '#lib/i18n/index.ts';
import { loadOwnPictures } from '#lib/members/pictures/own-pictures.server.ts';
import { OwnProfileQuery, UpdateProfileMutation } from '#lib/members/members.operations.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, parent, url }) => {
  const { shell } = await parent();
  if (!shell.viewer) redirect(303, `/sign-in?next=${encodeURIComponent(url.pathname)}`);
  const { handle } = shell.viewer;
  const { member } = await locals.api(OwnProfileQuery, { handle }).catch((cause: unknown) => pageFailure(cause, url));
  const pictures = await loadOwnPictures(locals.api, url).catch((cause: unknown) => pageFailure(cause, url));
  return { title: m.settings_profile(), profile: found(member), ...pictures };
};

export const actions: Actions = {
  default: async ({ request, locals, url }) => {
    const form = await formOf({ request, locals });
    const { updateProfile } = await locals
      .api(UpdateProfileMutation, {
        displayName: text(form, 'displayName').trim(),
        bio: text(form, 'bio'),
        place: text(form, 'place').trim() || null,
        pronouns: text(form, 'pronouns').trim() || null,
      })
      .catch((cause: unknown) => pageFailure(cause, url, locals.written));
    return updateProfile.__typename === 'Refused' ? refuse(form, updateProfile) : { saved: true as const };
  },
};
