import type { Element, ElementContent, Root, Text } from 'hast';
import { fromHtml } from 'hast-util-from-html';
import { toHtml } from 'hast-util-to-html';
import { guarded, htmlToMarkdown } from '../../platform/text/index.js';
import { attributionIn, renameMentions, type ConvertedText, type TextContext } from './convert-text.js';
import { emojiNamed } from './emoji.js';
import { isUpload } from './missing-files.js';
import { resolveAddress } from './rewrite-links.js';

const DROPPED: ReadonlySet<string> = new Set(['svg', 'meta', 'script', 'style', 'noscript', 'template', 'iframe']);
const DROPPED_CLASSES = ['quote-controls', 'poll-info', 'poll-buttons', 'onebox-metadata', 'site-icon', 'onebox-avatar', 'show-more-container'];

/**
 * Discourse's cooked HTML → the same Markdown that its source would have given: quotations, pictures, polls,
 * previews and mentions are told apart by their classes.
 * @throws TooIntricate when it is too long or too deep; the caller keeps the sanitised HTML then
 */
export function convertHtml(cooked: string, context: TextContext): ConvertedText {
  return guarded(() => {
    const tree = fromHtml(cooked.toWellFormed(), { fragment: true });
    const work = new CookedTree(context);
    work.clean(tree);
    return { markdown: htmlToMarkdown(toHtml(tree)), replyTo: work.reply.to, missingFiles: work.missing };
  });
}

/** Cooked HTML kept as HTML: only its links and pictures are brought up to date. It is sanitised by the writer. */
export function relinkHtml(cooked: string, context: TextContext): string {
  return guarded(() => {
    const tree = fromHtml(cooked.toWellFormed(), { fragment: true });
    new CookedTree(context).clean(tree);
    return toHtml(tree);
  });
}

class CookedTree {
  missing = 0;
  readonly reply: { to: number | null };

  constructor(private readonly context: TextContext) {
    this.reply = { to: context.replyTo };
  }

  clean(tree: Root): void {
    let first = true;
    this.rewrite(tree, (element) => {
      const opening = first;
      return this.replacement(element, opening);
    }, () => (first = false));
  }

  /** Children first to last; a replacement is not looked into again. `seen` runs once some content has passed. */
  private rewrite(parent: Root | Element, replace: (element: Element) => ElementContent[] | null, seen: () => void): void {
    parent.children = parent.children.flatMap((child): ElementContent[] => {
      if (child.type === 'text') {
        if (child.value.trim() !== '') seen();
        return [child];
      }
      if (child.type !== 'element') return [];
      const replaced = replace(child);
      if (replaced === null) this.rewrite(child, replace, seen);
      if (replaced === null || replaced.length > 0) seen();
      return replaced ?? [child];
    });
  }

  private replacement(element: Element, opening: boolean): ElementContent[] | null {
    if (DROPPED.has(element.tagName) || DROPPED_CLASSES.some((name) => has(element, name))) return [];
    if (has(element, 'quote') && element.tagName === 'aside') return this.quote(element, opening);
    if (has(element, 'onebox') && element.tagName !== 'a') return this.onebox(element);
    if (has(element, 'lightbox-wrapper')) return this.lightbox(element);
    if (has(element, 'poll')) return this.poll(element);
    switch (element.tagName) {
      case 'img':
        return this.picture(element);
      case 'a':
        return this.link(element);
      case 'details':
        return this.details(element);
      case 'pre':
        return [codeBlock(element)];
      default:
        return null;
    }
  }

  private quote(element: Element, opening: boolean): ElementContent[] {
    const { dataUsername, dataPost, dataTopic } = element.properties;
    const titled = find(element, (child) => has(child, 'title'));
    const username = text(dataUsername) ?? (titled && text(inner(titled).trim().replace(/:$/, '')));
    const attribute = attributionIn(this.context, this.reply);
    const above = attribute({ username, postNumber: whole(dataPost), topicId: whole(dataTopic) }, opening);
    const said = find(element, (child) => child.tagName === 'blockquote');
    if (!said) return [];
    this.rewrite(said, (child) => this.replacement(child, false), () => undefined);
    if (above) said.children.unshift(node('p', [node('strong', above.path ? [anchor(above.path, above.label)] : [words(above.label)])]));
    return [said];
  }

  /** A preview is its address again: the page it shows may have changed or gone. */
  private onebox(element: Element): ElementContent[] {
    const source = text(element.properties['dataOneboxSrc']) ?? address(find(element, (child) => address(child) !== null));
    if (source === null) return [];
    const titled = find(element, (child) => /^h[1-6]$/.test(child.tagName));
    const place = resolveAddress(source, this.context.forum);
    return [node('p', [anchor(place?.path ?? source, place?.label ?? ((titled && inner(titled)) || source))])];
  }

  private lightbox(element: Element): ElementContent[] {
    const picture = find(element, (child) => child.tagName === 'img');
    const target = find(element, (child) => child.tagName === 'a');
    const src = address(target) ?? text(picture?.properties['src']) ?? '';
    const alt = text(target?.properties['title']) ?? text(picture?.properties['alt']) ?? '';
    return isUpload(src) ? this.note(this.context.words.missingImage(alt)) : [anchor(src, alt || src)];
  }

  private picture(element: Element): ElementContent[] | null {
    const { src, alt, title } = element.properties;
    const name = /^:([a-z0-9_+-]+):(?:t([2-6]):)?$/.exec(text(title) ?? text(alt) ?? '');
    if (has(element, 'emoji')) return [words((name?.[1] && emojiNamed(name[1], name[2])) ?? text(alt) ?? '')];
    if (has(element, 'avatar')) return [];
    if (isUpload(text(src) ?? '')) return this.note(this.context.words.missingImage(text(alt) ?? ''));
    return null;
  }

  private link(element: Element): ElementContent[] | null {
    const href = address(element) ?? '';
    if (has(element, 'mention')) return [words(renameMentions(inner(element), this.context.forum))];
    if (['mention-group', 'hashtag', 'hashtag-cooked'].some((name) => has(element, name))) return [words(inner(element))];
    if (has(element, 'attachment') || isUpload(href)) return this.note(this.context.words.missingFile(inner(element)));
    const place = resolveAddress(href, this.context.forum);
    if (place) {
      element.properties['href'] = place.path;
      if (inner(element).trim() === href) element.children = [words(place.label ?? place.path)];
    }
    return null;
  }

  private poll(element: Element): ElementContent[] {
    const title = find(element, (child) => has(child, 'poll-title'));
    const list = find(element, (child) => child.tagName === 'ul' || child.tagName === 'ol');
    const known = this.context.polls.find((poll) => poll.name === (text(element.properties['dataPollName']) ?? 'poll'));
    const head = [this.context.words.poll, title ? inner(title).trim() : (known?.title ?? '')].filter((part) => part !== '').join(' — ');
    const options = (list?.children ?? []).filter((child): child is Element => child.type === 'element');
    const counted = options.map((option, at) => {
      const votes = known?.options[at]?.votes;
      return node('li', [words(votes === undefined ? inner(option).trim() : `${inner(option).trim()} — ${this.context.words.votes(votes)}`)]);
    });
    return [node('p', [node('strong', [words(head)])]), node('ul', counted)];
  }

  private details(element: Element): ElementContent[] {
    const summary = element.children.find((child): child is Element => child.type === 'element' && child.tagName === 'summary');
    const rest = node('div', element.children.filter((child) => child !== summary));
    this.rewrite(rest, (child) => this.replacement(child, false), () => undefined);
    return [node('p', [node('strong', [words((summary && inner(summary).trim()) || this.context.words.details)])]), ...rest.children];
  }

  private note(said: string): ElementContent[] {
    this.missing++;
    return [node('em', [words(`[${said}]`)])];
  }
}

/** `lang-cpp` is how Discourse says it, `language-cpp` how everybody else does. */
function codeBlock(element: Element): Element {
  const code = find(element, (child) => child.tagName === 'code');
  const language = code && Array.isArray(code.properties['className']) ? code.properties['className'].find((name) => /^lang-(?!auto|nohighlight)/.test(String(name))) : undefined;
  if (code) code.properties = language === undefined ? {} : { className: [`language-${String(language).slice('lang-'.length)}`] };
  return element;
}

const node = (tagName: string, children: ElementContent[]): Element => ({ type: 'element', tagName, properties: {}, children });
const words = (value: string): Text => ({ type: 'text', value });
const anchor = (href: string, label: string): Element => ({ ...node('a', [words(label)]), properties: { href } });
const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);
const whole = (value: unknown): number | null => (/^\d{1,9}$/.test(String(value ?? '')) ? Number(value) : null);
const address = (element: Element | null): string | null => (element?.tagName === 'a' ? text(element.properties['href']) : null);
const has = (element: Element, name: string): boolean => Array.isArray(element.properties['className']) && element.properties['className'].includes(name);

function inner(element: Element): string {
  return element.children.map((child) => (child.type === 'text' ? child.value : child.type === 'element' ? inner(child) : '')).join('');
}

function find(parent: Element, wanted: (element: Element) => boolean): Element | null {
  for (const child of parent.children) {
    if (child.type !== 'element') continue;
    const found = wanted(child) ? child : find(child, wanted);
    if (found) return found;
  }
  return null;
}
