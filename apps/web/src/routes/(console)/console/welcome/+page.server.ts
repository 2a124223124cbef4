import { formOf, refuse, typedValues } from '#lib/api/forms.ts';
import { pageFailure } from '#lib/api/load.ts';
import { enterConsole } from '#lib/console/console-access.server.ts';
import { m } from '#lib/i18n/index.ts';
import { welcomeInput } from '#lib/welcome/welcome-input.server.ts';
import { EditWelcomeMutation, PreviewWelcomeMutation, WelcomeSettingsQuery } from '#lib/welcome/welcome.operations.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url, parent }) => {
  const { viewer } = await parent();
  enterConsole({ viewer, spaces: [] }, url, ['welcome.configure']);
  const { welcomeSettings } = await locals.api(WelcomeSettingsQuery).catch((cause: unknown) => pageFailure(cause, url));
  return { title: m.welcome_console(), settings: welcomeSettings };
};

export const actions: Actions = {
  save: async ({ request, locals, url }) => {
    const form = await formOf({ request, locals });
    const { editWelcome: done } = await locals.api(EditWelcomeMutation, { input: welcomeInput(form) }).catch((cause: unknown) => pageFailure(cause, url));
    return done.__typename === 'Refused' ? refuse(form, done) : { values: typedValues(form), errors: {}, code: 'saved' };
  },
  preview: async ({ request, locals, url }) => {
    const form = await formOf({ request, locals });
    const locale = url.searchParams.get('in') === 'en' ? 'en' : 'fr';
    const { previewWelcome: shown } = await locals.api(PreviewWelcomeMutation, { input: welcomeInput(form), locale }).catch((cause: unknown) => pageFailure(cause, url));
    if (shown.__typename === 'Refused') return refuse(form, shown);
    return { values: typedValues(form), errors: {}, code: 'preview', preview: { from: shown.from, subject: shown.subject, paragraphs: shown.paragraphs, locale } };
  },
};
