import { formOf, refuse } from '#lib/api/forms.ts';
import { found, pageFailure } from '#lib/api/load.ts';
import { OwnApplicationQuery, WithdrawApplicationMutation } from '#lib/admissions/admissions.operations.ts';
import { m } from '#lib/i18n/index.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url, setHeaders }) => {
  setHeaders({ 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' });
  const { ownApplication } = await locals.api(OwnApplicationQuery, { token: params.token }).catch((cause: unknown) => pageFailure(cause, url));
  return { title: m.admission_application_title(), application: found(ownApplication) };
};

export const actions: Actions = {
  withdraw: async ({ request, locals, params, url }) => {
    const form = await formOf({ request, locals });
    const { withdrawApplication: answer } = await locals.api(WithdrawApplicationMutation, { token: params.token }).catch((cause: unknown) => pageFailure(cause, url));
    return answer.__typename === 'Refused' ? refuse(form, answer) : undefined;
  },
};
