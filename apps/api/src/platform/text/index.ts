export { TextModule } from './text.module.js';
export { TextRenderer } from './text-renderer.js';
export { guarded, renderMarkdown, RENDERER_VERSION, type RenderedText } from './markdown.js';
export { sanitizeHtml, htmlToMarkdown } from './html.js';
export { candidateHandles, MAX_MENTIONS, type KnownHandles } from './mentions.js';
export { isUsual, MAX_SOURCE, TooIntricate } from './intricacy.js';
