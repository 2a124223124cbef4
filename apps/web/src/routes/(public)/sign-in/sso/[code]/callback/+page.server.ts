import { redirect } from '@sveltejs/kit';
import { pageFailure } from '#lib/api/load.ts';
import { LOCALE_COOKIE, rememberPreference } from '#lib/i18n/preferences.ts';
import { localAddress } from '#lib/shell/local-address.ts';
import { readShell } from '#lib/shell/shell.server.ts';
import { FinishSsoMutation } from '#lib/sso/sso.operations.ts';
import { troubleOf } from '#lib/sso/trouble.server.ts';
import type { PageServerLoad } from './$types';

/** A provider sends the browser back here, with what it answers in the address. */
export const load: PageServerLoad = async ({ locals, params, url, cookies }) => {
  const failed = (cause: unknown): never => pageFailure(cause, url);
  const { finishSso: finished } = await locals.api(FinishSsoMutation, { code: params.code, query: url.search.slice(1) }).catch(failed);
  if (finished.__typename === 'SsoLinked') redirect(303, `/settings/security/sso?linked=${params.code}`);
  if (finished.__typename === 'SsoSecondFactorDue') {
    redirect(303, `/sign-in/second?${new URLSearchParams({ challenge: finished.challenge, methods: finished.methods.join(','), next: localAddress(finished.next) }).toString()}`);
  }
  if (finished.__typename === 'SsoEntered') {
    const { locale } = finished.viewer;
    if (locale) rememberPreference(cookies, LOCALE_COOKIE, locale, url.protocol === 'https:');
    if (finished.mustEnrol) redirect(303, `/settings/security/enrol?next=${encodeURIComponent(localAddress(finished.next))}`);
    // Whoever has just joined, and was going nowhere in particular, is shown around.
    redirect(303, finished.created && finished.next === '/' ? '/welcome' : localAddress(finished.next));
  }
  const { viewer } = await readShell(locals.api, cookies).catch(failed);
  return { ...(await troubleOf({ locals, url }, params.code, finished.message)), signedIn: viewer !== null };
};
