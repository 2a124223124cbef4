import type { VariablesOf } from '#lib/api/graphql.ts';
import type { SearchQuery } from './search.operations.ts';

type Variables = VariablesOf<typeof SearchQuery>;

const KINDS = ['discussion', 'question', 'announcement'] as const;
const ANSWERED = ['yes', 'no'] as const;
const ORDERS = ['relevance', 'date'] as const;

/** What the address of the search page asks for. */
export interface SearchAsked {
  readonly q: string;
  readonly space: string;
  readonly author: string;
  readonly tag: string;
  readonly kind: (typeof KINDS)[number] | '';
  readonly answered: (typeof ANSWERED)[number] | '';
  /** Days, such as 2026-11-20. */
  readonly from: string;
  readonly until: string;
  readonly order: (typeof ORDERS)[number];
  /** Whether anything but the words and the order was chosen. */
  readonly narrowed: boolean;
}

/** Reads the address; what is unknown, and days that do not exist, count for nothing. */
export function searchAsked(query: URLSearchParams): SearchAsked {
  const given = (name: string): string => (query.get(name) ?? '').trim();
  const narrowing = {
    space: given('space'), author: given('author'), tag: given('tag'), from: dayOf(given('from')), until: dayOf(given('until')),
    kind: KINDS.find((known) => known === query.get('kind')) ?? '', answered: ANSWERED.find((known) => known === query.get('answered')) ?? '',
  } as const;
  return { q: given('q'), ...narrowing, order: ORDERS.find((known) => known === query.get('order')) ?? 'relevance', narrowed: Object.values(narrowing).some((value) => value !== '') };
}

/** The same as the API takes it; null when nothing is asked. */
export function searchVariables(asked: SearchAsked, after: string | null): Variables | null {
  if (asked.q === '' && !asked.narrowed) return null;
  const { q, space, author, tag, kind, answered, from, until, order } = asked;
  const filter = { spaceSlug: space || null, author: author || null, tag: tag || null, kind: kind || null, answered: answered === '' ? null : answered === 'yes', from: from || null, until: until || null };
  return { search: q, filter: asked.narrowed ? filter : null, order, after };
}

/** The address of a search. */
export function searchPath(asked: SearchAsked, change: Partial<Readonly<Record<string, string | null>>> = {}): string {
  const { narrowed: _, order, ...words } = asked;
  const all: Readonly<Record<string, string | null | undefined>> = { ...words, order: order === 'relevance' ? null : order, ...change };
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(all)) if (value) query.set(name, value);
  const text = query.toString();
  return text === '' ? '/search' : `/search?${text}`;
}

function dayOf(text: string): string {
  if (!/^[12]\d{3}-\d\d-\d\d$/.test(text)) return '';
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text) ? text : '';
}
