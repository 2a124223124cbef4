/** Where nothing else is known, the general floor of the GDPR (art. 8 (1), first subparagraph). */
export const GENERAL_FLOOR = 16;
/** The house's own country when nothing was set. */
export const HOME_COUNTRY = 'FR';

/**
 * From which age somebody consents by herself to an online service, by country. Member States may go below sixteen,
 * not below thirteen (GDPR art. 8 (1), second subparagraph). Sources: EU Agency for Fundamental Rights, “Consent to use
 * data on children”, and since: Denmark (databeskyttelsesloven § 6, 15 since 2024), Slovenia (ZVOP-2 art. 8, 15 since
 * 2023). Iceland, Liechtenstein and Norway by the EEA; the United Kingdom by its Data Protection Act 2018, s. 9.
 * Canada: Québec's Act respecting the protection of personal information, s. 4.1. United States: COPPA, 16 CFR 312.2.
 * An administrator may set others; this is not legal advice.
 */
export const AGE_FLOORS = {
  AT: 14, BE: 13, BG: 14, CA: 14, CH: 16, CY: 14, CZ: 15, DE: 16, DK: 15, EE: 13, ES: 14, FI: 13, FR: 15, GB: 13, GR: 15, HR: 16, HU: 16,
  IE: 16, IS: 13, IT: 14, LI: 16, LT: 14, LU: 16, LV: 13, MT: 13, NL: 16, NO: 13, PL: 16, PT: 13, RO: 16, SE: 13, SI: 15, SK: 16, US: 13,
} as const satisfies Record<string, number>;

/** What stands for every country that is not listed. */
export const ELSEWHERE = 'ZZ';

export type AgeFloors = Readonly<Record<string, number>>;

export const isFloor = (age: number): boolean => Number.isInteger(age) && age >= 13 && age <= 21;

/** Countries a person chooses from, `ZZ` last. */
export const COUNTRIES: readonly string[] = [...Object.keys(AGE_FLOORS), ELSEWHERE];

export const isCountry = (code: string): boolean => COUNTRIES.includes(code);

/** From which age somebody of this country may join: what the house set, else the country's, else the general one. */
export function floorOf(country: string, set: AgeFloors): number {
  const own = Object.hasOwn(set, country) ? set[country] : undefined;
  if (own !== undefined) return own;
  return Object.hasOwn(AGE_FLOORS, country) ? AGE_FLOORS[country as keyof typeof AGE_FLOORS] : GENERAL_FLOOR;
}
