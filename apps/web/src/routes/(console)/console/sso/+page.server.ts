import { formOf, refuse, text } from '#lib/api/forms.ts';
import { pageFailure } from '#lib/api/load.ts';
import { enterConsole } from '#lib/console/console-access.server.ts';
import { m } from '#lib/i18n/index.ts';
import { OrderSsoProvidersMutation, SsoProvidersQuery } from '#lib/sso/sso.operations.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url, parent }) => {
  const { viewer } = await parent();
  enterConsole({ viewer, spaces: [] }, url, ['sso.configure']);
  const { ssoProviders } = await locals.api(SsoProvidersQuery).catch((cause: unknown) => pageFailure(cause, url));
  return { title: m.sso_title(), providers: ssoProviders };
};

export const actions: Actions = {
  move: async ({ request, locals, url }) => {
    const form = await formOf({ request, locals });
    const failed = (cause: unknown): never => pageFailure(cause, url);
    const codes = (await locals.api(SsoProvidersQuery).catch(failed)).ssoProviders.map((provider) => provider.code);
    const at = codes.indexOf(text(form, 'code'));
    const to = at + (text(form, 'direction') === 'up' ? -1 : 1);
    const [moved, other] = [codes[at], codes[to]];
    if (moved === undefined || other === undefined) return { code: 'unmoved' };
    [codes[at], codes[to]] = [other, moved];
    const { orderSsoProviders: done } = await locals.api(OrderSsoProvidersMutation, { codes }).catch(failed);
    if (done.__typename === 'Refused') return refuse(form, done);
    return { code: 'moved' };
  },
};
