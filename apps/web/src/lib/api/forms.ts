import { type ActionFailure, fail } from '@sveltejs/kit';

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

const SECRET = /password|token/i;

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

/** A text field of a form; empty when it is missing or a file. */
export function text(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === 'string' ? value : '';
}
