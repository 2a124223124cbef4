import { redirect } from '@sveltejs/kit';
import { found, pageFailure } from '#lib/api/load.ts';
import { MemberQuery } from '#lib/members/profile.operations.ts';
import { relationActions } from '#lib/members/relation-actions.server.ts';
import type { PageServerLoad } from './$types';

const TABS = ['posts', 'threads', 'about'] as const;

export const load: PageServerLoad = async ({ locals, params, url }) => {
  const asked = url.searchParams.get('tab');
  const tab = TABS.find((known) => known === asked) ?? 'posts';
  const variables = { handle: params.handle, after: url.searchParams.get('after') || null, openings: tab === 'threads', posts: tab !== 'about' };
  const { member, memberPosts } = await locals.api(MemberQuery, variables).catch((cause: unknown) => pageFailure(cause, url));
  const known = found(member);
  // A handle that she gave up, or another spelling, leads to the one she has; perhaps not for ever.
  if (known.handle !== params.handle) redirect(302, `/members/${encodeURIComponent(known.handle)}${url.search}`);
  const apart = known.relation?.blocked ?? false;
  return { title: known.displayName, member: known, tab, posts: memberPosts ?? null, folded: apart && tab !== 'about' && !url.searchParams.has('show') };
};

export const actions = relationActions;
