import { frenchSpacing } from '#lib/ui/typography.ts';
import { getLocale } from './paraglide/runtime.js';
import { languageOf, type Locale } from './preferences.ts';

const DAY_MS = 86_400_000;

/** The locale of the page being rendered. */
export function currentLocale(): Locale {
  return getLocale();
}

const bcp47 = (locale: Locale): string => (locale === 'en' ? 'en-GB' : 'fr-FR');
const cache = new Map<string, Intl.DateTimeFormat>();

function dateFormat(locale: Locale, timeZone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${locale}|${timeZone}|${JSON.stringify(options)}`;
  const known = cache.get(key);
  if (known) return known;
  const format = new Intl.DateTimeFormat(bcp47(locale), { ...options, timeZone });
  cache.set(key, format);
  return format;
}

const numbers = new Map<Locale, Intl.NumberFormat>();

/** A whole number as people write it: "1 284" or "1,284". */
export function formatNumber(value: number, locale: Locale = currentLocale()): string {
  let format = numbers.get(locale);
  if (!format) {
    format = new Intl.NumberFormat(bcp47(locale));
    numbers.set(locale, format);
  }
  return format.format(value).replaceAll('\u202f', '\u00a0');
}

/** The time of day: "19 h 12" or "7:12 pm". */
export function formatClock(instant: Date, timeZone: string, locale: Locale = currentLocale()): string {
  const parts = Object.fromEntries(
    dateFormat(locale, timeZone, { hour: 'numeric', minute: '2-digit', hour12: locale === 'en' })
      .formatToParts(instant)
      .map((part) => [part.type, part.value]),
  );
  if (locale === 'en') return `${parts['hour']}:${parts['minute']}\u00a0${String(parts['dayPeriod']).toLowerCase()}`;
  return `${Number(parts['hour'])}\u00a0h\u00a0${parts['minute']}`;
}

/** The calendar day of an instant in a zone, as a count of days that can be subtracted. */
function dayNumber(instant: Date, timeZone: string): number {
  const text = dateFormat('en', timeZone, { year: 'numeric', month: '2-digit', day: '2-digit' }).format(instant);
  const [day = '1', month = '1', year = '1970'] = text.split('/');
  return Date.UTC(Number(year), Number(month) - 1, Number(day)) / DAY_MS;
}

const words = {
  fr: { today: 'aujourd’hui', yesterday: 'hier' },
  en: { today: 'today', yesterday: 'yesterday' },
} as const;

/**
 * A day in words seen from `now`: "aujourd’hui", "hier", "mardi" within the week, "17 nov." within
 * the year, "17 nov. 2024" before.
 */
export function formatDay(instant: Date, now: Date, timeZone: string, locale: Locale = currentLocale()): string {
  const ago = dayNumber(now, timeZone) - dayNumber(instant, timeZone);
  const known = words[languageOf(locale)];
  if (ago === 0) return known.today;
  if (ago === 1) return known.yesterday;
  if (ago > 1 && ago < 7) return dateFormat(locale, timeZone, { weekday: 'long' }).format(instant);
  const sameYear = dateFormat(locale, timeZone, { year: 'numeric' });
  const options: Intl.DateTimeFormatOptions = { day: 'numeric', month: 'short' };
  if (sameYear.format(instant) !== sameYear.format(now)) options.year = 'numeric';
  return dateFormat(locale, timeZone, options).format(instant).replaceAll(' ', '\u00a0');
}

/**
 * When something happened. `row` is for lists ("19 h 12" today, otherwise the day), `full` for posts
 * ("aujourd’hui, 18 h 31"; "mardi 17 nov., 8 h 20").
 */
export function formatWhen(
  instant: Date,
  now: Date,
  timeZone: string,
  form: 'row' | 'full' = 'full',
  locale: Locale = currentLocale(),
): string {
  const ago = dayNumber(now, timeZone) - dayNumber(instant, timeZone);
  const clock = formatClock(instant, timeZone, locale);
  if (form === 'row') return ago === 0 ? clock : formatDay(instant, now, timeZone, locale);
  return `${formatDay(instant, now, timeZone, locale)}, ${clock}`;
}

/** An absolute moment that stays true in a cached page: "17 nov. 2025, 8 h 20". */
export function formatAbsolute(
  instant: Date,
  timeZone: string,
  form: 'row' | 'full' = 'full',
  locale: Locale = currentLocale(),
): string {
  const day = dateFormat(locale, timeZone, { day: 'numeric', month: 'short', year: 'numeric' })
    .format(instant)
    .replaceAll(' ', '\u00a0');
  return form === 'row' ? day : `${day}, ${formatClock(instant, timeZone, locale)}`;
}

/** A long date that starts a sentence: "Vendredi 20 novembre". */
export function formatLongDate(instant: Date, timeZone: string, locale: Locale = currentLocale()): string {
  const text = dateFormat(locale, timeZone, { weekday: 'long', day: 'numeric', month: 'long' }).format(instant);
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** A month and its year: "novembre 2025". */
export function formatMonth(instant: Date, timeZone: string, locale: Locale = currentLocale()): string {
  return dateFormat(locale, timeZone, { month: 'long', year: 'numeric' }).format(instant);
}

/** The parts of a calendar leaf: "sam.", "28", "nov.". */
export function dayParts(
  instant: Date,
  timeZone: string,
  locale: Locale = currentLocale(),
): { weekday: string; day: string; month: string } {
  const part = (options: Intl.DateTimeFormatOptions): string => dateFormat(locale, timeZone, options).format(instant);
  return { weekday: part({ weekday: 'short' }), day: part({ day: 'numeric' }), month: part({ month: 'short' }) };
}

/** "a, b et c". */
export function listOf(items: readonly string[], locale: Locale = currentLocale()): string {
  return new Intl.ListFormat(bcp47(locale), { type: 'conjunction' }).format(items);
}

/** The hour of the day, 0–23, in a zone: what a greeting needs. */
export function greetingHour(instant: Date, timeZone: string): number {
  return Number(dateFormat('en', timeZone, { hour: '2-digit', hour12: false }).format(instant)) % 24;
}

/** Spaces of French typography in a text that people typed, when the page is French. */
export function spaced(text: string, locale: Locale = currentLocale()): string {
  return locale === 'en' ? text : frenchSpacing(text);
}
