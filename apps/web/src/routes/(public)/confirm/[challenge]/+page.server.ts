import { redirect } from '@sveltejs/kit';
import { formOf, refuse, text } from '#lib/api/forms.ts';
import { pageFailure } from '#lib/api/load.ts';
import { ConfirmationQuery, ConfirmSignUpMutation, ResendConfirmationMutation } from '#lib/admissions/admissions.operations.ts';
import { m } from '#lib/i18n/index.ts';
import { enter } from '#lib/members/entrance.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url, setHeaders }) => {
  setHeaders({ 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' });
  const { confirmation } = await locals.api(ConfirmationQuery, { challenge: params.challenge }).catch((cause: unknown) => pageFailure(cause, url));
  const code = (url.searchParams.get('code') ?? '').replace(/\D/g, '').slice(0, 6);
  return { title: m.admission_confirm_title(), confirmation, code };
};

export const actions: Actions = {
  enter: async (event) => {
    const form = await formOf(event);
    return enter(event, form, async () => {
      const { confirmSignUp: answer } = await event.locals.api(ConfirmSignUpMutation, { challenge: event.params.challenge, code: text(form, 'code') });
      if (answer.__typename === 'ApplicationFiled') redirect(303, `/application/${answer.token}?filed=1`);
      return answer;
    });
  },
  again: async (event) => {
    const form = await formOf(event);
    const { resendConfirmation: answer } = await event.locals
      .api(ResendConfirmationMutation, { challenge: event.params.challenge })
      .catch((cause: unknown) => pageFailure(cause, event.url));
    return answer.__typename === 'Refused' ? refuse(form, answer) : { again: true as const };
  },
};
