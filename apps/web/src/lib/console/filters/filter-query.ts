/** Where one is in a list, and which form was sent, are no part of a filter. */
const PLACES = ['after', 'before', 'all'];

/** What is filtered in an address, in one order, as saved filters keep it; empty when nothing is. */
export function filterOf(search: string): string {
  const query = new URLSearchParams([...new URLSearchParams(search)].filter(([name, value]) => value !== '' && !name.startsWith('/') && !PLACES.includes(name)));
  query.sort();
  return query.toString();
}
