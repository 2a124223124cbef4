import type { Element, Root } from 'hast';

const BLOCKS: ReadonlySet<string> = new Set(['p', 'h3', 'h4', 'h5', 'blockquote', 'ul', 'ol', 'li', 'pre', 'hr', 'table', 'tr', 'div', 'br']);

/**
 * The words of a text, without marks: for search, excerpts and mail. Quoted passages are left out, since they are
 * somebody else's words, unless there is nothing else. What is folded stays folded: nothing gives an ending away.
 */
export function plainOf(tree: Root): string {
  return words(tree, true) || words(tree, false);
}

function words(tree: Root, withoutQuotes: boolean): string {
  const parts: string[] = [];
  const visit = (parent: Root | Element): void => {
    for (const child of parent.children) {
      if (child.type === 'text') parts.push(child.value);
      if (child.type !== 'element' || (withoutQuotes && child.tagName === 'blockquote')) continue;
      if (child.tagName === 'details') {
        parts.push('\nSpoiler\n');
        continue;
      }
      const block = BLOCKS.has(child.tagName);
      if (block) parts.push('\n');
      if (child.tagName === 'img' && typeof child.properties['alt'] === 'string') parts.push(child.properties['alt']);
      visit(child);
      if (block) parts.push('\n');
      else if (child.tagName === 'td' || child.tagName === 'th') parts.push(' ');
    }
  };
  visit(tree);
  return parts.join('').replace(/[^\S\n]+/g, ' ').replace(/ ?\n[\s]*/g, '\n').trim();
}
