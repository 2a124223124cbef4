import { fillLetter } from '@foyer/domain/welcome';
import type { Locale } from '../platform/http/request-context.js';
import { registerMail } from '../platform/mail/index.js';

declare module '../platform/mail/mail-template.js' {
  interface MailTemplates {
    'welcome.letter': { readonly subject: string; readonly paragraphs: readonly string[]; readonly signature: string };
  }
}

registerMail('welcome.letter', {
  subject: { fr: '{subject}', en: '{subject}' },
  harmless: true,
  body: ({ subject, paragraphs, signature }, words) => ({
    heading: subject,
    paragraphs: [...paragraphs, signature].filter((paragraph) => paragraph !== ''),
    button: { label: words.say({ fr: 'Faire mes premiers pas', en: 'Take my first steps' }), url: `${words.community.url}/welcome` },
  }),
});

/** What the house writes when nobody wrote anything else. */
export const OWN_LETTER: Readonly<Record<Locale, { readonly subject: string; readonly body: string }>> = {
  fr: {
    subject: 'Bienvenue dans {community}, {name}',
    body: 'Bonjour {name},\n\nLa porte est ouverte. Pour commencer, choisis ce qui t’intéresse, puis présente-toi en deux lignes : d’où tu viens, ce qui t’amène.\n\nUne question, un doute ? Réponds à un sujet, quelqu’un passera.',
  },
  en: {
    subject: 'Welcome to {community}, {name}',
    body: 'Hello {name},\n\nThe door is open. To begin, choose what interests you, then introduce yourself in two lines: where you come from, what brings you here.\n\nA question, a doubt? Reply to a thread, somebody will come by.',
  },
};
/** The same in the voice that says *vous*. */
export const OWN_LETTER_VOUS = {
  subject: OWN_LETTER.fr.subject,
  body: 'Bonjour {name},\n\nLa porte est ouverte. Pour commencer, choisissez ce qui vous intéresse, puis présentez-vous en deux lignes : d’où vous venez, ce qui vous amène.\n\nUne question, un doute ? Répondez à un sujet, quelqu’un passera.',
};

export interface LetterTexts {
  readonly subject: string;
  readonly body: string;
}

/** The letter as it is sent to somebody. */
export function written(texts: LetterTexts, blanks: { readonly name: string; readonly community: string }): { subject: string; paragraphs: string[] } {
  return { subject: fillLetter(texts.subject, blanks).join(' '), paragraphs: fillLetter(texts.body, blanks) };
}
