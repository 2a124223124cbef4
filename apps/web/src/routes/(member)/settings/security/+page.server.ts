import {
  addPasskey, beginTotp, cancelAddress, changeAddress, changePassword, confirmTotp, removePasskey, removePassword, removeTotp, renamePasskey, renewCodes, revoke, revokeOthers,
} from '#lib/accounts/security-actions.server.ts';
import { SecurityQuery } from '#lib/accounts/security.operations.ts';
import { pageFailure } from '#lib/api/load.ts';
import { m } from '#lib/i18n/index.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
  const { mySecurity } = await locals.api(SecurityQuery).catch((cause: unknown) => pageFailure(cause, url));
  return { title: m.accounts_security(), security: mySecurity };
};

export const actions: Actions = {
  addPasskey, beginTotp, cancelAddress, changeAddress, changePassword, confirmTotp, removePasskey, removePassword, removeTotp, renamePasskey, renewCodes, revoke, revokeOthers,
};
