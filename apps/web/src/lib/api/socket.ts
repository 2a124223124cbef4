import type { Socket } from 'socket.io-client';

interface Shared {
  readonly socket: Socket;
  /** Whose session the handshake carried. */
  readonly who: string;
  users: number;
}

let shared: Shared | undefined;

/** A use of the page's one socket; call `release` when it is over. */
export interface SocketUse {
  readonly socket: Socket;
  readonly release: () => void;
}

/**
 * Opens the socket, or shares the one that is open. The library is fetched when the first page asks for it.
 * @param who the member's handle, empty for a visitor: another one needs another handshake
 */
export async function useSocket(who: string): Promise<SocketUse> {
  const { io } = await import('socket.io-client');
  if (shared && shared.who !== who) {
    shared.socket.disconnect();
    shared = undefined;
  }
  const use = (shared ??= {
    socket: io({ transports: ['websocket'], reconnectionDelay: 500, reconnectionDelayMax: 8000, randomizationFactor: 0.6 }),
    who,
    users: 0,
  });
  use.users += 1;
  let released = false;
  return {
    socket: use.socket,
    release: () => {
      if (released) return;
      released = true;
      use.users -= 1;
      if (use.users > 0) return;
      use.socket.disconnect();
      if (shared === use) shared = undefined;
    },
  };
}
