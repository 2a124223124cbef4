const NBSP = '\u00a0';

/**
 * Puts French no-break spaces where a line must not break: before `? ! ; : »` and after `«`,
 * inside numbers ("1 284"), inside names such as "GR 34", and between a number and its unit ("19 h 12", "4 %", "34 km").
 * Only existing plain spaces are changed, so the function is idempotent and never alters
 * addresses, times such as 12:30, or JSON syntax.
 */
export function frenchSpacing(text: string): string {
  const punctuated = text.replace(/ (?=[?!;»]|:(?:\s|$))/g, NBSP).replace(/« /g, `«${NBSP}`);
  return NUMBER.test(punctuated) ? numbersSpaced(punctuated) : punctuated;
}

/** Most texts have none, and looking for what surrounds one is what costs. */
const NUMBER = /[\d}]/;

const numbersSpaced = (text: string): string =>
  text
    .replace(/(\d) (?=\d{3}(?!\d))/g, `$1${NBSP}`)
    .replace(/(?<!\p{L})(\p{Lu}{1,3}) (?=\d)/gu, `$1${NBSP}`)
    .replace(/(\d|\}) (?=(?:%|€|h|min|s|km|m|cm|kg|g|Ko|Mo|Go|°C)(?![\p{L}\p{N}]))/gu, `$1${NBSP}`)
    .replace(/(\d\u00a0h) (?=\d)/g, `$1${NBSP}`);

/** Code is shown as it was written; tags are no text. */
const KEPT = /(<(?:pre|code)\b[\s\S]*?<\/(?:pre|code)>|<[^>]*>)/;

/** Sanitised HTML with the spaces that its language asks for: no-break ones in French, as above. */
export function spacedHtml(html: string, locale: string): string {
  if (locale !== 'fr') return html;
  return html
    .split(KEPT)
    .map((part, index) => (index % 2 === 0 ? frenchSpacing(part) : part))
    .join('');
}
