import { connect, createServer, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';

/** The line between a server and its database, which tests can cut. */
export interface DatabaseLine {
  /** The database's address through the line. */
  readonly url: string;
  /**
   * `open` carries, `cut` ends what is connected and refuses more, `silent` takes everything and answers nothing,
   * `crowded` carries what is connected and lets nobody else in.
   */
  set(state: 'open' | 'cut' | 'silent' | 'crowded'): void;
  close(): Promise<void>;
}

export async function databaseLine(databaseUrl: string): Promise<DatabaseLine> {
  const target = new URL(databaseUrl);
  let state: 'open' | 'cut' | 'silent' | 'crowded' = 'open';
  const ends = new Set<Socket>();
  const atTheDoor = new Set<Socket>();
  const server = createServer((near) => {
    if (state === 'cut') return void near.destroy();
    if (state === 'crowded') {
      atTheDoor.add(near);
      return void near.on('error', () => undefined);
    }
    const far = connect(Number(target.port), target.hostname);
    for (const [from, to] of [[near, far], [far, near]] as const) {
      ends.add(from);
      from.on('data', (bytes) => void ((state === 'open' || state === 'crowded') && to.write(bytes)));
      from.on('error', () => to.destroy());
      from.on('close', () => {
        ends.delete(from);
        to.destroy();
      });
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = new URL(databaseUrl);
  url.hostname = '127.0.0.1';
  url.port = String((server.address() as AddressInfo).port);
  const drop = (): void => ends.forEach((end) => end.destroy());
  const turnAway = (): void => {
    for (const near of atTheDoor) near.destroy();
    atTheDoor.clear();
  };
  return {
    url: url.href,
    set: (wanted) => {
      // What was swallowed never comes back: a connection that was silent is of no use afterwards.
      if (wanted === 'cut' || state === 'silent') drop();
      turnAway();
      state = wanted;
    },
    close: () => {
      drop();
      turnAway();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
