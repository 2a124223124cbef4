import type { PostRecord } from '@foyer/domain/imports';
import { RENDERER_VERSION, renderMarkdown, sanitizeHtml, TooIntricate, type KnownHandles } from '../platform/text/index.js';

/** A record's text in every form that is stored. */
export interface StoredText {
  readonly source: string;
  readonly format: 'markdown' | 'html';
  readonly html: string;
  readonly plain: string;
  readonly renderer: number;
  /** Lower-case handles that it calls. */
  readonly mentions: readonly string[];
  /** It could not be rendered as it was written: its words are shown without their form. */
  readonly degraded: boolean;
}

/** Renders or sanitises a record's text. Never refuses: what cannot be shown as written is shown as plain words. */
export function storedText(text: PostRecord['text'], known: KnownHandles): StoredText {
  if ('markdown' in text) {
    const rendered = attempt(() => renderMarkdown(text.markdown, known));
    if (rendered) return { source: text.markdown, format: 'markdown', renderer: RENDERER_VERSION, degraded: false, ...rendered };
    if (text.fallbackHtml === undefined) return asWords(text.markdown, 'markdown', text.markdown);
  }
  const html = 'html' in text ? text.html : (text.fallbackHtml ?? '');
  const safe = attempt(() => sanitizeHtml(html));
  if (safe) return { source: safe.html, format: 'html', renderer: RENDERER_VERSION, degraded: false, mentions: [], ...safe };
  return asWords(html, 'html', html.replace(/<[^>]*>/g, ' '));
}

function attempt<T>(work: () => T): T | null {
  try {
    return work();
  } catch (error) {
    if (error instanceof TooIntricate) return null;
    throw error;
  }
}

function asWords(source: string, format: 'markdown' | 'html', words: string): StoredText {
  const paragraphs = words.trim().split(/\n\s*\n/).map((paragraph) => `<p>${escaped(paragraph.trim()).replace(/\n/g, '<br>')}</p>`);
  return { source, format, html: paragraphs.join('\n'), plain: words.trim(), renderer: RENDERER_VERSION, mentions: [], degraded: true };
}

const escaped = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
