import type { ActionFailure, RequestEvent } from '@sveltejs/kit';
import { formFailure, formOf, refuse, type RefusedForm, type Refusal, text } from '#lib/api/forms.ts';
import {
  AddPasskeyMutation, BeginTotpMutation, CancelAddressChangeMutation, ChangePasswordMutation, ConfirmTotpMutation, RemovePasskeyMutation, RemovePasswordMutation, RemoveTotpMutation,
  RenamePasskeyMutation, RenewRecoveryCodesMutation, RequestAddressChangeMutation, RevokeOtherSessionsMutation, RevokeSessionMutation,
} from './security.operations.ts';

/** What a form of the security page gets back: what is wrong, or that it is done, with new codes to keep. */
export type SecurityAnswer = ActionFailure<RefusedForm> | { readonly done: string; readonly codes: readonly string[] | null };
type SecurityAction = (event: RequestEvent) => Promise<SecurityAnswer>;
type Answer = { readonly __typename: string; readonly recoveryCodes?: readonly string[] | null; readonly codes?: readonly string[] } | ({ readonly __typename: 'Refused' } & Refusal);

/** Runs one act; `field` says where its refusals sit when several forms of the page have a field of the same name. */
function acting(name: string, act: (event: RequestEvent, form: FormData) => Promise<Answer>): SecurityAction {
  return async (event) => {
    const form = await formOf(event);
    try {
      const answer = await act(event, form);
      if ('message' in answer) return refuse(form, { ...answer, field: `${name}.${answer.field ?? 'form'}` });
      return { done: name, codes: ('recoveryCodes' in answer && answer.recoveryCodes) || ('codes' in answer && answer.codes) || null };
    } catch (cause) {
      const failure = formFailure(form, cause, event.url);
      return { ...failure, data: { ...failure.data, errors: { [`${name}.form`]: failure.data.errors['form'] ?? '' } } };
    }
  };
}

const done = { __typename: 'Done' } as const;

export const beginTotp = acting('totp', async ({ locals }) => (await locals.api(BeginTotpMutation)).beginTotp);
export const confirmTotp = acting('totp', async ({ locals }, form) => (await locals.api(ConfirmTotpMutation, { code: text(form, 'code') })).confirmTotp);
export const removeTotp = acting('totp', async ({ locals }) => (await locals.api(RemoveTotpMutation)).removeTotp);
export const renewCodes = acting('codes', async ({ locals }) => (await locals.api(RenewRecoveryCodesMutation)).renewRecoveryCodes);
export const addPasskey = acting('passkeys', async ({ locals }, form) => (await locals.api(AddPasskeyMutation, { question: text(form, 'question'), answer: text(form, 'answer'), name: text(form, 'name') })).addPasskey);
export const renamePasskey = acting('passkeys', async ({ locals }, form) => (await locals.api(RenamePasskeyMutation, { id: text(form, 'id'), name: text(form, 'name') })).renamePasskey);
export const removePasskey = acting('passkeys', async ({ locals }, form) => (await locals.api(RemovePasskeyMutation, { id: text(form, 'id') })).removePasskey);
export const revoke = acting('sessions', async ({ locals }, form) => (await locals.api(RevokeSessionMutation, { id: text(form, 'id') })).revokeSession);
export const revokeOthers = acting('sessions', async ({ locals }) => {
  await locals.api(RevokeOtherSessionsMutation);
  return done;
});
export const changePassword = acting('password', async ({ locals }, form) => {
  const variables = { current: text(form, 'currentPassword'), password: text(form, 'newPassword'), endOthers: form.has('endOthers') };
  return (await locals.api(ChangePasswordMutation, variables)).changePassword;
});
export const removePassword = acting('password', async ({ locals }) => (await locals.api(RemovePasswordMutation)).removePassword);
export const changeAddress = acting('address', async ({ locals }, form) => (await locals.api(RequestAddressChangeMutation, { email: text(form, 'email').trim() })).requestAddressChange);
export const cancelAddress = acting('address', async ({ locals }) => {
  await locals.api(CancelAddressChangeMutation);
  return done;
});
