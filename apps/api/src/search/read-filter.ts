import { BadInput } from '../platform/graphql/errors.js';
import type { SearchFilter } from './search-index.js';
import type { SearchFilterInput } from './search.types.js';

const LONGEST = 100;
const DAY = 86_400_000;

/** What a search is narrowed by; empty words narrow nothing. @throws BadInput for a day that is none */
export function readFilter(given: SearchFilterInput | null): { readonly filter: SearchFilter; readonly narrows: boolean } {
  const until = dayOf(given?.until);
  const filter: SearchFilter = {
    spaceSlug: wordOf(given?.spaceSlug), authorHandle: wordOf(given?.author?.replace(/^\s*@/, '')), tag: wordOf(given?.tag), kind: given?.kind ?? null, answered: given?.answered ?? null,
    from: dayOf(given?.from), until: until && new Date(until.getTime() + DAY),
  };
  return { filter, narrows: Object.values(filter).some((value) => value !== null) };
}

const wordOf = (given: string | null | undefined): string | null => (given ?? '').slice(0, LONGEST).toWellFormed().replaceAll('\0', '').trim() || null;

function dayOf(given: string | null | undefined): Date | null {
  if (!given) return null;
  const day = /^[12]\d{3}-\d\d-\d\d$/.test(given) ? new Date(`${given}T00:00:00Z`) : null;
  if (!day || Number.isNaN(day.getTime())) throw new BadInput('day');
  return day;
}
