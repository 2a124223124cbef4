import { frenchSpacing } from '#lib/ui/typography.ts';
import { m } from './paraglide/messages.js';
import { getLocale } from './paraglide/runtime.js';
import { type Language, languageOf, type Locale } from './preferences.ts';
import { type ZonedTime, zonedTime } from './zoned-time.ts';

const NBSP = '\u00a0';
const tags: Record<Language, string> = { fr: 'fr-FR', en: 'en-GB' };

interface Names {
  readonly weekdays: readonly string[];
  readonly shortWeekdays: readonly string[];
  readonly months: readonly string[];
  readonly shortMonths: readonly string[];
  readonly today: string;
  readonly yesterday: string;
}

const relative: Record<Language, { today: string; yesterday: string }> = {
  fr: { today: 'aujourd’hui', yesterday: 'hier' },
  en: { today: 'today', yesterday: 'yesterday' },
};
const known = new Map<Language, Names>();

/** Names of days and months, asked of the runtime once per language. 4 January 1970 was a Sunday. */
function namesOf(language: Language): Names {
  const found = known.get(language);
  if (found) return found;
  const list = (count: number, options: Intl.DateTimeFormatOptions, date: (index: number) => Date): string[] => {
    const format = new Intl.DateTimeFormat(tags[language], { ...options, timeZone: 'UTC' });
    return Array.from({ length: count }, (_, index) => format.format(date(index)));
  };
  const weekday = (index: number): Date => new Date(Date.UTC(1970, 0, 4 + index));
  const month = (index: number): Date => new Date(Date.UTC(1970, index, 15));
  const names: Names = {
    weekdays: list(7, { weekday: 'long' }, weekday),
    shortWeekdays: list(7, { weekday: 'short' }, weekday),
    months: list(12, { month: 'long' }, month),
    shortMonths: list(12, { month: 'short' }, month),
    ...relative[language],
  };
  known.set(language, names);
  return names;
}

/** The locale of the page being rendered. */
export function currentLocale(): Locale {
  return getLocale();
}

const numbers = new Map<Language, Intl.NumberFormat>();

/** A whole number as people write it: "1 284" or "1,284". */
export function formatNumber(value: number, locale: Locale = currentLocale()): string {
  if (value < 1000 && value >= 0 && Number.isInteger(value)) return String(value);
  const language = languageOf(locale);
  let format = numbers.get(language);
  if (!format) {
    format = new Intl.NumberFormat(tags[language]);
    numbers.set(language, format);
  }
  return format.format(value).replaceAll('\u202f', NBSP);
}

function clockWords({ hour, minute }: ZonedTime, language: Language): string {
  const minutes = String(minute).padStart(2, '0');
  if (language === 'fr') return `${hour}${NBSP}h${NBSP}${minutes}`;
  return `${hour % 12 === 0 ? 12 : hour % 12}:${minutes}${NBSP}${hour < 12 ? 'am' : 'pm'}`;
}

/** "17 nov." or "17 nov. 2024", which no line break separates. */
function dateWords({ day, month, year }: ZonedTime, language: Language, withYear: boolean): string {
  const words = `${day}${NBSP}${namesOf(language).shortMonths[month - 1] ?? ''}`;
  return withYear ? `${words}${NBSP}${year}` : words;
}

function dayWords(time: ZonedTime, now: ZonedTime, language: Language): string {
  const ago = now.dayNumber - time.dayNumber;
  const names = namesOf(language);
  if (ago === 0) return names.today;
  if (ago === 1) return names.yesterday;
  if (ago > 1 && ago < 7) return names.weekdays[time.weekday] ?? '';
  return dateWords(time, language, time.year !== now.year);
}

/** The time of day: "19 h 12" or "7:12 pm". */
export function formatClock(instant: Date, timeZone: string, locale: Locale = currentLocale()): string {
  return clockWords(zonedTime(instant, timeZone), languageOf(locale));
}

/**
 * A day in words seen from `now`: "aujourd’hui", "hier", "mardi" within the week, "17 nov." within
 * the year, "17 nov. 2024" before.
 */
export function formatDay(instant: Date, now: Date, timeZone: string, locale: Locale = currentLocale()): string {
  return dayWords(zonedTime(instant, timeZone), zonedTime(now, timeZone), languageOf(locale));
}

/**
 * When something happened. `row` is for lists ("19 h 12" today, otherwise the day), `full` for posts
 * ("aujourd’hui, 18 h 31"; "mardi, 8 h 20").
 */
export function formatWhen(
  instant: Date,
  now: Date,
  timeZone: string,
  form: 'row' | 'full' = 'full',
  locale: Locale = currentLocale(),
): string {
  const language = languageOf(locale);
  const time = zonedTime(instant, timeZone);
  const present = zonedTime(now, timeZone);
  if (form === 'full') return `${dayWords(time, present, language)}, ${clockWords(time, language)}`;
  return time.dayNumber === present.dayNumber ? clockWords(time, language) : dayWords(time, present, language);
}

/** An absolute moment that stays true in a cached page: "17 nov. 2025, 8 h 20". */
export function formatAbsolute(
  instant: Date,
  timeZone: string,
  form: 'row' | 'full' = 'full',
  locale: Locale = currentLocale(),
): string {
  const language = languageOf(locale);
  const time = zonedTime(instant, timeZone);
  const day = dateWords(time, language, true);
  return form === 'row' ? day : `${day}, ${clockWords(time, language)}`;
}

/** A long date that starts a sentence: "Vendredi 20 novembre". */
export function formatLongDate(instant: Date, timeZone: string, locale: Locale = currentLocale()): string {
  const names = namesOf(languageOf(locale));
  const { weekday, day, month } = zonedTime(instant, timeZone);
  const text = `${names.weekdays[weekday] ?? ''} ${day}${NBSP}${names.months[month - 1] ?? ''}`;
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** A month and its year: "novembre 2025". */
export function formatMonth(instant: Date, timeZone: string, locale: Locale = currentLocale()): string {
  const { month, year } = zonedTime(instant, timeZone);
  return `${namesOf(languageOf(locale)).months[month - 1] ?? ''}${NBSP}${year}`;
}

/** The parts of a calendar leaf: "sam.", "28", "nov.". */
export function dayParts(
  instant: Date,
  timeZone: string,
  locale: Locale = currentLocale(),
): { weekday: string; day: string; month: string } {
  const names = namesOf(languageOf(locale));
  const { weekday, day, month } = zonedTime(instant, timeZone);
  return { weekday: names.shortWeekdays[weekday] ?? '', day: String(day), month: names.shortMonths[month - 1] ?? '' };
}

/** "a, b et c". */
export function listOf(items: readonly string[], locale: Locale = currentLocale()): string {
  return new Intl.ListFormat(tags[languageOf(locale)], { type: 'conjunction' }).format(items);
}

/** The hour of the day, 0–23, in a zone: what a greeting needs. */
export function greetingHour(instant: Date, timeZone: string): number {
  return zonedTime(instant, timeZone).hour;
}

/** Spaces of French typography in a text that people typed: in English only those that are there already, before a sign. */
export function spaced(text: string, locale: Locale = currentLocale()): string {
  return locale === 'en' ? text.replace(/ (?=[?!;:»](?:\s|$))/g, '\u00a0') : frenchSpacing(text);
}

/** A time to wait, in seconds below two minutes and in minutes above. */
export function formatWait(seconds: number): string {
  return seconds < 120 ? m.wait_seconds({ count: String(Math.max(1, Math.ceil(seconds))) }) : m.wait_minutes({ count: String(Math.ceil(seconds / 60)) });
}
