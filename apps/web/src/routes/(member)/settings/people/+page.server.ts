import { pageFailure } from '#lib/api/load.ts';
import { m } from '#lib/i18n/index.ts';
import { ShutOutPeopleQuery } from '#lib/members/people.operations.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
  const { shutOutPeople } = await locals.api(ShutOutPeopleQuery).catch((cause: unknown) => pageFailure(cause, url));
  return { title: m.members_people(), people: shutOutPeople };
};
