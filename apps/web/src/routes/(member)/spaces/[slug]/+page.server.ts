import { redirect } from '@sveltejs/kit';
import { asText } from '#lib/api/as-text.ts';
import { formOf, text } from '#lib/api/forms.ts';
import { found, pageFailure } from '#lib/api/load.ts';
import { MarkAllReadMutation } from '#lib/home/home.operations.ts';
import { bringsSession } from '#lib/shell/shell.server.ts';
import { SpaceQuery } from '#lib/spaces/spaces.operations.ts';
import { SetSubscriptionMutation, SubscriptionLevelQuery } from '#lib/threads/keeping.operations.ts';
import { levelIn } from '#lib/threads/subscription-levels.ts';
import { withMine } from '#lib/threads/index.ts';
import type { Actions, PageServerLoad } from './$types';

const FILTERS = ['recent', 'unread', 'popular', 'mine', 'unanswered', 'votes'] as const;
const PERSONAL: readonly string[] = ['unread', 'mine'];

export const load: PageServerLoad = async ({ locals, params, url, cookies }) => {
  const { api } = locals;
  const { slug } = params;
  const signedIn = bringsSession(cookies);
  const asked = url.searchParams.get('filter');
  const filter = FILTERS.find((known) => known === asked && (signedIn || !PERSONAL.includes(known))) ?? 'recent';
  const given = (name: string): string | null => url.searchParams.get(name) || null;
  const tag = given('tag');
  try {
    const variables = { slug, filter, tag, after: given('after'), before: given('before') };
    const following = signedIn ? api(SubscriptionLevelQuery, tag ? { tag } : { space: slug }).then((data) => data.subscriptionLevel, () => null) : Promise.resolve(null);
    const { space, threads, spaceInsight } = await api(SpaceQuery, variables);
    const readable = found(space);
    const [entries] = await withMine(api, signedIn, threads.items);
    return {
      title: readable.name,
      space: asText(readable),
      entries,
      putAside: threads.items.length - entries.length,
      page: { next: threads.next, previous: threads.previous, total: threads.total },
      insight: spaceInsight && asText(spaceInsight),
      level: await following,
      filter,
      tag: tag ?? undefined,
    };
  } catch (cause) {
    return pageFailure(cause, url);
  }
};

export const actions: Actions = {
  /** Everything in this space is read. */
  markAllRead: async ({ locals, params, url }) => {
    await locals.api(MarkAllReadMutation, { spaceSlug: params.slug }).catch((cause: unknown) => pageFailure(cause, url));
    redirect(303, `/spaces/${encodeURIComponent(params.slug)}`);
  },
  /** How closely the space, or the tag it is filtered by, is followed. */
  subscribe: async ({ request, locals, params, url }) => {
    const form = await formOf({ request, locals });
    const tag = text(form, 'tag');
    const input = { ...(tag ? { tag } : { spaceSlug: params.slug }), level: levelIn(text(form, 'level')) };
    await locals.api(SetSubscriptionMutation, { input }).catch((cause: unknown) => pageFailure(cause, url));
    redirect(303, `/spaces/${encodeURIComponent(params.slug)}${tag ? `?tag=${encodeURIComponent(tag)}` : ''}`);
  },
};
