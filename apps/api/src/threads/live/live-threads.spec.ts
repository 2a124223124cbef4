import type { LiveSocket, RealtimeGateway, SocketHandler } from '../../platform/realtime/realtime-gateway.js';
import { ANONYMOUS } from '../../platform/http/request-context.js';
import type { ChangeBroadcaster } from './change-broadcaster.js';
import type { LivePresence } from './live-presence.js';
import { LiveRooms } from './live-rooms.js';
import { LiveThreads } from './live-threads.js';
import type { FollowedThread, ThreadAudience } from './thread-audience.js';

const socket = (): LiveSocket => ({ connected: true, data: { viewer: ANONYMOUS, locale: 'fr' }, join: () => undefined, leave: () => undefined, emit: () => true }) as unknown as LiveSocket;
const thread = (revision: string): FollowedThread => ({ threadId: 't', spaceId: 's', spaceRevision: '1', revision, audience: 'fr:reader', apart: [] });

describe('joining a thread', () => {
  const handlers = new Map<string, SocketHandler>();
  const rooms = new LiveRooms();
  let answer: FollowedThread | null = null;
  /** Runs between the question to the database and its answer. */
  let meanwhile = (): void => undefined;
  const threads = new LiveThreads(
    { handle: (event: string, handler: SocketHandler) => handlers.set(event, handler), onLeave: () => undefined, onRightsChanged: () => undefined } as unknown as RealtimeGateway,
    { of: () => Promise.resolve(answer).then((found) => (meanwhile(), found)) } as unknown as ThreadAudience,
    rooms,
    { changed: () => undefined, left: () => undefined, part: () => undefined, for: () => ({}) } as unknown as LivePresence,
    { check: () => undefined } as unknown as ChangeBroadcaster,
  );
  threads.onModuleInit();
  const join = (who: LiveSocket): Promise<unknown> => Promise.resolve(handlers.get('thread:join')?.(who, { code: 'zzzzzzzz', revision: '5' }));

  it('tells what the room was told while the database answered, so that nothing is missed', async () => {
    answer = thread('5');
    const group = rooms.enter(socket(), 'zzzzzzzz', thread('5'));
    meanwhile = () => void (group.served = 6n);
    expect(await join(socket())).toMatchObject({ ok: true, revision: '6' });
  });

  it('lets nobody in whose rights changed while the database answered', async () => {
    const who = socket();
    meanwhile = () => void (who.data.viewer = { ...ANONYMOUS });
    expect(await join(who)).toEqual({ ok: false });
    expect(rooms.codesOf(who)).toEqual([]);
  });

  it('sends out of the room whoever may not read it any more', async () => {
    const who = socket();
    meanwhile = () => undefined;
    await join(who);
    answer = null;
    expect(await join(who)).toEqual({ ok: false });
    expect(rooms.codesOf(who)).toEqual([]);
  });
});
