import { redirect } from '@sveltejs/kit';
import { formOf, refuse } from '#lib/api/forms.ts';
import { found, pageFailure } from '#lib/api/load.ts';
import { m } from '#lib/i18n/index.ts';
import { MailQuery, RetryMailMutation } from '#lib/mail/mail.operations.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
  const { mail } = await locals.api(MailQuery, { id: params.id }).catch((cause: unknown) => pageFailure(cause, url));
  const detail = found(mail);
  return { title: detail.mail.subject ?? m.mail_unwritten(), detail };
};

export const actions: Actions = {
  retry: async ({ request, locals, params, url }) => {
    const form = await formOf({ request, locals });
    const { retryMail: done } = await locals.api(RetryMailMutation, { id: params.id }).catch((cause: unknown) => pageFailure(cause, url));
    if (done.__typename === 'Refused') return refuse(form, done);
    return redirect(303, url.pathname);
  },
};
