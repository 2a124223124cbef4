import type { Transport } from '@sveltejs/kit/hooks';
import { crossesAsText } from '#lib/api/as-text.ts';
import { receivedWindow, WrittenWindow } from '#lib/threads/written.ts';

/** How values that are more than data cross from the server to the browser. */
export const transport: Transport = {
  Text: {
    encode: (value) => crossesAsText(value) && JSON.stringify(value),
    decode: (sent: string) => JSON.parse(sent) as unknown,
  },
  WrittenWindow: {
    encode: (value) => value instanceof WrittenWindow && value.sent(),
    decode: (sent: string) => receivedWindow(sent),
  },
};
