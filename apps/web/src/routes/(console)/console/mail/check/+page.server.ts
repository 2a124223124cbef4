import { formOf, refuse } from '#lib/api/forms.ts';
import { pageFailure } from '#lib/api/load.ts';
import { m } from '#lib/i18n/index.ts';
import { MailCheckQuery, MailQuery, MailSetupQuery, SendTestMailMutation } from '#lib/mail/mail.operations.ts';
import { redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
  const { mailSetup: setup } = await locals.api(MailSetupQuery).catch((cause: unknown) => pageFailure(cause, url));
  const test = url.searchParams.get('test');
  const [findings, tested] = await Promise.all([
    setup.sends ? locals.api(MailCheckQuery).then(({ mailCheck }) => mailCheck) : [],
    test === null ? null : locals.api(MailQuery, { id: test }).then(({ mail }) => mail?.mail ?? null),
  ]).catch((cause: unknown) => pageFailure(cause, url));
  return { title: m.mail_check(), setup, findings, tested };
};

export const actions: Actions = {
  test: async ({ request, locals, url }) => {
    const form = await formOf({ request, locals });
    const { sendTestMail: sent } = await locals.api(SendTestMailMutation).catch((cause: unknown) => pageFailure(cause, url));
    if (sent.__typename === 'Refused') return refuse(form, sent);
    return redirect(303, `${url.pathname}?test=${sent.mailId}`);
  },
};
