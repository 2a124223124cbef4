/** A text area is told of chosen files by this event; its detail is the files. */
export const FILES_EVENT = 'foyer:files';

/** A picture of a text, as Markdown has it. */
export interface PictureInText {
  readonly alt: string;
  readonly address: string;
}

const PICTURE = /!\[((?:\\.|[^\]\\])*)\]\((\/media\/files\/[0-9a-f-]{36}\/\d{2,4}\.webp(?:\?s=\d{1,4}x\d{1,4})?)\)/g;
const escaped = (alt: string): string => alt.replace(/\s+/g, ' ').replace(/[\\[\]]/g, '\\$&');
const unescaped = (alt: string): string => alt.replace(/\\(.)/g, '$1');

/** The pictures that members brought, each once. */
export function picturesIn(text: string): PictureInText[] {
  const found = new Map<string, PictureInText>();
  for (const [, alt = '', address = ''] of text.matchAll(PICTURE)) if (!found.has(address)) found.set(address, { alt: unescaped(alt), address });
  return [...found.values()];
}

/** The text with another description of a picture. */
export const withAlt = (text: string, address: string, alt: string): string => text.replace(PICTURE, (whole, _alt, at) => (at === address ? markOf({ alt, address }) : whole));

/** The text without a picture, and without the empty line it leaves. */
export const withoutPicture = (text: string, address: string): string => text.replace(PICTURE, (whole, _alt, at) => (at === address ? '' : whole)).replace(/\n{3,}/g, '\n\n').replace(/^\n+/, '');

export const markOf = ({ alt, address }: PictureInText): string => `![${escaped(alt)}](${address})`;

/** The text with a picture on a line of its own after the one where the cursor is, and where the cursor goes. */
export function withPicture(text: string, caret: number, picture: PictureInText): { text: string; caret: number } {
  const end = text.indexOf('\n', caret);
  const before = text.slice(0, end < 0 ? text.length : end).trimEnd();
  const after = (end < 0 ? '' : text.slice(end)).trimStart();
  const begun = `${before}${before === '' ? '' : '\n\n'}${markOf(picture)}\n\n`;
  return { text: begun + after, caret: begun.length };
}
