import { io } from 'socket.io-client';
import { houseUrl } from './environment.js';

/** Asks to follow a thread over a socket of its own, as a page with this cookie would; resolves with the answer. */
export async function joinThread(code: string, cookie = ''): Promise<unknown> {
  const socket = io(houseUrl(), { transports: ['websocket'], reconnection: false, extraHeaders: { origin: houseUrl(), ...(cookie && { cookie }) } });
  try {
    return await socket.timeout(10_000).emitWithAck('thread:join', { code, revision: '0' });
  } finally {
    socket.disconnect();
  }
}
