import { redirect, type RequestEvent } from '@sveltejs/kit';
import { ageAgain, doorAnswers } from '#lib/admissions/sign-up-action.server.ts';
import { formFailure, formOf, refuse } from '#lib/api/forms.ts';
import { pageFailure } from '#lib/api/load.ts';
import { m } from '#lib/i18n/index.ts';
import { languageOf } from '#lib/i18n/preferences.ts';
import { entered } from '#lib/sso/entered.server.ts';
import { JoinBySsoMutation, SsoArrivalQuery } from '#lib/sso/sso.operations.ts';
import type { Actions, PageServerLoad } from './$types';

const arrivalOf = (url: URL): string => url.searchParams.get('arrival') ?? '';

/** A provider has answered for somebody new: she reads what everybody is asked, and joins or leaves no trace. */
export const load: PageServerLoad = async ({ locals, url, setHeaders }) => {
  setHeaders({ 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' });
  const { ssoArrival: arrival, admissionDoor: door } = await locals.api(SsoArrivalQuery, { arrival: arrivalOf(url) }).catch((cause: unknown) => pageFailure(cause, url));
  return { title: m.sso_join_title(), arrival, door };
};

export const actions: Actions = {
  default: async (event) => {
    const form = await formOf(event);
    const joined = await answering(event, form).catch((cause: unknown) => formFailure(form, cause, event.url));
    if (!('__typename' in joined)) return joined;
    if (joined.__typename === 'Refused') return refuse(form, joined);
    if (joined.__typename === 'ApplicationFiled') return redirect(303, `/application/${joined.token}?filed=1`);
    return entered(event, joined);
  },
};

async function answering(event: RequestEvent, form: FormData) {
  const again = await ageAgain(event, form);
  if (again) return again;
  return (await event.locals.api(JoinBySsoMutation, { arrival: arrivalOf(event.url), input: doorAnswers(form, languageOf(event.locals.locale)) })).joinBySso;
}
