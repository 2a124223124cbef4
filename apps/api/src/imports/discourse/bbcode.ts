import type { DiscoursePoll } from './topic.schema.js';
import type { ImportWords } from './words.js';
import type { MaskedText } from './masked-text.js';

/** BBCode and the HTML that Discourse let through → Markdown. Code is masked already; unknown tags stay as typed. */
export function convertMarkup(text: string, masked: MaskedText, words: ImportWords, polls: readonly DiscoursePoll[]): string {
  return convertLists(convertHtmlTags(convertInline(convertBlocks(text, words, polls), masked)));
}

function convertBlocks(text: string, words: ImportWords, polls: readonly DiscoursePoll[]): string {
  return text
    .replace(/\[poll([^\]\n]*)\]([\s\S]*?)\[\/poll\]/gi, (_all, attributes: string, body: string) => poll(attributes, body, words, polls))
    .replace(/\[details(?:=(?:"([^"\n]*)"|“([^”\n]*)”|([^\]\n]*)))?\]([\s\S]*?)\[\/details\]/gi, (_all, a?: string, b?: string, c?: string, body?: string) => details(a ?? b ?? c ?? '', body ?? '', words))
    .replace(/<details(?:\s[^>]*)?>\s*(?:<summary(?:\s[^>]*)?>([\s\S]*?)<\/summary>)?([\s\S]*?)<\/details>/gi, (_all, summary: string | undefined, body: string) => details(summary ?? '', body, words))
    .replace(/\[(?:date|date-range)(?:=| from=)(\d{4}-\d\d-\d\d)[^\]\n]*\]/gi, '$1')
    .replace(/\[(center|left|right|indent|wrap|size|color|font)(?:=[^\]\n]*| [^\]\n]*)?\]([\s\S]*?)\[\/\1\]/gi, '$2')
    .replace(/<!--[\s\S]*?-->/g, '');
}

/** A question's options with the votes counted so far; who voted is not kept. */
function poll(attributes: string, body: string, words: ImportWords, polls: readonly DiscoursePoll[]): string {
  const name = /\bname=["']?([\w-]+)/.exec(attributes)?.[1] ?? 'poll';
  const known = polls.find((candidate) => candidate.name === name);
  const lines = body.split('\n').map((line) => line.trim()).filter((line) => line !== '');
  const title = lines.find((line) => line.startsWith('#'))?.replace(/^#+\s*/, '') ?? known?.title ?? '';
  const options = lines.filter((line) => /^[-*+]\s/.test(line)).map((line) => line.replace(/^[-*+]\s+/, ''));
  const counted = known?.options ?? [];
  const listed = options.length > 0 ? options : counted.map((option) => option.html.replace(/<[^>]*>/g, ''));
  const head = `**${words.poll}${title ? ` — ${title}` : ''}**`;
  return `\n\n${head}\n\n${listed.map((option, at) => `- ${option}${counted[at] ? ` — ${words.votes(counted[at].votes)}` : ''}`).join('\n')}\n\n`;
}

function details(summary: string, body: string, words: ImportWords): string {
  const head = summary.replace(/\s+/g, ' ').trim() || words.details;
  return `\n\n**${head}**\n\n${body.trim()}\n\n`;
}

function convertInline(text: string, masked: MaskedText): string {
  return text
    .replace(/\[url\]\s*([^\s[\]]+)\s*\[\/url\]/gi, ' $1 ')
    .replace(/\[url=["']?([^\s"'\]]+)["']?\]([\s\S]*?)\[\/url\]/gi, (_all, address: string, label: string) => link(label, address))
    .replace(/\[email\]([^\s[\]]+)\[\/email\]/gi, '<$1>')
    .replace(/\[img(?:=[^\]\n]*| [^\]\n]*)?\]\s*([^\s[\]]+)\s*\[\/img\]/gi, '![]($1)')
    .replace(/\[(?:youtube|video|media)\]\s*([^\s[\]]+)\s*\[\/(?:youtube|video|media)\]/gi, '\n\n$1\n\n')
    .replace(/\[b\]([\s\S]*?)\[\/b\]/gi, (_all, inner: string) => marked('**', inner))
    .replace(/\[i\]([^[\]]*?)\[\/i\]/gi, (_all, inner: string) => marked('*', inner))
    .replace(/\[(?:s|strike)\]([\s\S]*?)\[\/(?:s|strike)\]/gi, (_all, inner: string) => marked('~~', inner))
    .replace(/\[u\]([\s\S]*?)\[\/u\]/gi, (_all, inner: string) => marked('*', inner))
    .replace(/\[spoiler\]([\s\S]*?)\[\/spoiler\]/gi, (_all, inner: string) => masked.restore(inner))
    .replace(/\[hr\]/gi, '\n\n---\n\n');
}

function convertHtmlTags(text: string): string {
  if (!text.includes('<')) return text;
  return text
    .replace(/<a\s[^>]*?href=["']?([^\s"'>]+)["']?[^>]*>([\s\S]*?)<\/a>/gi, (_all, address: string, label: string) => link(label, address))
    .replace(/<img\s[^>]*?src=["']?([^\s"'>]+)["']?[^>]*>/gi, (all, address: string) => `![${/alt=["']([^"']*)["']/i.exec(all)?.[1] ?? ''}](${address})`)
    .replace(/<(b|strong)>([\s\S]*?)<\/\1>/gi, (_all, _tag: string, inner: string) => marked('**', inner))
    .replace(/<(i|em)>([\s\S]*?)<\/\1>/gi, (_all, _tag: string, inner: string) => marked('*', inner))
    .replace(/<(s|del|strike)>([\s\S]*?)<\/\1>/gi, (_all, _tag: string, inner: string) => marked('~~', inner))
    .replace(/<(kbd|code|tt)>([^<\n`]*)<\/\1>/gi, '`$2`')
    .replace(/<h([1-6])>([^<\n]*)<\/h\1>/gi, (_all, level: string, inner: string) => `\n\n${'#'.repeat(Number(level))} ${inner.trim()}\n\n`)
    .replace(/<br\s*\/?>/gi, '\\\n')
    .replace(/<hr\s*\/?>/gi, '\n\n---\n\n')
    .replace(/<\/?(?:p|div|section|center)(?:\s[^<>]*)?>/gi, '\n\n')
    .replace(/<\/?(?:span|font|small|big|sub|sup|ins|u|mark|abbr|summary)(?:\s[^<>]*)?>/gi, '');
}

function convertLists(text: string): string {
  if (!/\[(?:li|\*|ul|ol|list)/i.test(text)) return text;
  return text
    .replace(/\[(ul|ol|list)(?:=[^\]\n]*)?\]([\s\S]*?)\[\/\1\]/gi, (_all, _tag: string, body: string) => `\n\n${items(body)}\n\n`)
    .replace(/(?:\[li\][\s\S]*?\[\/li\]\s*)+/gi, (body) => `\n\n${items(body)}\n\n`);
}

const items = (body: string): string =>
  body
    .split(/\[(?:li|\*)\]/i)
    .map((item) => item.replace(/\[\/(?:li|\*)\]/gi, '').trim())
    .filter((item) => item !== '')
    .map((item) => `- ${item.replace(/\n+/g, '\n  ')}`)
    .join('\n');

/** Marks hug their words, or Markdown does not see them; several paragraphs are marked one by one. */
function marked(mark: string, inner: string): string {
  return inner
    .split(/(\n\s*\n)/)
    .map((part) => part.replace(/^(\s*)([\s\S]*?)(\s*)$/, (_all, before: string, words: string, after: string) => (words === '' ? before + after : before + mark + words + mark + after)))
    .join('');
}

/** A link; an image as its words keeps them, an address with brackets is closed in. */
function link(label: string, address: string): string {
  const words = label.replace(/\s+/g, ' ').trim();
  if (words === '' || words === address) return ` ${address} `;
  return `[${words}](${/[()]/.test(address) ? `<${address}>` : address})`;
}
