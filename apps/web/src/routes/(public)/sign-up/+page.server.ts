import { formOf, text } from '#lib/api/forms.ts';
import { pageFailure } from '#lib/api/load.ts';
import { m } from '#lib/i18n/index.ts';
import { languageOf } from '#lib/i18n/preferences.ts';
import { enter } from '#lib/members/entrance.server.ts';
import { SignUpMutation } from '#lib/members/members.operations.ts';
import { DemoAccountsQuery } from '#lib/members/members.operations.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, parent, url }) => {
  const { community } = await parent();
  const title = m.sign_up();
  if (!community.story) return { title, faces: [] };
  const { demoAccounts } = await locals.api(DemoAccountsQuery).catch((cause: unknown) => pageFailure(cause, url));
  return { title, faces: demoAccounts.map(({ displayName, avatarUrl }) => ({ displayName, avatarUrl })).slice(0, 5) };
};

export const actions: Actions = {
  default: async (event) => {
    const form = await formOf(event);
    const variables = {
      displayName: text(form, 'displayName').trim(),
      email: text(form, 'email').trim(),
      password: text(form, 'password'),
      locale: languageOf(event.locals.locale),
    };
    return enter(event, form, async () => (await event.locals.api(SignUpMutation, variables)).signUp);
  },
};
