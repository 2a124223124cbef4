import { LiveSocket } from './live-socket.ts';

interface Shared {
  readonly socket: LiveSocket;
  /** Whose session the handshake carried. */
  readonly who: string;
  users: number;
}

let shared: Shared | undefined;

/** A use of the page's one socket; call `release` when it is over. */
export interface SocketUse {
  readonly socket: LiveSocket;
  readonly release: () => void;
}

/**
 * Opens the socket, or shares the one that is open.
 * @param who the member's handle, empty for a visitor: another one needs another handshake
 */
export function useSocket(who: string): SocketUse {
  if (shared && shared.who !== who) end(shared);
  shared ??= { socket: begin(), who, users: 0 };
  const use = shared;
  use.users += 1;
  let released = false;
  return {
    socket: use.socket,
    release: () => {
      if (released) return;
      released = true;
      use.users -= 1;
      if (use.users === 0) end(use);
    },
  };
}

function begin(): LiveSocket {
  const address = `${location.origin.replace(/^http/, 'ws')}/socket.io/?EIO=4&transport=websocket`;
  const socket = new LiveSocket(() => new WebSocket(address), random);
  addEventListener('offline', lose);
  addEventListener('online', connect);
  return socket;
}

function end(use: Shared): void {
  use.socket.close();
  if (shared !== use) return;
  shared = undefined;
  removeEventListener('offline', lose);
  removeEventListener('online', connect);
}

const random = (): number => (crypto.getRandomValues(new Uint32Array(1))[0] ?? 0) / 2 ** 32;
// The network says when it goes and comes: neither the silence nor the wait before the next try is sat through.
const lose = (): void => shared?.socket.lose();
const connect = (): void => shared?.socket.connect();
