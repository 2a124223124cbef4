import { RequestPasswordResetMutation } from '#lib/accounts/accounts.operations.ts';
import { formFailure, formOf, refuse, text } from '#lib/api/forms.ts';
import { m } from '#lib/i18n/index.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = () => ({ title: m.accounts_forgot_title() });

export const actions: Actions = {
  default: async (event) => {
    const form = await formOf(event);
    const email = text(form, 'email').trim();
    try {
      const { requestPasswordReset: asked } = await event.locals.api(RequestPasswordResetMutation, { email });
      return asked.__typename === 'Refused' ? refuse(form, asked) : { sentTo: email };
    } catch (cause) {
      return formFailure(form, cause, event.url);
    }
  },
};
