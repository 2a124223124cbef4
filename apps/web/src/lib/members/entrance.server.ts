import { type ActionFailure, redirect, type RequestEvent } from '@sveltejs/kit';
import { type RefusedForm, type Refusal, refuse } from '#lib/api/forms.ts';
import { ApiFailure } from '#lib/api/transport.ts';
import { m } from '#lib/i18n/index.ts';
import { LOCALE_COOKIE, rememberPreference } from '#lib/i18n/preferences.ts';
import { localAddress } from '#lib/shell/local-address.ts';

type Answer =
  | { readonly __typename: 'SignedIn'; readonly viewer: { readonly locale: 'fr' | 'en' | null } }
  | ({ readonly __typename: 'Refused' } & Refusal);

/**
 * The end of every way in: a refusal goes back to the form, a success takes the member's language
 * along and goes where she wanted to go.
 */
export async function enter(
  event: RequestEvent,
  form: FormData,
  attempt: () => Promise<Answer>,
): Promise<ActionFailure<RefusedForm>> {
  let answer: Answer;
  try {
    answer = await attempt();
  } catch (cause) {
    return refuse(form, failureOf(cause), cause instanceof ApiFailure && cause.code === 'RATE_LIMITED' ? 429 : 503);
  }
  if (answer.__typename === 'Refused') return refuse(form, answer);
  const { locale } = answer.viewer;
  if (locale) rememberPreference(event.cookies, LOCALE_COOKIE, locale, event.url.protocol === 'https:');
  redirect(303, localAddress(event.url.searchParams.get('next')));
}

/** A failure told at the form, so that nothing typed is lost. */
function failureOf(cause: unknown): Refusal {
  if (!(cause instanceof ApiFailure)) throw cause;
  if (cause.code === 'RATE_LIMITED') return { code: cause.code, message: m.form_too_many() };
  if (cause.code === 'UNAVAILABLE') return { code: cause.code, message: m.form_away() };
  if (cause.code === 'BAD_USER_INPUT') return { code: cause.code, message: m.form_malformed() };
  throw cause;
}
