import { redirect } from '@sveltejs/kit';
import { formFailure, formOf, text } from '#lib/api/forms.ts';
import { pageFailure } from '#lib/api/load.ts';
import { m } from '#lib/i18n/index.ts';
import { DiscardDraftMutation, DraftsQuery, RestoreDraftMutation } from '#lib/threads/drafts.operations.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
  const { drafts } = await locals.api(DraftsQuery).catch((cause: unknown) => pageFailure(cause, url));
  return { title: m.drafts_title(), drafts, deleted: url.searchParams.get('deleted') };
};

/** For browsers without a script: the page then offers the way back. */
export const actions: Actions = {
  discard: async ({ request, locals, url }) => {
    const form = await formOf({ request, locals });
    const place = text(form, 'place');
    const failed = await locals.api(DiscardDraftMutation, { place }).then(() => null, (cause: unknown) => formFailure(form, cause, url));
    return failed ?? redirect(303, `/drafts?deleted=${encodeURIComponent(place)}`);
  },
  restore: async ({ request, locals, url }) => {
    const form = await formOf({ request, locals });
    const failed = await locals.api(RestoreDraftMutation, { place: text(form, 'place') }).then(() => null, (cause: unknown) => formFailure(form, cause, url));
    return failed ?? redirect(303, '/drafts');
  },
};
