import { randomUUID } from 'node:crypto';
import { redirect } from '@sveltejs/kit';
import { formFailure, formOf, refuse, text } from '#lib/api/forms.ts';
import { found, pageFailure } from '#lib/api/load.ts';
import { m } from '#lib/i18n/index.ts';
import { statusIn } from '#lib/threads/idea-words.ts';
import { IdeaPageQuery, SetIdeaStatusMutation } from '#lib/threads/ideas.operations.ts';
import { placePath } from '#lib/threads/thread-address.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
  const { thread } = await locals.api(IdeaPageQuery, { code: params.code }).catch((cause: unknown) => pageFailure(cause, url));
  const shown = found(thread);
  return { title: m.care_idea_decide(), spaceSlug: shown.space.slug, thread: shown, idea: found(shown.idea), key: randomUUID() };
};

export const actions: Actions = {
  default: async ({ request, locals, params, url }) => {
    const form = await formOf({ request, locals });
    const input = { threadCode: params.code, status: statusIn(text(form, 'status')), body: text(form, 'body'), key: text(form, 'key') };
    const answer = await locals.api(SetIdeaStatusMutation, { input }).catch((cause: unknown) => formFailure(form, cause, url));
    if (!('setIdeaStatus' in answer)) return answer;
    const { setIdeaStatus: saved } = answer;
    if (saved.__typename === 'Refused') return refuse(form, saved);
    redirect(303, placePath({ code: saved.threadCode, slug: saved.threadSlug }, saved.post.position));
  },
};
