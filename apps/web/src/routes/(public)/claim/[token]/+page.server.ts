import { formOf, text } from '#lib/api/forms.ts';
import { m } from '#lib/i18n/index.ts';
import { enter } from '#lib/members/entrance.server.ts';
import { ClaimAccountMutation } from '#lib/members/members.operations.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = () => ({ title: m.claim_title() });

export const actions: Actions = {
  default: async (event) => {
    const form = await formOf(event);
    const variables = {
      token: event.params.token,
      email: text(form, 'email').trim(),
      password: text(form, 'password'),
    };
    return enter(event, form, async () => (await event.locals.api(ClaimAccountMutation, variables)).claimAccount);
  },
};
