import { addPasskey, beginTotp, confirmTotp } from '#lib/accounts/security-actions.server.ts';
import { SecurityQuery } from '#lib/accounts/security.operations.ts';
import { pageFailure } from '#lib/api/load.ts';
import { m } from '#lib/i18n/index.ts';
import { localAddress } from '#lib/shell/local-address.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
  const { mySecurity } = await locals.api(SecurityQuery).catch((cause: unknown) => pageFailure(cause, url));
  return { title: m.accounts_enrol_title(), security: mySecurity, next: localAddress(url.searchParams.get('next')) };
};

export const actions: Actions = { beginTotp, confirmTotp, addPasskey };
