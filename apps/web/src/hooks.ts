import type { Transport } from '@sveltejs/kit/hooks';
import { receivedWindow, WrittenWindow } from '#lib/threads/written.ts';

/** How values that are more than data cross from the server to the browser. */
export const transport: Transport = {
  WrittenWindow: {
    encode: (value) => value instanceof WrittenWindow && value.sent(),
    decode: (sent: string) => receivedWindow(sent),
  },
};
