import { io, type Socket } from 'socket.io-client';
import { monotonic, type WatcherAnswer, type WatcherOrder } from './watching.js';

/** A process of signed-in members who look at one thread; each has a socket of her own, as browsers do. */
interface Changes {
  readonly posts?: readonly { readonly code: string }[];
}

const instants = new Map<string, number[]>();
let sample: unknown = null;
const answer = (message: WatcherAnswer): void => void process.send?.(message);

process.on('message', (order: WatcherOrder) => {
  if (order.kind === 'report') return answer({ kind: 'report', posts: Object.fromEntries(instants), sample });
  open(order).then(
    (joined) => answer({ kind: 'opened', joined }),
    (error: unknown) => {
      process.stderr.write(`${String(error)}\n`);
      process.exit(1);
    },
  );
});
process.send?.('ready');

async function open({ origin, cookies, code }: Extract<WatcherOrder, { kind: 'open' }>): Promise<number> {
  let joined = 0;
  // A few at a time: arriving is not what is measured.
  for (let from = 0; from < cookies.length; from += 10) {
    const answers = await Promise.all(cookies.slice(from, from + 10).map((cookie) => join(connect(origin, cookie), code)));
    joined += answers.filter(Boolean).length;
  }
  return joined;
}

function connect(origin: string, cookie: string): Socket {
  const socket = io(origin, { path: '/socket.io', transports: ['websocket'], forceNew: true, reconnection: false, extraHeaders: { cookie, origin } });
  socket.on('thread:changes', (changes: Changes) => {
    const now = monotonic();
    sample = changes;
    for (const post of changes.posts ?? []) {
      const known = instants.get(post.code);
      if (known) known.push(now);
      else instants.set(post.code, [now]);
    }
  });
  return socket;
}

async function join(socket: Socket, code: string): Promise<boolean> {
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', () => resolve());
    socket.once('connect_error', reject);
  });
  const result = (await socket.timeout(30_000).emitWithAck('thread:join', { code, revision: '0' })) as { ok: boolean };
  return result.ok;
}
