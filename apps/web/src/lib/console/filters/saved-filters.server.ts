import { redirect, type Action } from '@sveltejs/kit';
import { formOf, refuse, text } from '#lib/api/forms.ts';
import { pageFailure } from '#lib/api/load.ts';
import type { ApiTransport } from '#lib/api/transport.ts';
import { ConsoleFiltersQuery, EditConsoleFilterMutation, RemoveConsoleFilterMutation, SaveConsoleFilterMutation } from './filters.operations.ts';

/** A filter that somebody keeps. */
export interface SavedFilter {
  readonly id: string;
  readonly name: string;
  readonly query: string;
  readonly isDefault: boolean;
}

/**
 * The viewer's filters of a list. An address that says nothing at all leads to her default, if she has one.
 * Whoever may not keep filters has none.
 */
export async function loadFilters(api: ApiTransport, list: string, url: URL, permissions: readonly string[]): Promise<readonly SavedFilter[]> {
  if (!permissions.includes('console.enter')) return [];
  const { consoleFilters } = await api(ConsoleFiltersQuery, { list });
  const standard = consoleFilters.find((filter) => filter.isDefault);
  if (standard && url.search === '') redirect(303, `${url.pathname}?${standard.query}`);
  return consoleFilters;
}

/** The acts on the saved filters of a list, for the actions of its page. */
export function filterActions(list: string): { readonly saveFilter: Action; readonly editFilter: Action; readonly removeFilter: Action } {
  return {
    saveFilter: async ({ request, locals, url }) => {
      const form = await formOf({ request, locals });
      const query = text(form, 'query');
      const { saveConsoleFilter: saved } = await locals.api(SaveConsoleFilterMutation, { list, name: text(form, 'name'), query }).catch((cause: unknown) => pageFailure(cause, url));
      if (saved.__typename === 'Refused') return refuse(form, saved);
      redirect(303, `${url.pathname}?${query}`);
    },
    editFilter: async ({ request, locals, url }) => {
      const form = await formOf({ request, locals });
      const { editConsoleFilter: saved } = await locals
        .api(EditConsoleFilterMutation, { id: text(form, 'id'), name: text(form, 'name'), isDefault: form.has('isDefault') })
        .catch((cause: unknown) => pageFailure(cause, url));
      if (saved.__typename === 'Refused') return refuse(form, saved);
      redirect(303, `${url.pathname}?${text(form, 'query')}`);
    },
    removeFilter: async ({ request, locals, url }) => {
      const form = await formOf({ request, locals });
      const { removeConsoleFilter: removed } = await locals.api(RemoveConsoleFilterMutation, { id: text(form, 'id') }).catch((cause: unknown) => pageFailure(cause, url));
      if (removed.__typename === 'Refused') return refuse(form, removed);
      redirect(303, `${url.pathname}?all=1`);
    },
  };
}
