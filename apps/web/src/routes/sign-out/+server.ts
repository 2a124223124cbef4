import { redirect } from '@sveltejs/kit';
import { formOf } from '#lib/api/forms.ts';
import { SignOutMutation } from '#lib/members/members.operations.ts';
import { forgetSession } from '#lib/shell/shell.server.ts';
import type { RequestHandler } from './$types';

/** Ends the session, here and on the server. */
export const POST: RequestHandler = async ({ request, locals, cookies, url }) => {
  await formOf({ request, locals });
  // A session that already ended on the server still has to leave the browser.
  await locals.api(SignOutMutation).catch(() => undefined);
  forgetSession(cookies, url.protocol === 'https:');
  redirect(303, '/');
};
