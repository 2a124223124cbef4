import { redirect } from '@sveltejs/kit';
import { formOf, refuse, text } from '#lib/api/forms.ts';
import { found, pageFailure } from '#lib/api/load.ts';
import { m } from '#lib/i18n/index.ts';
import { loadOwnPictures } from '#lib/members/pictures/own-pictures.server.ts';
import { audiencesIn, lineIn, linksIn, wordsIn } from '#lib/members/profile-input.server.ts';
import { ChangeHandleMutation, OwnProfileQuery, UpdateProfileMutation } from '#lib/members/profile.operations.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, parent, url }) => {
  const { shell } = await parent();
  if (!shell.viewer) redirect(303, `/sign-in?next=${encodeURIComponent(url.pathname)}`);
  const { handle } = shell.viewer;
  const { member, directoryWords } = await locals.api(OwnProfileQuery, { handle }).catch((cause: unknown) => pageFailure(cause, url));
  const pictures = await loadOwnPictures(locals.api, url).catch((cause: unknown) => pageFailure(cause, url));
  const profile = found(member);
  return { title: m.settings_profile(), profile, own: found(profile.own), words: directoryWords, ...pictures };
};

export const actions: Actions = {
  save: async ({ request, locals, url }) => {
    const form = await formOf({ request, locals });
    const input = {
      displayName: text(form, 'displayName').trim(),
      bio: text(form, 'bio'),
      place: lineIn(form, 'place'),
      pronouns: lineIn(form, 'pronouns'),
      expertise: wordsIn(form, 'expertise'),
      interests: wordsIn(form, 'interests'),
      links: linksIn(form),
      visibility: audiencesIn(form),
      teamTask: lineIn(form, 'teamTask'),
      teamContact: lineIn(form, 'teamContact'),
    };
    const { updateProfile } = await locals.api(UpdateProfileMutation, { input }).catch((cause: unknown) => pageFailure(cause, url, locals.written));
    return updateProfile.__typename === 'Refused' ? refuse(form, updateProfile) : { saved: true as const };
  },
  handle: async ({ request, locals, url }) => {
    const form = await formOf({ request, locals });
    const { changeHandle } = await locals.api(ChangeHandleMutation, { wished: text(form, 'handle') }).catch((cause: unknown) => pageFailure(cause, url));
    return changeHandle.__typename === 'Refused' ? refuse(form, changeHandle) : { handle: changeHandle.handle };
  },
};
