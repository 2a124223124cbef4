import type { Locale } from '../http/request-context.js';

/** How French addresses the reader: a setting of the community. */
export type Voice = 'tu' | 'vous';

/** A text in both languages, and in the French that says *vous* where it addresses the reader. `{name}` is a blank. */
export interface Phrase {
  readonly fr: string;
  readonly vous?: string;
  readonly en: string;
}

export function phraseIn(phrase: Phrase, locale: Locale, voice: Voice): string {
  if (locale === 'en') return phrase.en;
  return voice === 'vous' ? (phrase.vous ?? phrase.fr) : phrase.fr;
}

let heard: Voice = 'tu';

/**
 * Remembers the community's voice. Each request reads it with its viewer, in the same statement, so that what answers
 * her in words need not ask for it.
 */
export function hearVoice(voice: string): void {
  heard = voice === 'vous' ? 'vous' : 'tu';
}

/** The phrase in a language, in the community's voice as the latest request knew it. */
export function said(phrase: Phrase, locale: Locale): string {
  return phraseIn(phrase, locale, heard);
}
