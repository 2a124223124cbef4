import { redirect } from '@sveltejs/kit';
import { formOf, text } from '#lib/api/forms.ts';
import { found, pageFailure } from '#lib/api/load.ts';
import { m } from '#lib/i18n/index.ts';
import { ChooseInterestsMutation, DismissWelcomeMutation, WelcomeQuery } from '#lib/welcome/welcome.operations.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, parent, url }) => {
  const { shell } = await parent();
  if (!shell.viewer) redirect(303, `/sign-in?next=${encodeURIComponent(url.pathname)}`);
  const { welcome } = await locals.api(WelcomeQuery).catch((cause: unknown) => pageFailure(cause, url));
  return { title: m.welcome_title(), path: found(welcome), canStart: shell.spaces.some((space) => space.canStart) };
};

export const actions: Actions = {
  interests: async ({ request, locals, url }) => {
    const form = await formOf({ request, locals });
    const interests = form.getAll('interest').filter((word) => typeof word === 'string');
    await locals.api(ChooseInterestsMutation, { interests }).catch((cause: unknown) => pageFailure(cause, url));
    redirect(303, '/welcome#spaces');
  },
  dismiss: async ({ request, locals, url }) => {
    const form = await formOf({ request, locals });
    await locals.api(DismissWelcomeMutation, { on: text(form, 'on') === '1' }).catch((cause: unknown) => pageFailure(cause, url));
    redirect(303, text(form, 'on') === '1' && text(form, 'from') !== 'home' ? '/welcome' : '/');
  },
};
