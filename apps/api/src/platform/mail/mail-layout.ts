import { defaultBrand, themeOf } from '@foyer/domain/branding';
import { layout } from './layout/layout.generated.js';
import type { MailBody } from './mail-template.js';

/** A body with what the layout adds around it. */
export interface Sheet {
  readonly lang: string;
  readonly subject: string;
  readonly community: string;
  readonly communityUrl: string;
  readonly body: MailBody;
  /** Says where a button leads, for clients that show none. */
  readonly addressHint: string;
  /** Sentences at the foot. */
  readonly footer: readonly string[];
  readonly unsubscribe: { readonly label: string; readonly url: string } | null;
}

type Blanks = Readonly<Record<string, string>>;

/** The HTML part. Every text and address is escaped here, and nowhere else. */
export function htmlOf(sheet: Sheet): string {
  const { body } = sheet;
  const text = (piece: keyof typeof layout, words: string): string => fill(layout[piece], { text: withBreaks(words) });
  const parts = [
    text('heading', body.heading),
    ...body.paragraphs.map((words) => text('paragraph', words)),
    body.button ? fill(layout.button, { text: escaped(body.button.label), url: escaped(webAddress(body.button.url)) }) : '',
    body.code ? text('code', body.code) : '',
    ...(body.closing ?? []).map((words) => text('paragraph', words)),
    ...(body.small ?? []).map((words) => text('small', words)),
    body.button ? fill(layout.small, { text: `${escaped(sheet.addressHint)} ${link(body.button.url, body.button.url)}` }) : '',
  ];
  const footer = [...sheet.footer.map(withBreaks), link(sheet.community, sheet.communityUrl), ...(sheet.unsubscribe ? [link(sheet.unsubscribe.label, sheet.unsubscribe.url)] : [])];
  const frame: Blanks = {
    lang: escaped(sheet.lang),
    subject: escaped(sheet.subject),
    preview: escaped(body.preview ?? body.paragraphs[0] ?? ''),
    community: escaped(sheet.community),
    footer: footer.join('<br>'),
  };
  return fill(layout.before, frame) + parts.join('\n') + fill(layout.after, frame);
}

/** The plain text part: the same words in the same order. */
export function textOf(sheet: Sheet): string {
  const { body } = sheet;
  const blocks = [
    body.heading,
    ...body.paragraphs,
    ...(body.button ? [`${body.button.label}\n${body.button.url}`] : []),
    ...(body.code ? [body.code] : []),
    ...(body.closing ?? []),
    ...(body.small ?? []),
    ['-- ', ...sheet.footer, `${sheet.community}: ${sheet.communityUrl}`, ...(sheet.unsubscribe ? [`${sheet.unsubscribe.label}: ${sheet.unsubscribe.url}`] : [])].join('\n'),
  ];
  return `${blocks.join('\n\n')}\n`;
}

const CHARACTERS: Blanks = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escaped = (text: string): string => text.replace(/[&<>"']/g, (character) => CHARACTERS[character] ?? character);
const withBreaks = (text: string): string => escaped(text).replace(/\r?\n/g, '<br>');
const link = (label: string, url: string): string => `<a href="${escaped(webAddress(url))}" target="_blank">${escaped(label)}</a>`;

/** @throws when it is no address of a page: a template never links to anything else */
function webAddress(url: string): string {
  if (!/^https?:\/\//i.test(url)) throw new Error('A mail links to web addresses only');
  return url;
}

// One pass: what fills a blank is never looked at for blanks of its own.
const fill = (piece: string, blanks: Blanks): string => piece.replace(/\{\{([\w:-]+)\}\}/g, (_blank, name: string) => blanks[name] ?? theme()[name] ?? '');

let colours: Blanks | null = null;
function theme(): Blanks {
  return (colours ??= readTheme());
}

function readTheme(): Blanks {
  const result = themeOf(defaultBrand);
  if (!result.ok) throw new Error('The brand cannot be used');
  const dark = Object.fromEntries(Object.entries(result.theme.dark).map(([name, value]) => [`dark:${name}`, value]));
  // Mail clients load no fonts of ours: the interface family is used where it is installed.
  return { ...result.theme.light, ...dark, font: escaped(`'${defaultBrand.fontUi}', 'Helvetica Neue', Helvetica, Arial, sans-serif`), radius: `${defaultBrand.radius}px` };
}
