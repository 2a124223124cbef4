import { redirect, type RequestEvent } from '@sveltejs/kit';
import { LOCALE_COOKIE, rememberPreference } from '#lib/i18n/preferences.ts';
import { localAddress } from '#lib/shell/local-address.ts';

type Entered =
  | { readonly __typename: 'SsoSecondFactorDue'; readonly challenge: string; readonly methods: readonly string[]; readonly next: string }
  | { readonly __typename: 'SsoEntered'; readonly next: string; readonly created: boolean; readonly mustEnrol: boolean; readonly viewer: { readonly locale: 'fr' | 'en' | null } };

/** Where somebody goes whom a provider has brought in: on her way, to her second factor, or, just joined, to be shown around. */
export function entered({ cookies, url }: Pick<RequestEvent, 'cookies' | 'url'>, answer: Entered): never {
  const next = localAddress(answer.next);
  if (answer.__typename === 'SsoSecondFactorDue') redirect(303, `/sign-in/second?${new URLSearchParams({ challenge: answer.challenge, methods: answer.methods.join(','), next }).toString()}`);
  const { locale } = answer.viewer;
  if (locale) rememberPreference(cookies, LOCALE_COOKIE, locale, url.protocol === 'https:');
  if (answer.mustEnrol) redirect(303, `/settings/security/enrol?next=${encodeURIComponent(next)}`);
  redirect(303, answer.created && next === '/' ? '/welcome' : next);
}
