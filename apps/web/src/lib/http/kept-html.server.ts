import { LRUCache } from 'lru-cache';
import { render } from 'svelte/server';
import { currentLocale } from '#lib/i18n/formats.ts';
import type { Keeper } from '#lib/ui/kept.ts';

const MAX_BYTES = 16 * 1024 * 1024;
/** Around a whole rendering, where a component within another has none. */
const OPENS = '<!--[-->';
const CLOSES = '<!--]-->';

/** Keeps HTML under the language and all that it shows, up to some megabytes. */
export function htmlKeeper(maxBytes = MAX_BYTES, language: () => string = currentLocale): Keeper {
  const pieces = new LRUCache<string, string>({ maxSize: maxBytes, sizeCalculation: (html, key) => 2 * (html.length + key.length) + 200 });
  return (id, component, shown) => {
    const key = `${id} ${language()} ${JSON.stringify(shown)}`;
    const known = pieces.get(key);
    if (known !== undefined) return known;
    const { body, head } = render(component, { props: shown });
    if (head !== '' || !body.startsWith(OPENS) || !body.endsWith(CLOSES)) throw new Error('a kept component writes into the page alone');
    const html = body.slice(OPENS.length, -CLOSES.length);
    pieces.set(key, html);
    return html;
  };
}
