import { pageFailure } from '#lib/api/load.ts';
import { m } from '#lib/i18n/index.ts';
import { searchAsked, searchVariables } from '#lib/search/search-asked.ts';
import { SearchQuery } from '#lib/search/search.operations.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
  const asked = searchAsked(url.searchParams);
  const variables = searchVariables(asked, url.searchParams.get('after') || null);
  const found = variables && (await locals.api(SearchQuery, variables).catch((cause: unknown) => pageFailure(cause, url))).search;
  return { title: asked.q === '' ? m.search_title() : m.search_title_of({ search: asked.q.slice(0, 80) }), asked, found };
};
