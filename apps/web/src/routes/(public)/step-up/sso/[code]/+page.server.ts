import { redirect } from '@sveltejs/kit';
import { pageFailure } from '#lib/api/load.ts';
import { ProveBySsoMutation } from '#lib/sso/sso.operations.ts';
import { troubleOf } from '#lib/sso/trouble.server.ts';
import type { PageServerLoad } from './$types';

/** To a provider, which asks her again who she is. */
export const load: PageServerLoad = async ({ locals, params, url }) => {
  const variables = { code: params.code, next: url.searchParams.get('next') ?? '/' };
  const { proveBySso: started } = await locals.api(ProveBySsoMutation, variables).catch((cause: unknown) => pageFailure(cause, url));
  if (started.__typename === 'SsoStarted') redirect(302, started.url, { external: true });
  return troubleOf({ locals, url }, params.code, started.message);
};
