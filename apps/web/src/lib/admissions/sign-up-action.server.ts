import { redirect, type RequestEvent } from '@sveltejs/kit';
import { formOf, text } from '#lib/api/forms.ts';
import { m } from '#lib/i18n/index.ts';
import { languageOf } from '#lib/i18n/preferences.ts';
import { enter } from '#lib/members/entrance.server.ts';
import { DoorQuery, SignUpMutation } from './admissions.operations.ts';
import { floorIn } from './countries.ts';

/**
 * The form of everybody who joins. Success opens the page where the code is typed, or, for whoever came by an invitation
 * in her own mailbox, the house.
 */
export async function signUp(event: RequestEvent, invitation: string | null): ReturnType<typeof enter> {
  const form = await formOf(event);
  const country = text(form, 'country');
  return enter(event, form, async () => {
    const { admissionDoor } = await event.locals.api(DoorQuery);
    // Without JavaScript the question still names the age of the country that was shown first.
    if (floorIn(admissionDoor.floors, country) !== floorIn(admissionDoor.floors, text(form, 'asked') || country)) {
      return { __typename: 'Refused', code: 'admission.ageAgain', field: 'oldEnough', message: m.admission_age_again() };
    }
    const { signUp: sent } = await event.locals.api(SignUpMutation, {
      input: {
        displayName: text(form, 'displayName').trim(),
        email: text(form, 'email').trim(),
        password: text(form, 'password'),
        country: country || null,
        oldEnough: { yes: true, no: false }[text(form, 'oldEnough')] ?? null,
        rulesVersion: form.has('rules') ? Number(text(form, 'rulesVersion')) || 0 : null,
        newsletter: form.has('newsletter'),
        analytics: form.has('analytics'),
        answers: [...form.keys()].filter((name) => name.startsWith('answer:')).map((name) => ({ id: name.slice('answer:'.length), answer: text(form, name) })),
        invitation,
        locale: languageOf(event.locals.locale),
      },
    });
    if (sent.__typename !== 'ConfirmationSent') return sent;
    const next = event.url.searchParams.get('next');
    redirect(303, `/confirm/${sent.challenge}${next ? `?next=${encodeURIComponent(next)}` : ''}`);
  });
}
