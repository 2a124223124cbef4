import type { MaskedText } from './masked-text.js';
import { escapeLabel } from './rewrite-links.js';

/** Whom a quotation names, as `[quote="name, post:1, topic:2, full:true"]` says it. */
export interface QuoteMark {
  readonly username: string | null;
  readonly postNumber: number | null;
  readonly topicId: number | null;
}

/** What stands above a quotation: words, and where they lead. Null: nothing, the reply relation says it. */
export type Attribution = (mark: QuoteMark, first: boolean) => { readonly label: string; readonly path: string | null } | null;

interface Open {
  readonly mark: QuoteMark;
  readonly tag: string;
  readonly first: boolean;
  text: string;
}

const TAG = /\[quote(?:=("[^"\n]*"|“[^”\n]*”|[^\]\n]*))?\]|\[\/quote\]/gi;

/** `[quote]` blocks, nested ones too → Markdown blockquotes. Tags without their partner stay as they were typed. */
export function convertQuotes(text: string, masked: MaskedText, attribute: Attribution): string {
  const stack: Open[] = [];
  let out = '';
  let from = 0;
  const add = (piece: string): void => {
    const top = stack.at(-1);
    if (top) top.text += piece;
    else out += piece;
  };
  for (const match of text.matchAll(TAG)) {
    add(text.slice(from, match.index));
    from = match.index + match[0].length;
    if (!match[0].startsWith('[/')) {
      const first = stack.length === 0 && out.trim() === '';
      stack.push({ mark: readMark(match[1] ?? ''), tag: match[0], first, text: '' });
      continue;
    }
    const quote = stack.pop();
    if (quote) add(blockquote(quote, masked, attribute));
    else add(match[0]);
  }
  add(text.slice(from));
  for (let open = stack.pop(); open; open = stack.pop()) add(open.tag + open.text);
  return out;
}

function blockquote(quote: Open, masked: MaskedText, attribute: Attribution): string {
  const said = masked.restore(quote.text.replace(/\n[ \t]*\n\s*\n/g, '\n\n')).trim();
  if (said === '') return '\n';
  const above = attribute(quote.mark, quote.first);
  const lines = [...(above ? [attributionLine(above), ''] : []), ...said.split('\n')];
  return `\n\n${masked.keep(lines.map((line) => (line === '' ? '>' : `> ${line}`)).join('\n'))}\n\n`;
}

export function attributionLine(above: { readonly label: string; readonly path: string | null }): string {
  return above.path ? `**[${escapeLabel(above.label)}](${above.path})**` : `**${escapeLabel(above.label)}**`;
}

/** `name, post:1, topic:2`; a newer form has the full name first and `username:` after. */
export function readMark(text: string): QuoteMark {
  const parts = text.replace(/^["“]|["”]$/g, '').split(',').map((part) => part.trim());
  const valued = new Map(parts.slice(1).map((part) => [part.split(':')[0]?.toLowerCase() ?? '', part.slice(part.indexOf(':') + 1)]));
  const number = (name: string): number | null => (/^\d{1,9}$/.test(valued.get(name) ?? '') ? Number(valued.get(name)) : null);
  return { username: valued.get('username') ?? (parts[0] || null), postNumber: number('post'), topicId: number('topic') };
}
