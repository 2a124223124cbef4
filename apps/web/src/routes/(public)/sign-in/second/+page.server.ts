import { redirect } from '@sveltejs/kit';
import { CompleteSignInMutation } from '#lib/accounts/accounts.operations.ts';
import { formOf, text } from '#lib/api/forms.ts';
import { m } from '#lib/i18n/index.ts';
import { enter } from '#lib/members/entrance.server.ts';
import { localAddress } from '#lib/shell/local-address.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ url }) => {
  const challenge = url.searchParams.get('challenge');
  if (!challenge) redirect(303, '/sign-in');
  return { title: m.accounts_second_title(), challenge, methods: (url.searchParams.get('methods') ?? '').split(','), next: localAddress(url.searchParams.get('next')) };
};

export const actions: Actions = {
  default: async (event) => {
    const form = await formOf(event);
    const variables = { challenge: event.url.searchParams.get('challenge') ?? '', code: text(form, 'code') };
    return enter(event, form, async () => (await event.locals.api(CompleteSignInMutation, variables)).completeSignIn);
  },
};
