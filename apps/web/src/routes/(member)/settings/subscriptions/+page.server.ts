import { redirect } from '@sveltejs/kit';
import { formOf, text } from '#lib/api/forms.ts';
import { pageFailure } from '#lib/api/load.ts';
import { m } from '#lib/i18n/index.ts';
import { SetSubscriptionMutation, SubscriptionsQuery } from '#lib/threads/keeping.operations.ts';
import { levelIn } from '#lib/threads/subscription-levels.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
  const { subscriptions } = await locals.api(SubscriptionsQuery).catch((cause: unknown) => pageFailure(cause, url));
  return { title: m.care_subscriptions(), subscriptions };
};

export const actions: Actions = {
  set: async ({ request, locals, url }) => {
    const form = await formOf({ request, locals });
    const given = (name: string): string | null => text(form, name) || null;
    const input = { threadCode: given('threadCode'), spaceSlug: given('spaceSlug'), tag: given('tag'), level: levelIn(text(form, 'level')) };
    await locals.api(SetSubscriptionMutation, { input }).catch((cause: unknown) => pageFailure(cause, url));
    redirect(303, '/settings/subscriptions');
  },
};
