import { type ActionFailure, redirect, type RequestEvent } from '@sveltejs/kit';
import { formFailure, type RefusedForm, type Refusal, refuse } from '#lib/api/forms.ts';
import { LOCALE_COOKIE, rememberPreference } from '#lib/i18n/preferences.ts';
import { localAddress } from '#lib/shell/local-address.ts';

type Answer =
  | { readonly __typename: 'SignedIn'; readonly mustEnrol: boolean; readonly viewer: { readonly locale: 'fr' | 'en' | null } }
  | { readonly __typename: 'SecondFactorDue'; readonly challenge: string; readonly methods: readonly string[] }
  | ({ readonly __typename: 'Refused' } & Refusal);

/**
 * The end of every way in: a refusal goes back to the form; a first factor that is not enough asks for the second; a
 * success takes the member's language along and goes where she wanted to go.
 */
export async function enter(event: RequestEvent, form: FormData, attempt: () => Promise<Answer>): Promise<ActionFailure<RefusedForm>> {
  let answer: Answer;
  try {
    answer = await attempt();
  } catch (cause) {
    return formFailure(form, cause, event.url);
  }
  if (answer.__typename === 'Refused') return refuse(form, answer);
  const next = localAddress(event.url.searchParams.get('next'));
  if (answer.__typename === 'SecondFactorDue') redirect(303, `/sign-in/second?${new URLSearchParams({ challenge: answer.challenge, methods: answer.methods.join(','), next }).toString()}`);
  const { locale } = answer.viewer;
  if (locale) rememberPreference(event.cookies, LOCALE_COOKIE, locale, event.url.protocol === 'https:');
  redirect(303, answer.mustEnrol ? `/settings/security/enrol?next=${encodeURIComponent(next)}` : next);
}
