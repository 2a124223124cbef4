import type { Locale } from '../http/request-context.js';
import type { Phrase } from '../text/phrase.js';

/**
 * The mails of the house and what each is told; capabilities add theirs by declaration merging. What is told is kept
 * as JSON until the mail has left: ids, names, addresses of pages, dates as ISO texts.
 */
export interface MailTemplates {}

export type MailName = keyof MailTemplates & string;

export type { Phrase };

/** What a template writes with. */
export interface MailWords {
  readonly locale: Locale;
  readonly community: { readonly name: string; readonly brandName: string; readonly url: string };
  /** The recipient's name, or null when it is not known. */
  readonly recipient: string | null;
  /** The phrase in the recipient's language and the community's voice, its blanks filled with plain text. */
  say(phrase: Phrase, blanks?: Readonly<Record<string, string | number>>): string;
  /** A day and time of the community's time zone, e.g. “vendredi 20 novembre à 19 h 12”. */
  moment(iso: string): string;
}

/** A mail as plain structure: what it looks like is the layout's. Every text is plain text. */
export interface MailBody {
  /** What an inbox shows after the subject; the first paragraph when absent. */
  readonly preview?: string;
  readonly heading: string;
  readonly paragraphs: readonly string[];
  /** The one thing to do. Its address is given in small print as well, for those whose buttons do nothing. */
  readonly button?: { readonly label: string; readonly url: string };
  /** A code to type. */
  readonly code?: string;
  /** After the button or the code. */
  readonly closing?: readonly string[];
  readonly small?: readonly string[];
}

export interface MailTemplate<Data> {
  /** Never holds a secret: it is kept after sending. Blanks are `{community}` and the texts of `data`. */
  readonly subject: Phrase;
  readonly body: (data: Data, words: MailWords) => MailBody;
  /** Why the recipient gets it, at the foot; a sentence about her membership when absent. */
  readonly reason?: Phrase;
  /**
   * True for mails that open nothing (no link of one use, no code): they can be read again after they were sent.
   * Of all others, what they were told is emptied then.
   */
  readonly harmless?: boolean;
}

const templates = new Map<string, MailTemplate<never>>();

/** Each capability registers its mails when its module is loaded. */
export function registerMail<N extends MailName>(name: N, template: MailTemplate<MailTemplates[N]>): void {
  if (templates.has(name)) throw new Error(`Two mails are named ${name}`);
  templates.set(name, template as MailTemplate<never>);
}

/** Null when this version knows no such mail. */
export function templateNamed(name: string): MailTemplate<object> | null {
  return (templates.get(name) as MailTemplate<object> | undefined) ?? null;
}

export const templateNames = (): string[] => [...templates.keys()].sort();
