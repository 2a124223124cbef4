import { frenchSpacing } from '@foyer/domain/typography';
import type { Locale } from '../http/request-context.js';
import { phraseIn, type Voice } from '../text/phrase.js';
import type { MailWords } from './mail-template.js';

/** What the community's own row says about how it writes. */
export interface House {
  readonly name: string;
  readonly brandName: string;
  readonly voice: Voice;
  readonly timeZone: string;
  readonly url: string;
}

/** The words of one mail. */
export function wordsOf(house: House, locale: Locale, recipient: string | null): MailWords {
  const format = new Intl.DateTimeFormat(locale === 'fr' ? 'fr-FR' : 'en-GB', { timeZone: house.timeZone, weekday: 'long', day: 'numeric', month: 'long', hour: 'numeric', minute: '2-digit' });
  return {
    locale,
    community: { name: house.name, brandName: house.brandName, url: house.url },
    recipient,
    say: (phrase, blanks = {}) => fill(phraseIn(phrase, locale, house.voice), locale, { community: house.name, ...blanks }),
    moment: (iso) => {
      const text = format.format(new Date(iso));
      return locale === 'fr' ? text.replace(/(\d{1,2}):(\d{2})/, '$1 h $2') : text;
    },
  };
}

// Spacing is the phrase's own affair: what fills it is left as it was written.
function fill(text: string, locale: Locale, blanks: Readonly<Record<string, unknown>>): string {
  const spaced = locale === 'fr' ? frenchSpacing(text) : text;
  return spaced.replace(/\{(\w+)\}/g, (blank, name: string) => (typeof blanks[name] === 'string' || typeof blanks[name] === 'number' ? String(blanks[name]) : blank));
}
