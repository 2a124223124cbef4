import { formOf, refuse, text } from '#lib/api/forms.ts';
import { pageFailure } from '#lib/api/load.ts';
import { ApplicationsQuery, DecideApplicationsMutation, ReopenApplicationMutation } from '#lib/admissions/console.operations.ts';
import { formatNumber, m } from '#lib/i18n/index.ts';
import type { Actions, PageServerLoad } from './$types';

const STATES = ['waiting', 'accepted', 'declined', 'withdrawn'] as const;
const REASONS = ['outside', 'incomplete', 'duplicate', 'later', 'other'] as const;

export const load: PageServerLoad = async ({ locals, url }) => {
  const state = STATES.find((one) => one === url.searchParams.get('state')) ?? 'waiting';
  const { applications } = await locals.api(ApplicationsQuery, { state, after: url.searchParams.get('after') }).catch((cause: unknown) => pageFailure(cause, url));
  return { title: m.admission_applications(), state, ...applications };
};

export const actions: Actions = {
  reopen: async ({ request, locals, url }) => {
    const form = await formOf({ request, locals });
    const { reopenApplication: answer } = await locals.api(ReopenApplicationMutation, { code: text(form, 'reopen') }).catch((cause: unknown) => pageFailure(cause, url));
    return answer.__typename === 'Refused' ? refuse(form, answer) : { told: m.admission_reopened() };
  },
  decide: async ({ request, locals, url }) => {
    const form = await formOf({ request, locals });
    const accept = form.get('decision') === 'accept';
    const codes = form.getAll('code').filter((code) => typeof code === 'string');
    if (codes.length === 0) return refuse(form, { code: 'application.none', message: m.admission_pick_one() });
    const reason = REASONS.find((one) => one === form.get('reason')) ?? null;
    const { decideApplications: answer } = await locals
      .api(DecideApplicationsMutation, { codes, accept, reason: accept ? null : reason, words: accept ? '' : text(form, 'words') })
      .catch((cause: unknown) => pageFailure(cause, url));
    if (answer.__typename === 'Refused') return refuse(form, answer);
    const { decided, skipped } = answer;
    const told = decided === 0 ? m.admission_decided_none() : decided === 1 ? m.admission_decided_one() : m.admission_decided({ count: formatNumber(decided) });
    return { told: skipped > 0 ? `${told} ${m.admission_decided_skipped({ count: formatNumber(skipped) })}` : told };
  },
};
