import { pageFailure } from '#lib/api/load.ts';
import { m } from '#lib/i18n/index.ts';
import { directoryAsked, directoryVariables } from '#lib/members/directory-asked.ts';
import { DirectoryQuery } from '#lib/members/people.operations.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
  const asked = directoryAsked(url.searchParams);
  const { members, directoryWords } = await locals
    .api(DirectoryQuery, directoryVariables(asked, url.searchParams.get('after') || null))
    .catch((cause: unknown) => pageFailure(cause, url));
  return { title: m.members_title(), asked, members, words: directoryWords };
};
