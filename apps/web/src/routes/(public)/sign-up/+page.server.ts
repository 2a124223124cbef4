import { pageFailure } from '#lib/api/load.ts';
import { DoorQuery } from '#lib/admissions/admissions.operations.ts';
import { signUp } from '#lib/admissions/sign-up-action.server.ts';
import { m } from '#lib/i18n/index.ts';
import { DemoAccountsQuery } from '#lib/members/members.operations.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, parent, url }) => {
  const { community } = await parent();
  const title = m.sign_up();
  const { admissionDoor: door } = await locals.api(DoorQuery).catch((cause: unknown) => pageFailure(cause, url));
  if (!community.story) return { title, door, faces: [] };
  const { demoAccounts } = await locals.api(DemoAccountsQuery).catch((cause: unknown) => pageFailure(cause, url));
  return { title, door, faces: demoAccounts.map(({ displayName, avatarUrl }) => ({ displayName, avatarUrl })).slice(0, 5) };
};

export const actions: Actions = { default: (event) => signUp(event, null) };
