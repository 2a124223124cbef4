import type { ActionFailure, RequestEvent } from '@sveltejs/kit';
import { formOf, refuse, text, typedValues, type RefusedForm } from '#lib/api/forms.ts';
import { pageFailure } from '#lib/api/load.ts';
import { CheckSsoIssuerMutation } from './sso.operations.ts';

interface Found {
  readonly issuer: string;
  readonly scopes: readonly string[];
  readonly claims: readonly string[];
  readonly pkce: boolean;
  readonly namesItself: boolean;
}
export interface Checked extends RefusedForm {
  readonly found: Found;
}

/** Asks a provider what it says of itself; the form stays as it was typed. */
export async function checkIssuer({ request, locals, url }: Pick<RequestEvent, 'request' | 'locals' | 'url'>): Promise<ActionFailure<RefusedForm> | Checked> {
  const form = await formOf({ request, locals });
  const { checkSsoIssuer: answer } = await locals.api(CheckSsoIssuerMutation, { issuer: text(form, 'issuer') }).catch((cause: unknown) => pageFailure(cause, url));
  if (answer.__typename === 'Refused') return refuse(form, answer);
  const { issuer, scopes, claims, pkce, namesItself } = answer;
  return { values: typedValues(form), errors: {}, code: 'checked', found: { issuer, scopes, claims, pkce, namesItself } };
}
