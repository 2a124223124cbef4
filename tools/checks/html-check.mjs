import { parse } from 'svelte/compiler';

/** The one component that may put HTML in a page; what it is given was sanitised on the server. */
export const RICH_TEXT = 'apps/web/src/lib/ui/rich-text.svelte';

/**
 * Where a Svelte component breaks the page's safety: `{@html}` outside of the one component, and `style` attributes,
 * which the content security policy would refuse.
 * @param {string} file @param {string} source @returns {string[]} one line per place
 */
export function unsafeMarkup(file, source) {
  /** @type {string[]} */
  const found = [];
  /** @param {unknown} node */
  const visit = (node) => {
    if (Array.isArray(node)) return node.forEach(visit);
    if (typeof node !== 'object' || node === null) return;
    const { type, start, name } = /** @type {{ type?: string, start?: number, name?: string }} */ (node);
    if (type === 'HtmlTag' && file !== RICH_TEXT) found.push(`${file}:${lineAt(source, start)} {@html} outside of ${RICH_TEXT}`);
    if (type === 'Attribute' && name === 'style') found.push(`${file}:${lineAt(source, start)} style attribute`);
    for (const [key, value] of Object.entries(node)) if (key !== 'parent' && key !== 'metadata') visit(value);
  };
  visit(parse(source, { filename: file, modern: true }).fragment);
  return found;
}

/** @param {string} source @param {number | undefined} offset */
const lineAt = (source, offset = 0) => source.slice(0, offset).split('\n').length;
