const KEPT = 'foyer.searches';
const MOST = 6;

/** What was searched on this device lately, latest first. It is told to nobody. */
export function recentSearches(): readonly string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEPT) ?? '[]');
    return Array.isArray(kept) ? kept.filter((one): one is string => typeof one === 'string').slice(0, MOST) : [];
  } catch {
    return [];
  }
}

/** Remembers a search on this device; the oldest of too many is forgotten. */
export function rememberSearch(search: string): void {
  const text = search.trim();
  if (text !== '') keep([text, ...recentSearches().filter((one) => one !== text)].slice(0, MOST));
}

export const forgetSearches = (): void => keep([]);

function keep(searches: readonly string[]): void {
  try {
    if (searches.length === 0) localStorage.removeItem(KEPT);
    else localStorage.setItem(KEPT, JSON.stringify(searches));
  } catch {
    // Nothing is kept on this device, then.
  }
}
