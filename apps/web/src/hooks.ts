import type { Transport } from '@sveltejs/kit/hooks';
import { readFromPage, Written } from '#lib/threads/written.ts';

/** How values that are more than data cross from the server to the browser. */
export const transport: Transport = {
  Written: {
    encode: (value) => value instanceof Written && [value.code],
    decode: ([code]: [string]) => readFromPage(code),
  },
};
