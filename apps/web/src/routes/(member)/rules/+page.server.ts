import { pageFailure } from '#lib/api/load.ts';
import { RulesQuery } from '#lib/admissions/admissions.operations.ts';
import { m } from '#lib/i18n/index.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
  const wanted = Number(url.searchParams.get('version'));
  const version = Number.isInteger(wanted) && wanted > 0 && wanted < 100_000 ? wanted : null;
  const { rules } = await locals.api(RulesQuery, { version }).catch((cause: unknown) => pageFailure(cause, url));
  return { title: m.admission_rules(), rules };
};
