import { redirect } from '@sveltejs/kit';
import { formOf, refuse, text } from '#lib/api/forms.ts';
import { pageFailure } from '#lib/api/load.ts';
import { AcceptRulesMutation, RulesQuery } from '#lib/admissions/admissions.operations.ts';
import { m } from '#lib/i18n/index.ts';
import { localAddress } from '#lib/shell/local-address.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, parent, url }) => {
  const { shell } = await parent();
  const next = localAddress(url.searchParams.get('next'));
  if (!shell.viewer) redirect(303, `/sign-in?next=${encodeURIComponent(url.pathname + url.search)}`);
  if (!shell.viewer.rulesDue) redirect(303, next);
  const { rules } = await locals.api(RulesQuery, { version: null }).catch((cause: unknown) => pageFailure(cause, url));
  if (!rules) redirect(303, next);
  return { title: m.admission_rules_changed(), rules, next };
};

export const actions: Actions = {
  default: async ({ request, locals, url }) => {
    const form = await formOf({ request, locals });
    const { acceptRules: answer } = await locals.api(AcceptRulesMutation, { version: Number(text(form, 'version')) || 0 }).catch((cause: unknown) => pageFailure(cause, url));
    if (answer.__typename === 'Refused') return refuse(form, answer);
    redirect(303, localAddress(url.searchParams.get('next')));
  },
};
