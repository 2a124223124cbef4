import { currentLocale, languageOf, m } from '#lib/i18n/index.ts';

export interface Floor {
  readonly country: string;
  readonly age: number;
}

const ELSEWHERE = 'ZZ';

/** The name of a country in the reader's language. */
export function countryName(code: string): string {
  if (code === ELSEWHERE) return m.admission_elsewhere();
  return new Intl.DisplayNames([languageOf(currentLocale())], { type: 'region' }).of(code) ?? code;
}

/** Countries to choose from, by name; elsewhere stands last. */
export function countryOptions(floors: readonly Floor[]): { value: string; label: string }[] {
  const collator = new Intl.Collator(languageOf(currentLocale()));
  const named = floors.map(({ country }) => ({ value: country, label: countryName(country) }));
  return named.sort((a, b) => Number(a.value === ELSEWHERE) - Number(b.value === ELSEWHERE) || collator.compare(a.label, b.label));
}

/** From which age one may join from a country; null for one that is not listed. */
export const floorIn = (floors: readonly Floor[], country: string): number | null => floors.find((floor) => floor.country === country)?.age ?? null;
