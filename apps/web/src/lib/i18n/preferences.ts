import type { Cookies } from '@sveltejs/kit';

/** Languages of the interface; `fr-x-vous` is French that says *vous*. */
export type Locale = 'fr' | 'fr-x-vous' | 'en';
/** Languages as members choose them. */
export type Language = 'fr' | 'en';
export type Theme = 'system' | 'light' | 'dark';

export const LOCALE_COOKIE = 'foyer_locale';
export const THEME_COOKIE = 'foyer_theme';
const YEAR_SECONDS = 31_536_000;

/** The language part of a locale, for `lang` attributes and the API. */
export function languageOf(locale: Locale): Language {
  return locale === 'en' ? 'en' : 'fr';
}

/** Reads a language from a form or a cookie; undefined when it is none of ours. */
export function parseLanguage(text: unknown): Language | undefined {
  return text === 'fr' || text === 'en' ? text : undefined;
}

/** Reads a theme from a form or a cookie; undefined when it is none of ours. */
export function parseTheme(text: unknown): Theme | undefined {
  return text === 'system' || text === 'light' || text === 'dark' ? text : undefined;
}

/** The first of our languages that the browser accepts, by its weights. */
export function acceptedLanguage(header: string | null): Language | undefined {
  if (!header) return undefined;
  return header
    .slice(0, 500)
    .split(',')
    .map((part) => {
      const [tag = '', ...parameters] = part.trim().split(';');
      const weight = parameters.map((p) => /^\s*q=([\d.]+)/.exec(p)?.[1]).find((q) => q !== undefined);
      return { language: tag.slice(0, 2).toLowerCase(), weight: weight === undefined ? 1 : Number(weight) };
    })
    .filter((choice) => choice.weight > 0)
    .sort((a, b) => b.weight - a.weight)
    .map((choice) => parseLanguage(choice.language))
    .find((language) => language !== undefined);
}

/** The locale of a request: the member's cookie, then the browser, then French. */
export function localeOf(cookie: string | undefined, acceptLanguage: string | null, voice: 'tu' | 'vous'): Locale {
  const language = parseLanguage(cookie) ?? acceptedLanguage(acceptLanguage) ?? 'fr';
  return language === 'fr' && voice === 'vous' ? 'fr-x-vous' : language;
}

/** Keeps a preference for a year. It is no secret: the page itself reads it. */
export function rememberPreference(cookies: Cookies, name: string, value: string, secure: boolean): void {
  cookies.set(name, value, { path: '/', maxAge: YEAR_SECONDS, httpOnly: true, sameSite: 'lax', secure });
}
