import { formOf, refuse, text } from '#lib/api/forms.ts';
import { pageFailure } from '#lib/api/load.ts';
import { m } from '#lib/i18n/index.ts';
import { StopMailsMutation } from '#lib/mail/mail.operations.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = () => ({ title: m.mail_stop_title() });

export const actions: Actions = {
  default: async ({ request, locals, params, url }) => {
    const form = await formOf({ request, locals });
    const stop = text(form, 'stop') === '1';
    const { stopMails: done } = await locals.api(StopMailsMutation, { token: params.token, stop }).catch((cause: unknown) => pageFailure(cause, url));
    if (done.__typename === 'Refused') return refuse(form, done);
    return { stopped: stop };
  },
};
