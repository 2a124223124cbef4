import { DoorQuery } from '#lib/admissions/admissions.operations.ts';
import { ageAgain, doorAnswers } from '#lib/admissions/sign-up-action.server.ts';
import { formOf, text } from '#lib/api/forms.ts';
import { pageFailure } from '#lib/api/load.ts';
import { m } from '#lib/i18n/index.ts';
import { languageOf } from '#lib/i18n/preferences.ts';
import { enter } from '#lib/members/entrance.server.ts';
import { ClaimAccountMutation } from '#lib/members/members.operations.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
  const { admissionDoor } = await locals.api(DoorQuery).catch((cause: unknown) => pageFailure(cause, url));
  return { title: m.claim_title(), door: admissionDoor };
};

export const actions: Actions = {
  default: async (event) => {
    const form = await formOf(event);
    return enter(event, form, async () => {
      const again = await ageAgain(event, form);
      if (again) return again;
      const { country, oldEnough, rulesVersion, newsletter, analytics } = doorAnswers(form, languageOf(event.locals.locale));
      const input = { token: event.params.token, email: text(form, 'email').trim(), password: text(form, 'password'), country, oldEnough, rulesVersion, newsletter, analytics };
      return (await event.locals.api(ClaimAccountMutation, { input })).claimAccount;
    });
  },
};
