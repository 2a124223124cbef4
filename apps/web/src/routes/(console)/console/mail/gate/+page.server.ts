import { error, redirect } from '@sveltejs/kit';
import { formOf, refuse, text } from '#lib/api/forms.ts';
import { pageFailure } from '#lib/api/load.ts';
import { enterConsole } from '#lib/console/console-access.server.ts';
import { m } from '#lib/i18n/index.ts';
import { HoldSendingMutation, SendingGateQuery } from '#lib/mail/mail.operations.ts';
import { isGateState } from '#lib/mail/mail-words.ts';
import { readShell } from '#lib/shell/shell.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url, cookies }) => {
  const shell = await readShell(locals.api, cookies).catch((cause: unknown) => pageFailure(cause, url));
  enterConsole(shell, url, ['sending.hold']);
  const { sendingGate: gate } = await locals.api(SendingGateQuery).catch((cause: unknown) => pageFailure(cause, url));
  return { title: m.mail_gate(), gate };
};

export const actions: Actions = {
  default: async ({ request, locals, url }) => {
    const form = await formOf({ request, locals });
    const state = text(form, 'state');
    if (!isGateState(state)) error(400, { message: 'Bad Request', code: 'BAD_USER_INPUT' });
    const { holdSending: done } = await locals.api(HoldSendingMutation, { state, reason: text(form, 'reason') }).catch((cause: unknown) => pageFailure(cause, url));
    if (done.__typename === 'Refused') return refuse(form, done);
    return redirect(303, '/console/mail');
  },
};
