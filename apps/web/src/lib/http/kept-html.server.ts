import { LRUCache } from 'lru-cache';
import type { Component } from 'svelte';
import { render } from 'svelte/server';
import { currentLocale } from '#lib/i18n/formats.ts';
import type { Keeper } from '#lib/ui/kept.ts';

const MAX_BYTES = 16 * 1024 * 1024;
/** Around a whole rendering, where a component within another has none. */
const OPENS = '<!--[-->';
const CLOSES = '<!--]-->';

interface Keeping {
  /** Takes a piece into the page that is being rendered and gives what stands for it in the page's text. */
  readonly place: (piece: Buffer) => string;
  readonly maxBytes?: number;
  readonly language?: () => string;
}

/**
 * Keeps HTML, as the bytes that are sent, under the language and all that it shows, up to some megabytes. Props that
 * are text are long, and mostly the very string that showed before: they are told apart by a number of their own,
 * instead of being written into every key.
 */
export function htmlKeeper({ place, maxBytes = MAX_BYTES, language = currentLocale }: Keeping): Keeper {
  const pieces = new LRUCache<string, Buffer>({ maxSize: maxBytes, sizeCalculation: (piece, key) => piece.length + 2 * key.length + 200 });
  const texts = new LRUCache<string, number>({ maxSize: maxBytes, sizeCalculation: (_, text) => 2 * text.length + 100 });
  let numbers = 0;
  let within = false;
  const numberOf = (text: string): number => {
    const known = texts.get(text);
    if (known !== undefined) return known;
    numbers += 1;
    texts.set(text, numbers);
    return numbers;
  };
  return (id, component, shown) => {
    let key = `${id} ${language()}`;
    for (const value of Object.values(shown)) key += ` ${typeof value === 'string' ? numberOf(value) : JSON.stringify(value)}`;
    let piece = pieces.get(key);
    if (!piece) {
      const outside = !within;
      within = true;
      try {
        piece = Buffer.from(rendered(component, shown));
      } finally {
        if (outside) within = false;
      }
      pieces.set(key, piece);
    }
    // Within another piece it is a part of that one's text.
    return within ? piece.toString() : place(piece);
  };
}

function rendered<Props extends Record<string, unknown>>(component: Component<Props>, shown: Props): string {
  const { body, head } = render(component, { props: shown });
  if (head !== '' || !body.startsWith(OPENS) || !body.endsWith(CLOSES)) throw new Error('a kept component writes into the page alone');
  return body.slice(OPENS.length, -CLOSES.length);
}
