import { useSocket } from '#lib/api/socket.ts';
import type { LiveThread, Presence } from './live-thread.svelte.ts';
import type { ThreadChanges } from './thread-types.ts';

interface Joined {
  readonly ok: boolean;
  readonly revision?: string;
  readonly presence?: Presence;
}

/** The page's place in a thread's room. */
export interface ThreadChannel {
  /** Tells the others that this member is writing, or stopped. */
  readonly writing: (writing: boolean) => void;
  readonly leave: () => void;
}

/**
 * Joins a thread's room and keeps the page up to date: each announcement is applied when it follows
 * what the page holds, otherwise what is missing is read. After a lost connection the same happens.
 * @param who the member's handle, empty for a visitor
 * @param onended called when the session was ended on the server
 */
export function joinThread(live: LiveThread, who: string, onended: () => void): ThreadChannel {
  const { socket, release } = useSocket(who);
  const { code } = live;

  const join = (): void => {
    socket.emit('thread:join', { code, revision: live.revision }, (answer: Joined) => {
      if (!answer.ok) return;
      live.link = 'on';
      if (answer.presence) live.presence = answer.presence;
      if (answer.revision !== undefined && answer.revision !== live.revision) void live.catchUp();
    });
  };
  const lost = (): void => {
    live.link = 'lost';
  };
  const changes = (told: ThreadChanges): void => {
    if (told.code === code) void live.hear(told);
  };
  const presence = (told: Presence & { readonly code: string }): void => {
    if (told.code === code) live.presence = told;
  };

  // A sleeping device or a lost network may leave a dead connection that nobody has noticed yet.
  const woken = (): void => {
    if (document.visibilityState === 'visible' && navigator.onLine) void live.catchUp();
  };
  addEventListener('online', woken);
  document.addEventListener('visibilitychange', woken);
  socket.on('connect', join);
  socket.on('disconnect', lost);
  socket.on('thread:changes', changes);
  socket.on('thread:presence', presence);
  socket.on('session:ended', onended);
  if (socket.connected) join();

  return {
    writing: (writing) => socket.emit('thread:writing', { code, writing }),
    leave: () => {
      socket.emit('thread:leave', { code });
      removeEventListener('online', woken);
      document.removeEventListener('visibilitychange', woken);
      socket.off('connect', join);
      socket.off('disconnect', lost);
      socket.off('thread:changes', changes);
      socket.off('thread:presence', presence);
      socket.off('session:ended', onended);
      release();
    },
  };
}
