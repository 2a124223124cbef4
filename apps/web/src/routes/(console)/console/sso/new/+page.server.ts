import { redirect } from '@sveltejs/kit';
import { formOf, refuse } from '#lib/api/forms.ts';
import { pageFailure } from '#lib/api/load.ts';
import { enterConsole } from '#lib/console/console-access.server.ts';
import { m } from '#lib/i18n/index.ts';
import { checkIssuer } from '#lib/sso/check-issuer.server.ts';
import { providerInput } from '#lib/sso/provider-input.server.ts';
import { CreateSsoProviderMutation, SsoFormQuery } from '#lib/sso/sso.operations.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url, parent }) => {
  const { viewer } = await parent();
  enterConsole({ viewer, spaces: [] }, url, ['sso.configure']);
  const { ssoGifts } = await locals.api(SsoFormQuery).catch((cause: unknown) => pageFailure(cause, url));
  return { title: m.sso_new(), gifts: ssoGifts };
};

export const actions: Actions = {
  check: checkIssuer,
  save: async ({ request, locals, url }) => {
    const form = await formOf({ request, locals });
    const { createSsoProvider: saved } = await locals.api(CreateSsoProviderMutation, { input: providerInput(form) }).catch((cause: unknown) => pageFailure(cause, url));
    if (saved.__typename === 'Refused') return refuse(form, saved);
    return redirect(303, `/console/sso/${saved.provider.code}?saved`);
  },
};
