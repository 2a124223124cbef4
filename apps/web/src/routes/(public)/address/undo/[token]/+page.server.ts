import { redirect } from '@sveltejs/kit';
import { AcceptAddressMutation, AddressChangeWaitsQuery, UndoAddressChangeMutation } from '#lib/accounts/accounts.operations.ts';
import { formFailure, formOf, refuse } from '#lib/api/forms.ts';
import { pageFailure } from '#lib/api/load.ts';
import { m } from '#lib/i18n/index.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
  const { addressChangeWaits } = await locals.api(AddressChangeWaitsQuery, { token: params.token }).catch((cause: unknown) => pageFailure(cause, url));
  return { title: m.accounts_undo_title(), waits: addressChangeWaits };
};

export const actions: Actions = {
  accept: async (event) => {
    const form = await formOf(event);
    try {
      const { acceptAddressChange: accepted } = await event.locals.api(AcceptAddressMutation, { token: event.params.token });
      return accepted.__typename === 'Refused' ? refuse(form, accepted) : { done: true as const, waits: accepted.waitsFor !== null };
    } catch (cause) {
      return formFailure(form, cause, event.url);
    }
  },
  undo: async (event) => {
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
