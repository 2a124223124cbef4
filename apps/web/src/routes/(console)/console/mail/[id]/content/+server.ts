import { formOf, text } from '#lib/api/forms.ts';
import { pageFailure } from '#lib/api/load.ts';
import { ApiFailure } from '#lib/api/transport.ts';
import { m } from '#lib/i18n/index.ts';
import { OpenMailMutation } from '#lib/mail/mail.operations.ts';
import type { RequestHandler } from './$types';

/** The document of a mail: no script, nothing loaded, no session; its links open in a window of their own. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'; base-uri 'none'; form-action 'none'; sandbox allow-popups allow-popups-to-escape-sandbox";

/** What a mail says, for the frame of its page. Asked for by a form, so that nothing opens a mail by itself. */
export const POST: RequestHandler = async ({ request, locals, params, url }) => {
  const form = await formOf({ request, locals });
  const answer = await locals.api(OpenMailMutation, { id: params.id }).catch((cause: unknown) => (isOver(cause) ? null : pageFailure(cause, url)));
  if (!answer) return document(m.mail_proof_over(), 'text/plain', 403);
  const { openMail: opened } = answer;
  const [body, type] =
    opened.__typename === 'Refused' ? [opened.message, 'text/plain'] : text(form, 'part') === 'text' ? [opened.text, 'text/plain'] : [opened.html, 'text/html'];
  return document(body, type, opened.__typename === 'Refused' ? 422 : 200);
};

/** The page was left open for longer than a proof counts: the frame cannot ask for another, the page around it can. */
const isOver = (cause: unknown): boolean => cause instanceof ApiFailure && cause.code === 'STEP_UP_REQUIRED';

const document = (body: string, type: string, status: number): Response =>
  new Response(body, { status, headers: { 'content-type': `${type}; charset=utf-8`, 'content-security-policy': POLICY, 'cache-control': 'no-store' } });
