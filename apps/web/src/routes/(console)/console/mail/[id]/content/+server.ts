import { formOf, text } from '#lib/api/forms.ts';
import { pageFailure } from '#lib/api/load.ts';
import { OpenMailMutation } from '#lib/mail/mail.operations.ts';
import type { RequestHandler } from './$types';

/** The document of a mail: no script, nothing loaded, no session; its links open in a window of their own. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'; base-uri 'none'; form-action 'none'; sandbox allow-popups allow-popups-to-escape-sandbox";

/** What a mail says, for the frame of its page. Asked for by a form, so that nothing opens a mail by itself. */
export const POST: RequestHandler = async ({ request, locals, params, url }) => {
  const form = await formOf({ request, locals });
  const { openMail: opened } = await locals.api(OpenMailMutation, { id: params.id }).catch((cause: unknown) => pageFailure(cause, url));
  const [body, type] =
    opened.__typename === 'Refused' ? [opened.message, 'text/plain'] : text(form, 'part') === 'text' ? [opened.text, 'text/plain'] : [opened.html, 'text/html'];
  return new Response(body, {
    status: opened.__typename === 'Refused' ? 422 : 200,
    headers: { 'content-type': `${type}; charset=utf-8`, 'content-security-policy': POLICY, 'cache-control': 'no-store' },
  });
};
