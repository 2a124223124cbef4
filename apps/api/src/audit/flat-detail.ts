/** One detail of an entry, with the way to it. */
export interface FlatDetail {
  readonly key: string;
  readonly value: string;
}

const MOST = 60;

/** The details of an entry as lines: nested objects by points, lists of words in one line. */
export function flatten(detail: unknown, key = ''): FlatDetail[] {
  if (Array.isArray(detail) && detail.every((item) => typeof item !== 'object' || item === null)) return detail.length === 0 ? [] : [{ key, value: detail.join(', ') }];
  if (typeof detail === 'object' && detail !== null) {
    return Object.entries(detail).flatMap(([name, value]) => flatten(value, key === '' ? name : `${key}.${name}`)).slice(0, MOST);
  }
  return key === '' || detail === null || detail === undefined ? [] : [{ key, value: String(detail) }];
}
