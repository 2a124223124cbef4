import { redirect } from '@sveltejs/kit';
import { formOf, refuse, text } from '#lib/api/forms.ts';
import { pageFailure } from '#lib/api/load.ts';
import { OwnConsentsQuery, SetConsentMutation } from '#lib/admissions/admissions.operations.ts';
import { m } from '#lib/i18n/index.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, parent, url }) => {
  const { shell } = await parent();
  if (!shell.viewer) redirect(303, `/sign-in?next=${encodeURIComponent(url.pathname)}`);
  const { ownConsents, admissionDoor } = await locals.api(OwnConsentsQuery).catch((cause: unknown) => pageFailure(cause, url));
  return { title: m.admission_consents(), consents: ownConsents, wording: admissionDoor };
};

export const actions: Actions = {
  default: async ({ request, locals, url }) => {
    const form = await formOf({ request, locals });
    const kind = text(form, 'kind') === 'analytics' ? 'analytics' : 'newsletter';
    const { setConsent: answer } = await locals.api(SetConsentMutation, { kind, given: text(form, 'given') === 'yes' }).catch((cause: unknown) => pageFailure(cause, url));
    return answer.__typename === 'Refused' ? refuse(form, answer) : { saved: true as const };
  },
};
