import { redirect } from '@sveltejs/kit';
import { formFailure, formOf, refuse, text } from '#lib/api/forms.ts';
import { pageFailure } from '#lib/api/load.ts';
import { m } from '#lib/i18n/index.ts';
import { BookmarksQuery, DropBookmarkMutation, KeepPostMutation } from '#lib/threads/keeping.operations.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
  const after = url.searchParams.get('after');
  const { bookmarks } = await locals.api(BookmarksQuery, { after }).catch((cause: unknown) => pageFailure(cause, url));
  return { title: m.care_bookmarks(), bookmarks, after };
};

export const actions: Actions = {
  note: async ({ request, locals, url }) => {
    const form = await formOf({ request, locals });
    const input = { postCode: text(form, 'post'), note: text(form, 'note'), remindOn: text(form, 'remindOn') || null };
    const answer = await locals.api(KeepPostMutation, { input }).catch((cause: unknown) => formFailure(form, cause, url));
    if (!('keepPost' in answer)) return answer;
    if (answer.keepPost.__typename === 'Refused') return refuse(form, answer.keepPost);
    redirect(303, `${here(url)}#b-${input.postCode}`);
  },
  drop: async ({ request, locals, url }) => {
    const form = await formOf({ request, locals });
    await locals.api(DropBookmarkMutation, { post: text(form, 'post') }).catch((cause: unknown) => pageFailure(cause, url));
    redirect(303, here(url));
  },
};

/** The window of the list that the form stands in. */
function here(url: URL): string {
  const after = url.searchParams.get('after');
  return after ? `/bookmarks?after=${encodeURIComponent(after)}` : '/bookmarks';
}
