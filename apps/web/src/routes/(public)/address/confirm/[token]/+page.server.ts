import { ConfirmAddressMutation } from '#lib/accounts/accounts.operations.ts';
import { formFailure, formOf, refuse } from '#lib/api/forms.ts';
import { m } from '#lib/i18n/index.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = () => ({ title: m.accounts_confirm_title() });

export const actions: Actions = {
  // A button, not the opening of the page: programs open the links of mails before people do.
  default: async (event) => {
    const form = await formOf(event);
    try {
      const { confirmAddress } = await event.locals.api(ConfirmAddressMutation, { token: event.params.token });
      return confirmAddress.__typename === 'Refused' ? refuse(form, confirmAddress) : { done: true as const, waits: confirmAddress.waitsFor !== null };
    } catch (cause) {
      return formFailure(form, cause, event.url);
    }
  },
};
