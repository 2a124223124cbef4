import { sanitize } from 'hast-util-sanitize';
import { toHtml } from 'hast-util-to-html';
import type { Root } from 'hast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { toHast, type Handlers } from 'mdast-util-to-hast';
import { gfm } from 'micromark-extension-gfm';
import { applyHouseRules, SCHEMA } from './house-rules.js';
import { checkSource, checkTree, TooIntricate } from './intricacy.js';
import { linkMentions, type KnownHandles } from './mentions.js';
import { plainOf } from './plain.js';

/** Raised when the same source would give other HTML, so that stored texts can be rendered anew. */
export const RENDERER_VERSION = 2;

export interface RenderedText {
  /** Sanitised, ready to be put into a page. */
  readonly html: string;
  readonly plain: string;
  /** Handles of the members it calls, lower case. */
  readonly mentions: readonly string[];
}

// Footnotes would put ids into pages that show many texts.
const SYNTAX = [gfm(), { disable: { null: ['gfmFootnoteCall', 'gfmFootnoteDefinition', 'gfmPotentialFootnoteCall'] } }];
const TREES = [gfmFromMarkdown()];

// Raw HTML is shown as it was typed: it does nothing, and nothing is lost.
const HANDLERS: Handlers = {
  html(_state, node: { value: string }, parent) {
    const text = { type: 'text' as const, value: node.value };
    const inside = parent !== undefined && !['root', 'blockquote', 'listItem'].includes(parent.type);
    return inside ? text : { type: 'element' as const, tagName: 'p', properties: {}, children: [text] };
  },
};

/**
 * Markdown (CommonMark, tables, strikethrough, autolinks, task lists, spoilers) → sanitised HTML and plain words.
 * Takes up to some milliseconds per thousand characters: requests go through `TextRenderer`.
 * @throws TooIntricate when the source is longer or deeper than a person would write
 */
export function renderMarkdown(source: string, known: KnownHandles = new Map()): RenderedText {
  checkSource(source);
  return guarded(() => {
    const mdast = fromMarkdown(source, { extensions: SYNTAX, mdastExtensions: TREES });
    checkTree(mdast);
    const tree = toHast(mdast, { handlers: HANDLERS }) as Root;
    const mentions = linkMentions(tree, known);
    return { ...finish(tree), mentions };
  });
}

/** House rules, then the sanitiser, always in this order and always both. */
export function finish(tree: Root): { html: string; plain: string } {
  applyHouseRules(tree);
  const safe = sanitize(tree, SCHEMA) as Root;
  return { html: toHtml(safe), plain: plainOf(safe) };
}

/** A stack that runs out is the text's fault, not the process's end. */
export function guarded<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof RangeError) throw new TooIntricate('too deep');
    throw error;
  }
}
