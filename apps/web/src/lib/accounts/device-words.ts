import { currentLocale, m } from '#lib/i18n/index.ts';
import { languageOf } from '#lib/i18n/preferences.ts';

/** A browser in words: “Firefox on Linux”. */
export function deviceWords({ browser, system }: { readonly browser: string | null; readonly system: string | null }): string {
  if (browser !== null && system !== null) return m.accounts_session_on({ browser, system });
  return browser ?? system ?? m.accounts_session_unknown();
}

/** A country's name in the reader's language; its two letters where the runtime does not know it. */
export function countryName(code: string): string {
  return new Intl.DisplayNames([languageOf(currentLocale())], { type: 'region', fallback: 'code' }).of(code) ?? code;
}
