import { redirect } from '@sveltejs/kit';
import { ProofsQuery, StepUpMutation } from '#lib/accounts/accounts.operations.ts';
import { formFailure, formOf, refuse, text } from '#lib/api/forms.ts';
import { pageFailure } from '#lib/api/load.ts';
import { m } from '#lib/i18n/index.ts';
import { localAddress } from '#lib/shell/local-address.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
  const { mySecurity, ssoProofs } = await locals.api(ProofsQuery).catch((cause: unknown) => pageFailure(cause, url));
  return { title: m.accounts_step_title(), proofs: mySecurity, providers: ssoProofs, next: localAddress(url.searchParams.get('next')) };
};

export const actions: Actions = {
  default: async (event) => {
    const form = await formOf(event);
    try {
      const { stepUp } = await event.locals.api(StepUpMutation, { password: text(form, 'password'), code: text(form, 'code') });
      if (stepUp.__typename === 'Refused') return refuse(form, stepUp);
    } catch (cause) {
      return formFailure(form, cause, event.url);
    }
    redirect(303, localAddress(event.url.searchParams.get('next')));
  },
};
