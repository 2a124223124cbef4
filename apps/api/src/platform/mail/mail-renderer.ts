import { Inject, Injectable } from '@nestjs/common';
import { SETTINGS, type Settings } from '../config/settings.js';
import { Database } from '../database/database.js';
import type { Locale } from '../http/request-context.js';
import { htmlOf, textOf } from './mail-layout.js';
import { templateNamed, type Phrase } from './mail-template.js';
import { wordsOf, type House } from './mail-words.js';

/** What a stored mail needs to be written out. */
export interface MailFacts {
  readonly id: string;
  readonly template: string;
  readonly toName: string | null;
  readonly locale: Locale;
  readonly essential: boolean;
  /** Null once it was emptied. */
  readonly data: object | null;
}

export interface RenderedMail {
  readonly subject: string;
  readonly html: string;
  readonly text: string;
}

/** Longest subject, in characters: more is cut by everybody's inbox anyway. */
const SUBJECT_MAX = 200;

const REASON: Phrase = {
  fr: 'Tu reçois ce mail parce que cette adresse a été donnée à {community}.',
  vous: 'Vous recevez ce mail parce que cette adresse a été donnée à {community}.',
  en: 'You are receiving this mail because this address was given to {community}.',
};
const HINT: Phrase = {
  fr: 'Si le bouton ne répond pas, copie cette adresse dans ton navigateur :',
  vous: 'Si le bouton ne répond pas, copiez cette adresse dans votre navigateur :',
  en: 'If the button does nothing, copy this address into your browser:',
};
const STOP: Phrase = { fr: 'Ne plus recevoir ce genre de mails', en: 'Stop mails of this kind' };

/** Writes mails out. Done when they leave, not when they are queued: the person who waits for an answer does not wait for it. */
@Injectable()
export class MailRenderer {
  constructor(
    @Inject(SETTINGS) private readonly settings: Settings,
    private readonly database: Database,
  ) {}

  /** Null when this version does not know the template, or when what it was told was emptied. */
  async render(mail: MailFacts, unsubscribeUrl: string | null = null): Promise<RenderedMail | null> {
    const template = templateNamed(mail.template);
    if (!template || mail.data === null) return null;
    const house = await this.house();
    const words = wordsOf(house, mail.locale, mail.toName);
    const subject = oneLine(words.say(template.subject, mail.data as Record<string, string>));
    const sheet = {
      lang: mail.locale,
      subject,
      community: house.name,
      communityUrl: house.url,
      body: template.body(mail.data, words),
      addressHint: words.say(HINT),
      footer: [words.say(template.reason ?? REASON)],
      unsubscribe: unsubscribeUrl === null ? null : { label: words.say(STOP), url: unsubscribeUrl },
    };
    return { subject, html: htmlOf(sheet), text: textOf(sheet) };
  }

  async house(): Promise<House> {
    const row = await this.database.row<{ name: string; brand_name: string; voice: 'tu' | 'vous'; time_zone: string }>('SELECT name, brand_name, voice, time_zone FROM community');
    if (!row) throw new Error('The community row is missing');
    return { name: row.name, brandName: row.brand_name, voice: row.voice, timeZone: row.time_zone, url: this.settings.publicUrl };
  }
}

/** Text for a header: one line without control characters, so that nothing of it becomes a header of its own. */
export const oneLine = (text: string): string => text.replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, ' ').replace(/ {2,}/g, ' ').trim().slice(0, SUBJECT_MAX);
