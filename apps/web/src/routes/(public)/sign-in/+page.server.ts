import { formOf, refuse, text } from '#lib/api/forms.ts';
import { pageFailure } from '#lib/api/load.ts';
import { enter } from '#lib/members/entrance.server.ts';
import { DemoAccountsQuery, SignInDemoMutation, SignInMutation } from '#lib/members/members.operations.ts';
import { m } from '#lib/i18n/index.ts';
import { SsoButtonsQuery } from '#lib/sso/sso.operations.ts';
import type { Role } from '#lib/shell/shell.ts';
import type { Actions, PageServerLoad } from './$types';

const ROLES: readonly Role[] = ['admin', 'cm', 'moderator', 'analyst', 'ambassador', 'member'];

export const load: PageServerLoad = async ({ locals, parent, url }) => {
  const { community } = await parent();
  const title = m.sign_in();
  const { ssoButtons: providers } = await locals.api(SsoButtonsQuery).catch((cause: unknown) => pageFailure(cause, url));
  if (!community.story) return { title, providers, demoAccounts: [] };
  const { demoAccounts } = await locals.api(DemoAccountsQuery).catch((cause: unknown) => pageFailure(cause, url));
  return { title, providers, demoAccounts };
};

export const actions: Actions = {
  enter: async (event) => {
    const form = await formOf(event);
    const variables = { email: text(form, 'email').trim(), password: text(form, 'password') };
    return enter(event, form, async () => (await event.locals.api(SignInMutation, variables)).signIn);
  },
  demo: async (event) => {
    const form = await formOf(event);
    const role = ROLES.find((known) => known === form.get('role'));
    if (!role) return refuse(form, { code: 'BAD_USER_INPUT', message: m.form_malformed() });
    return enter(event, form, async () => (await event.locals.api(SignInDemoMutation, { role })).signInDemo);
  },
};
