import type { VariablesOf } from '#lib/api/graphql.ts';
import type { DirectoryQuery } from './people.operations.ts';

type Variables = VariablesOf<typeof DirectoryQuery>;

/** What the address of the directory asks for. */
export interface DirectoryAsked {
  readonly q: string;
  readonly role: string;
  readonly group: string;
  readonly expertise: string;
  readonly interest: string;
  readonly place: string;
  readonly active: boolean;
  readonly recent: boolean;
  readonly followed: boolean;
  readonly sort: Variables['sort'];
  readonly view: 'cards' | 'list';
  /** Whether anything but the search, the order or the view was chosen. */
  readonly narrowed: boolean;
}

const ROLES = ['admin', 'cm', 'moderator', 'analyst', 'ambassador', 'member'] as const;
const SORTS = ['name', 'newest', 'posts'] as const;

/** Reads the address; what is unknown counts for nothing. */
export function directoryAsked(query: URLSearchParams): DirectoryAsked {
  const given = (name: string): string => (query.get(name) ?? '').trim();
  const narrowing = {
    group: given('group'), expertise: given('expertise'), interest: given('interest'), place: given('place'),
    role: ROLES.find((known) => known === query.get('role')) ?? '',
    active: query.get('active') === '1', recent: query.get('recent') === '1', followed: query.get('followed') === '1',
  } as const;
  return {
    ...narrowing, q: given('q'), sort: SORTS.find((known) => known === query.get('sort')) ?? 'name', view: query.get('view') === 'list' ? 'list' : 'cards',
    narrowed: Object.values(narrowing).some((value) => value !== '' && value !== false),
  };
}

/** The same as the API takes it. */
export function directoryVariables(asked: DirectoryAsked, after: string | null): Variables {
  return {
    filter: {
      search: asked.q || null, role: ROLES.find((known) => known === asked.role) ?? null, groupCode: asked.group || null, expertise: asked.expertise || null,
      interest: asked.interest || null, place: asked.place || null, active: asked.active, recent: asked.recent, followed: asked.followed,
    },
    sort: asked.sort,
    after,
  };
}
