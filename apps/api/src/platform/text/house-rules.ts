import type { Element, ElementContent, Root } from 'hast';
import type { Schema } from 'hast-util-sanitize';

/**
 * All that a text may contain. Nothing else leaves the sanitiser, whatever the passes before it produced:
 * no ids, no styles, no event handlers, no frames, no forms.
 */
export const SCHEMA: Schema = {
  tagNames: [
    'p', 'br', 'hr', 'h3', 'h4', 'h5', 'blockquote', 'ul', 'ol', 'li', 'pre', 'code', 'kbd', 'sub', 'sup',
    'strong', 'em', 'del', 'a', 'img', 'span', 'div', 'table', 'thead', 'tbody', 'tr', 'th', 'td', 'details', 'summary',
  ],
  attributes: {
    a: ['href', 'title', ['className', 'mention'], ['rel', 'nofollow', 'ugc', 'noopener']],
    img: ['src', 'alt', 'title', 'width', 'height', ['loading', 'lazy'], ['decoding', 'async']],
    code: [['className', /^language-[\w+#.-]{1,30}$/]],
    ol: ['start'],
    th: [['align', 'left', 'center', 'right']],
    td: [['align', 'left', 'center', 'right']],
    pre: [['tabIndex', 0]],
    div: [['className', 'table-scroll'], ['tabIndex', 0]],
    span: [['className', 'task', 'task-done']],
    ul: [['className', 'contains-task-list']],
    li: [['className', 'task-list-item']],
  },
  ancestors: { thead: ['table'], tbody: ['table'], tr: ['table'], th: ['table'], td: ['table'], li: ['ul', 'ol'], summary: ['details'] },
  protocols: { href: ['http', 'https', 'mailto'], src: [] },
  strip: ['script', 'style', 'template', 'noscript', 'iframe', 'object', 'svg', 'math', 'title', 'textarea', 'select'],
  allowComments: false,
  allowDoctypes: false,
  clobber: [],
  required: {},
};

/** The page has its own h1 and h2: what people write begins below. */
const HEADINGS: Readonly<Record<string, string>> = { h1: 'h3', h2: 'h4', h3: 'h5', h4: 'h5', h5: 'h5', h6: 'h5' };

/** Applies the house's rules to what a text contains, in place; the sanitiser comes after. */
export function applyHouseRules(tree: Root): void {
  const visit = (parent: Root | Element): void => {
    parent.children.forEach((child, at) => {
      if (child.type !== 'element') return;
      visit(child);
      const replacement = ruled(child);
      if (replacement !== child) parent.children[at] = replacement;
    });
  };
  visit(tree);
}

function ruled(element: Element): ElementContent {
  switch (element.tagName) {
    case 'a':
      return link(element);
    case 'img':
      return picture(element);
    case 'input':
      return task(element);
    case 'table':
      // Scrolls by itself on a phone, and can be scrolled with the keyboard.
      return { type: 'element', tagName: 'div', properties: { className: ['table-scroll'], tabIndex: 0 }, children: [element] };
    case 'blockquote':
      return spoiler(element);
    case 'pre':
      element.properties = { tabIndex: 0 };
      return element;
    default:
      element.tagName = HEADINGS[element.tagName] ?? element.tagName;
      return element;
  }
}

const isHere = (address: string): boolean => /^(\/(?![/\\])|#)/.test(address);
const isElsewhere = (address: string): boolean => /^(https?:\/\/|mailto:)/i.test(address);
const isOwnPicture = (address: string): boolean => address.startsWith('/media/') && !/[\\]|\.\.|%2e/i.test(address);

function link(element: Element): ElementContent {
  const { href, title, className } = element.properties;
  const address = typeof href === 'string' ? href.trim() : '';
  const mention = Array.isArray(className) && className.includes('mention') && address.startsWith('/members/');
  // An address that leads nowhere allowed keeps its words.
  if (!isHere(address) && !isElsewhere(address)) return { ...element, tagName: 'span', properties: {} };
  element.properties = {
    href: address,
    ...(typeof title === 'string' && { title }),
    ...(mention && { className: ['mention'] }),
    ...(isElsewhere(address) && { rel: ['nofollow', 'ugc', 'noopener'] }),
  };
  return element;
}

const SIZED = /^\/media\/files\/[0-9a-f-]{36}\/\d{2,4}\.webp\?s=([1-9]\d{0,3})x([1-9]\d{0,3})$/;

/** Pictures come from the house alone: anything else would tell a stranger who reads what, and when. */
function picture(element: Element): ElementContent {
  const { src, alt, title } = element.properties;
  const address = typeof src === 'string' ? src.trim() : '';
  const words = typeof alt === 'string' ? alt.trim() : '';
  if (isOwnPicture(address)) {
    // The address of a picture that a member brought tells its size, so that the page keeps its place.
    const [, width, height] = SIZED.exec(address) ?? [];
    element.properties = { src: address, alt: words, ...(typeof title === 'string' && { title }), ...(width !== undefined && height !== undefined && { width: Number(width), height: Number(height) }), loading: 'lazy', decoding: 'async' };
    return element;
  }
  const children: ElementContent[] = [{ type: 'text', value: words || address }];
  return link({ type: 'element', tagName: 'a', properties: { href: address }, children });
}

/** A box that is no form field: it has no label to give, and nobody can tick it. */
function task(element: Element): ElementContent {
  if (element.properties['type'] !== 'checkbox') return { type: 'text', value: '' };
  const done = element.properties['checked'] === true || element.properties['checked'] === '';
  return { type: 'element', tagName: 'span', properties: { className: done ? ['task', 'task-done'] : ['task'] }, children: [{ type: 'text', value: done ? '☑' : '☐' }] };
}

/** A quotation that begins with `!` (`>! the end of the film`) is folded until somebody wants to read it. */
function spoiler(element: Element): ElementContent {
  const first = element.children.find((child) => child.type === 'element');
  const text = first?.type === 'element' && first.tagName === 'p' ? first.children[0] : undefined;
  if (text?.type !== 'text' || !/^!(?:\s|$)/.test(text.value)) return element;
  text.value = text.value.replace(/^!\s*/, '');
  // One word serves both languages: the text is kept as it is shown to everybody.
  const summary: Element = { type: 'element', tagName: 'summary', properties: {}, children: [{ type: 'text', value: 'Spoiler' }] };
  return { type: 'element', tagName: 'details', properties: {}, children: [summary, ...element.children] };
}
