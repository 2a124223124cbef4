import { pageFailure } from '#lib/api/load.ts';
import { DoorQuery } from '#lib/admissions/admissions.operations.ts';
import { signUp } from '#lib/admissions/sign-up-action.server.ts';
import { m } from '#lib/i18n/index.ts';
import { DemoAccountsQuery } from '#lib/members/members.operations.ts';
import { SsoButtonsQuery } from '#lib/sso/sso.operations.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, parent, url }) => {
  const { community } = await parent();
  const title = m.sign_up();
  const failed = (cause: unknown): never => pageFailure(cause, url);
  const [{ admissionDoor: door }, { ssoButtons }] = await Promise.all([locals.api(DoorQuery).catch(failed), locals.api(SsoButtonsQuery).catch(failed)]);
  // Where one comes in by invitation, only those that stand for one.
  const providers = ssoButtons.filter(({ admits }) => admits === 'everybody' || (admits === 'door' && door.mode !== 'invitation'));
  if (!community.story) return { title, door, providers, faces: [] };
  const { demoAccounts } = await locals.api(DemoAccountsQuery).catch(failed);
  return { title, door, providers, faces: demoAccounts.map(({ displayName, avatarUrl }) => ({ displayName, avatarUrl })).slice(0, 5) };
};

export const actions: Actions = { default: (event) => signUp(event, null) };
