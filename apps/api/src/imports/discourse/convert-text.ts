import { convertMarkup } from './bbcode.js';
import { replaceEmoji } from './emoji.js';
import { keepLineBreaks } from './hard-breaks.js';
import { MaskedText } from './masked-text.js';
import { noteMissingFiles } from './missing-files.js';
import { convertQuotes, type Attribution, type QuoteMark } from './quotes.js';
import { rewriteLinks, type OldForum } from './rewrite-links.js';
import type { DiscoursePoll } from './topic.schema.js';
import type { ImportWords } from './words.js';

/** The post whose text is converted. */
export interface TextContext {
  readonly forum: OldForum;
  readonly words: ImportWords;
  readonly topicId: number;
  readonly postNumber: number;
  /** The post that Discourse says this one answers. */
  readonly replyTo: number | null;
  readonly polls: readonly DiscoursePoll[];
}

export interface ConvertedText {
  readonly markdown: string;
  /** The post of the same topic that this one answers, when its text or Discourse says so. */
  readonly replyTo: number | null;
  /** Pictures and files that the text shows and the import does not have. */
  readonly missingFiles: number;
}

/** Discourse's Markdown → ours: plain CommonMark with tables and the like, whose links lead to the new addresses. */
export function convertText(source: string, context: TextContext): ConvertedText {
  const masked = new MaskedText();
  const reply = { to: context.replyTo };
  const code = masked.maskCode(source.toWellFormed());
  const markup = convertMarkup(code, masked, context.words, context.polls);
  const linked = rewriteLinks(markup, masked, context.forum);
  const noted = noteMissingFiles(linked, context.words);
  const named = renameMentions(replaceEmoji(noted.text), context.forum);
  const broken = keepLineBreaks(ownLines(named), masked);
  const quoted = convertQuotes(broken, masked, attributionIn(context, reply));
  const markdown = masked.restore(quoted.replace(/\n[ \t]*\n\s*\n/g, '\n\n').trim());
  return { markdown, replyTo: reply.to, missingFiles: noted.missing };
}

/** Quotations' tags on lines of their own, so that the words beside them keep their line breaks. */
const ownLines = (text: string): string => text.replace(/[ \t]*(\[quote(?:=[^\]\n]*)?\]|\[\/quote\])[ \t]*/gi, '\n$1\n');

/**
 * A text that begins by quoting a post of its thread answers it: the relation then says whom. Every other quotation
 * names its author above it.
 */
export function attributionIn(context: TextContext, reply: { to: number | null }): Attribution {
  return (mark, first) => {
    const here = mark.topicId === context.topicId && mark.postNumber !== null && mark.postNumber < context.postNumber;
    if (here && first && (reply.to === null || reply.to === mark.postNumber)) {
      reply.to = mark.postNumber;
      return null;
    }
    return attributed(mark, context.forum);
  };
}

function attributed(mark: QuoteMark, forum: OldForum): { label: string; path: string | null } | null {
  const name = mark.username === null ? null : (forum.handleOf(mark.username) ?? mark.username);
  const place = mark.topicId === null ? null : forum.place({ kind: 'thread', topicId: mark.topicId, postNumber: mark.postNumber });
  if (name === null) return place ? { label: place.label ?? place.path, path: place.path } : null;
  return { label: name, path: place?.path ?? null };
}

/** Members whose name had to change are called by the new one. */
export function renameMentions(text: string, forum: OldForum): string {
  return text.replace(/(?<![\p{L}\p{N}_@/.-])@([\p{L}\p{N}_][\p{L}\p{N}_.-]{0,58}[\p{L}\p{N}_])/gu, (all, username: string) => {
    const handle = forum.handleOf(username);
    return handle === null || handle.toLowerCase() === username.toLowerCase() ? all : `@${handle}`;
  });
}
