import { redirect } from '@sveltejs/kit';
import { UndoAddressChangeMutation } from '#lib/accounts/accounts.operations.ts';
import { formFailure, formOf, refuse } from '#lib/api/forms.ts';
import { m } from '#lib/i18n/index.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = () => ({ title: m.accounts_undo_title() });

export const actions: Actions = {
  default: async (event) => {
    const form = await formOf(event);
    let token: string;
    try {
      const { undoAddressChange: undone } = await event.locals.api(UndoAddressChangeMutation, { token: event.params.token });
      if (undone.__typename === 'Refused') return refuse(form, undone);
      token = undone.resetToken;
    } catch (cause) {
      return formFailure(form, cause, event.url);
    }
    redirect(303, `/reset/${token}`);
  },
};
