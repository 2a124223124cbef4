import { redirect } from '@sveltejs/kit';
import { formOf, refuse } from '#lib/api/forms.ts';
import { found, pageFailure } from '#lib/api/load.ts';
import { enterConsole } from '#lib/console/console-access.server.ts';
import { checkIssuer } from '#lib/sso/check-issuer.server.ts';
import { providerInput } from '#lib/sso/provider-input.server.ts';
import { EditSsoProviderMutation, RemoveSsoProviderMutation, SsoFormQuery } from '#lib/sso/sso.operations.ts';
import { m } from '#lib/i18n/index.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url, parent }) => {
  const { viewer } = await parent();
  enterConsole({ viewer, spaces: [] }, url, ['sso.configure']);
  const { ssoProviders, ssoGifts } = await locals.api(SsoFormQuery).catch((cause: unknown) => pageFailure(cause, url));
  const provider = found(ssoProviders.find((one) => one.code === params.code));
  return { title: provider.name, provider, gifts: ssoGifts };
};

export const actions: Actions = {
  check: checkIssuer,
  save: async ({ request, locals, params, url }) => {
    const form = await formOf({ request, locals });
    const { editSsoProvider: saved } = await locals.api(EditSsoProviderMutation, { code: params.code, input: providerInput(form) }).catch((cause: unknown) => pageFailure(cause, url));
    if (saved.__typename === 'Refused') return refuse(form, saved);
    return redirect(303, `/console/sso/${params.code}?saved`);
  },
  remove: async ({ request, locals, params, url }) => {
    const form = await formOf({ request, locals });
    if (!form.has('sure')) return refuse(form, { code: 'sso.notSure', field: 'remove', message: m.sso_remove_sure() });
    const { removeSsoProvider: done } = await locals.api(RemoveSsoProviderMutation, { code: params.code }).catch((cause: unknown) => pageFailure(cause, url));
    if (done.__typename === 'Refused') return refuse(form, { ...done, field: 'remove' });
    return redirect(303, '/console/sso?removed');
  },
};
