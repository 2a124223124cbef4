import { redirect } from '@sveltejs/kit';
import { pageFailure } from '#lib/api/load.ts';
import { localAddress } from '#lib/shell/local-address.ts';
import { readShell } from '#lib/shell/shell.server.ts';
import { entered } from '#lib/sso/entered.server.ts';
import { FinishSsoMutation } from '#lib/sso/sso.operations.ts';
import { troubleOf } from '#lib/sso/trouble.server.ts';
import type { PageServerLoad } from './$types';

/** A provider sends the browser back here, with what it answers in the address. */
export const load: PageServerLoad = async ({ locals, params, url, cookies }) => {
  const failed = (cause: unknown): never => pageFailure(cause, url);
  const { finishSso: finished } = await locals.api(FinishSsoMutation, { code: params.code, query: url.search.slice(1) }).catch(failed);
  switch (finished.__typename) {
    case 'SsoLinked':
      return redirect(303, `/settings/security/sso?linked=${params.code}`);
    case 'SsoNewcomer':
      return redirect(303, `/sign-in/sso/${params.code}/join?arrival=${finished.arrival}`);
    case 'SsoProved':
      return redirect(303, localAddress(finished.next));
    case 'SsoSecondFactorDue':
    case 'SsoEntered':
      return entered({ cookies, url }, finished);
    case 'Refused': {
      const { viewer } = await readShell(locals.api, cookies).catch(failed);
      return { ...(await troubleOf({ locals, url }, params.code, finished.message)), signedIn: viewer !== null };
    }
  }
};
