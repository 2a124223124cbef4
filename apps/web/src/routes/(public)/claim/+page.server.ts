import { formOf, refuse, text } from '#lib/api/forms.ts';
import { pageFailure } from '#lib/api/load.ts';
import { RequestClaimMutation } from '#lib/admissions/admissions.operations.ts';
import { m } from '#lib/i18n/index.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = () => ({ title: m.admission_claim_title() });

export const actions: Actions = {
  default: async ({ request, locals, url }) => {
    const form = await formOf({ request, locals });
    const { requestClaim: answer } = await locals.api(RequestClaimMutation, { email: text(form, 'email').trim() }).catch((cause: unknown) => pageFailure(cause, url));
    return answer.__typename === 'Refused' ? refuse(form, answer) : { asked: true as const };
  },
};
