import { formOf, refuse, text } from '#lib/api/forms.ts';
import { pageFailure } from '#lib/api/load.ts';
import { AdmissionSettingsQuery, ConfigureAdmissionMutation } from '#lib/admissions/console.operations.ts';
import { m } from '#lib/i18n/index.ts';
import type { Actions, PageServerLoad } from './$types';

const QUESTIONS = 6;

export const load: PageServerLoad = async ({ locals, url }) => {
  const { admissionSettings: settings } = await locals.api(AdmissionSettingsQuery).catch((cause: unknown) => pageFailure(cause, url));
  return { title: m.admission_console(), settings, slots: Array.from({ length: QUESTIONS }, (_, n) => n) };
};

export const actions: Actions = {
  default: async ({ request, locals, url }) => {
    const form = await formOf({ request, locals });
    const floors = [...form.keys()].filter((name) => name.startsWith('floor:') && text(form, name).trim() !== '');
    const input = {
      mode: (['open', 'invitation', 'approval'] as const).find((mode) => mode === form.get('mode')) ?? 'invitation',
      allowedDomains: text(form, 'allowedDomains'),
      refusedDomains: text(form, 'refusedDomains'),
      homeCountry: text(form, 'homeCountry'),
      ageFloors: floors.map((name) => ({ country: name.slice('floor:'.length), age: Math.trunc(Number(text(form, name))) || 0 })),
      questions: Array.from({ length: QUESTIONS }, (_, n) => ({
        id: text(form, `question:${n}:id`), fr: text(form, `question:${n}:fr`), en: text(form, `question:${n}:en`), required: form.has(`question:${n}:required`),
      })),
    };
    const { configureAdmission: saved } = await locals.api(ConfigureAdmissionMutation, { input }).catch((cause: unknown) => pageFailure(cause, url));
    return saved.__typename === 'Refused' ? refuse(form, saved) : { saved: true as const };
  },
};
