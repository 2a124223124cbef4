import { pageFailure } from '#lib/api/load.ts';
import { DoorQuery, JoinQuery } from '#lib/admissions/admissions.operations.ts';
import { signUp } from '#lib/admissions/sign-up-action.server.ts';
import { m } from '#lib/i18n/index.ts';
import { readShell } from '#lib/shell/shell.server.ts';
import { SsoButtonsQuery } from '#lib/sso/sso.operations.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url, cookies, setHeaders }) => {
  setHeaders({ 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' });
  const failed = (cause: unknown): never => pageFailure(cause, url);
  const [{ invitation }, { admissionDoor: door }, { ssoButtons }, { viewer }] = await Promise.all([
    locals.api(JoinQuery, { token: params.token }).catch(failed),
    locals.api(DoorQuery).catch(failed),
    locals.api(SsoButtonsQuery).catch(failed),
    readShell(locals.api, cookies).catch(failed),
  ]);
  return { title: m.admission_join_title(), invitation, door, token: params.token, providers: ssoButtons.filter(({ admits }) => admits !== 'nobody'), inside: viewer?.displayName ?? null };
};

export const actions: Actions = { default: (event) => signUp(event, event.params.token ?? '') };
