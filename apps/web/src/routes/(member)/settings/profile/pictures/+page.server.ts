import { redirect } from '@sveltejs/kit';
import { formOf, text } from '#lib/api/forms.ts';
import { pageFailure } from '#lib/api/load.ts';
import { RemovePictureMutation } from '#lib/members/pictures/pictures.operations.ts';
import type { Actions, PageServerLoad } from './$types';

/** Pictures are shown with the rest of the profile. */
export const load: PageServerLoad = () => redirect(303, '/settings/profile');

export const actions: Actions = {
  /** Takes a picture away, for browsers without a script. */
  remove: async (event) => {
    const form = await formOf(event);
    const kind = text(form, 'kind') === 'cover' ? ('cover' as const) : ('avatar' as const);
    const { removePicture } = await event.locals.api(RemovePictureMutation, { kind }).catch((cause: unknown) => pageFailure(cause, event.url));
    redirect(303, `/settings/profile?file=${kind}&said=${removePicture.__typename === 'Refused' ? removePicture.code : 'removed'}#${kind}`);
  },
};
