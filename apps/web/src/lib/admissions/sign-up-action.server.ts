import { redirect, type RequestEvent } from '@sveltejs/kit';
import { formOf, text, type Refusal } from '#lib/api/forms.ts';
import { m } from '#lib/i18n/index.ts';
import { languageOf } from '#lib/i18n/preferences.ts';
import { enter } from '#lib/members/entrance.server.ts';
import { DoorQuery, SignUpMutation } from './admissions.operations.ts';
import { floorIn } from './countries.ts';

/** What the door asks of everybody, as it was answered. */
export const doorAnswers = (form: FormData, locale: 'fr' | 'en') => ({
  displayName: text(form, 'displayName').trim(),
  country: text(form, 'country') || null,
  oldEnough: { yes: true, no: false }[text(form, 'oldEnough')] ?? null,
  rulesVersion: form.has('rules') ? Number(text(form, 'rulesVersion')) || 0 : null,
  newsletter: form.has('newsletter'),
  analytics: form.has('analytics'),
  answers: [...form.keys()].filter((name) => name.startsWith('answer:')).map((name) => ({ id: name.slice('answer:'.length), answer: text(form, name) })),
  locale,
});

/** Without JavaScript the question still names the age of the country that was shown first: it is asked again. */
export async function ageAgain({ locals }: Pick<RequestEvent, 'locals'>, form: FormData): Promise<({ readonly __typename: 'Refused' } & Refusal) | null> {
  const { admissionDoor } = await locals.api(DoorQuery);
  const country = text(form, 'country');
  if (floorIn(admissionDoor.floors, country) === floorIn(admissionDoor.floors, text(form, 'asked') || country)) return null;
  return { __typename: 'Refused', code: 'admission.ageAgain', field: 'oldEnough', message: m.admission_age_again() };
}

/**
 * The form of everybody who joins. Success opens the page where the code is typed, or, for whoever came by an invitation
 * in her own mailbox, the house.
 */
export async function signUp(event: RequestEvent, invitation: string | null): ReturnType<typeof enter> {
  const form = await formOf(event);
  return enter(event, form, async () => {
    const again = await ageAgain(event, form);
    if (again) return again;
    const { signUp: sent } = await event.locals.api(SignUpMutation, {
      input: { ...doorAnswers(form, languageOf(event.locals.locale)), email: text(form, 'email').trim(), password: text(form, 'password'), invitation },
    });
    if (sent.__typename !== 'ConfirmationSent') return sent;
    const next = event.url.searchParams.get('next');
    redirect(303, `/confirm/${sent.challenge}${next ? `?next=${encodeURIComponent(next)}` : ''}`);
  });
}
