import { found, pageFailure } from '#lib/api/load.ts';
import { m } from '#lib/i18n/index.ts';
import { FollowingQuery } from '#lib/members/people.operations.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
  const answer = await locals
    .api(FollowingQuery, { handle: params.handle, after: url.searchParams.get('after') || null })
    .catch((cause: unknown) => pageFailure(cause, url));
  const people = found(answer.following);
  return { title: m.members_following_of({ name: people.member.displayName }), people };
};
