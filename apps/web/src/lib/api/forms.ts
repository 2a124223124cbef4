import { type ActionFailure, error, fail, type RequestEvent } from '@sveltejs/kit';
import { m } from '#lib/i18n/index.ts';
import { pageFailure } from './load.ts';
import { tooMany } from './too-many.ts';
import { ApiFailure } from './transport.ts';

/** A mutation's answer that says no, in the viewer's language. */
export interface Refusal {
  readonly code: string;
  readonly field?: string | null;
  readonly message: string;
}

/** What a form gets back when it was refused: what was typed (never passwords) and what is wrong. */
export interface RefusedForm {
  readonly values: Readonly<Record<string, string>>;
  /** Message by field name; `form` is for the whole. */
  readonly errors: Readonly<Record<string, string>>;
  readonly code: string;
}

const SECRET = /password|token|secret/i;
/** The fields in which somebody writes more than a line, and the title that may stand above. */
const WRITTEN = ['title', 'body', 'bio'];
const FORM = /^(application\/x-www-form-urlencoded|multipart\/form-data)\b/;

/**
 * The form of a request; what is none is refused as malformed. What was written in it is remembered for the page that
 * is shown if all fails: without JavaScript the text would be nowhere else.
 */
export async function formOf({ request, locals }: Pick<RequestEvent, 'request' | 'locals'>): Promise<FormData> {
  // Forms alone are checked for where they come from.
  if (!FORM.test(request.headers.get('content-type') ?? '')) error(415, { message: 'Unsupported Media Type', code: 'BAD_USER_INPUT' });
  const form = await request.formData().catch((cause: unknown) => {
    // A body that is too large has a status of its own.
    if (typeof cause === 'object' && cause !== null && 'status' in cause) throw cause;
    error(400, { message: 'Bad Request', code: 'BAD_USER_INPUT' });
  });
  const written = WRITTEN.map((name) => text(form, name).trim()).filter((words) => words !== '').join('\n\n');
  if (written !== '') locals.written = written;
  return form;
}

/** The text fields of a form, without what must not travel back. */
export function typedValues(form: FormData): Record<string, string> {
  const values: Record<string, string> = {};
  for (const [key, value] of form) if (typeof value === 'string' && !SECRET.test(key)) values[key] = value;
  return values;
}

/** Turns a refusal into the failure of a form action: the input is kept, the error sits at its field. */
export function refuse(form: FormData, refusal: Refusal, status = 422): ActionFailure<RefusedForm> {
  return fail(status, {
    values: typedValues(form),
    errors: { [refusal.field ?? 'form']: refusal.message },
    code: refusal.code,
  });
}

/**
 * Tells a failure at the form, so that nothing typed is lost: too many tries (with the time to wait), a service that is
 * away, a malformed request. What calls for another page shows that page.
 */
export function formFailure(form: FormData, cause: unknown, from: URL): ActionFailure<RefusedForm> {
  if (!(cause instanceof ApiFailure)) throw cause;
  const { code } = cause;
  if (code === 'RATE_LIMITED') return refuse(form, { code, message: tooMany(cause) }, 429);
  if (code === 'UNAVAILABLE') return refuse(form, { code, message: m.form_away() }, 503);
  if (code === 'BAD_USER_INPUT') return refuse(form, { code, message: m.form_malformed() });
  return pageFailure(cause, from);
}

/** A text field of a form; empty when it is missing or a file. */
export function text(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === 'string' ? value : '';
}
