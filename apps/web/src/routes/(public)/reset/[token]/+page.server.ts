import { redirect } from '@sveltejs/kit';
import { PasswordResetWorksQuery, ResetPasswordMutation } from '#lib/accounts/accounts.operations.ts';
import { formFailure, formOf, refuse, text } from '#lib/api/forms.ts';
import { pageFailure } from '#lib/api/load.ts';
import { m } from '#lib/i18n/index.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
  const { passwordResetWorks } = await locals.api(PasswordResetWorksQuery, { token: params.token }).catch((cause: unknown) => pageFailure(cause, url));
  return { title: passwordResetWorks ? m.accounts_reset_title() : m.accounts_link_over_title(), works: passwordResetWorks };
};

export const actions: Actions = {
  default: async (event) => {
    const form = await formOf(event);
    try {
      const { resetPassword } = await event.locals.api(ResetPasswordMutation, { token: event.params.token, password: text(form, 'password') });
      if (resetPassword.__typename === 'Refused') return refuse(form, resetPassword);
    } catch (cause) {
      return formFailure(form, cause, event.url);
    }
    redirect(303, '/sign-in?reset=done');
  },
};
