import { frenchSpacing } from '#lib/ui/typography.ts';

/** Code is shown as it was written; tags are no text. */
const KEPT = /(<(?:pre|code)\b[\s\S]*?<\/(?:pre|code)>|<[^>]*>)/;

/** Sanitised HTML of a post with the spaces that its language asks for: no-break ones in French. */
export function spacedHtml(html: string, lang: string): string {
  if (lang !== 'fr') return html;
  // While the server renders, a text may still be what becomes one in the browser (see `written.ts`).
  return String(html)
    .split(KEPT)
    .map((part, index) => (index % 2 === 0 ? frenchSpacing(part) : part))
    .join('');
}
