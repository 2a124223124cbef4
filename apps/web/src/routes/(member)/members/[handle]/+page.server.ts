import { found, pageFailure } from '#lib/api/load.ts';
import { MemberQuery } from '#lib/members/members.operations.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
  const { member, memberPosts } = await locals
    .api(MemberQuery, { handle: params.handle, after: url.searchParams.get('after') || null })
    .catch((cause: unknown) => pageFailure(cause, url));
  const known = found(member);
  return { title: known.displayName, member: known, posts: memberPosts };
};
