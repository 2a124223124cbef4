import type { Root } from 'hast';
import { fromHtml } from 'hast-util-from-html';
import { sanitize } from 'hast-util-sanitize';
import { toMdast } from 'hast-util-to-mdast';
import { gfmToMarkdown } from 'mdast-util-gfm';
import { toMarkdown } from 'mdast-util-to-markdown';
import { applyHouseRules, SCHEMA } from './house-rules.js';
import { checkTree, TooIntricate } from './intricacy.js';
import { finish, guarded } from './markdown.js';

/** Characters of HTML that an import may bring in one text. */
const MAX_HTML = 500_000;

/**
 * Foreign HTML (an import's) → the same sanitised HTML that our own texts have, and its plain words.
 * @throws TooIntricate when it is too long or too deep
 */
export function sanitizeHtml(html: string): { html: string; plain: string } {
  return guarded(() => finish(parse(html)));
}

/**
 * Foreign HTML → Markdown that renders to about the same text; what Markdown cannot say is dropped.
 * @throws TooIntricate when it is too long or too deep
 */
export function htmlToMarkdown(html: string): string {
  return guarded(() => {
    const tree = parse(html);
    applyHouseRules(tree);
    const mdast = toMdast(sanitize(tree, SCHEMA) as Root);
    return toMarkdown(mdast as Parameters<typeof toMarkdown>[0], { extensions: [gfmToMarkdown()], bullet: '-', emphasis: '_' }).trim();
  });
}

function parse(html: string): Root {
  if (html.length > MAX_HTML) throw new TooIntricate('too long');
  const tree = fromHtml(html, { fragment: true });
  checkTree(tree);
  return tree;
}
