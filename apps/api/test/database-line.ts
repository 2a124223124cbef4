import { connect, createServer, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';

type LineState = 'open' | 'cut' | 'silent' | 'crowded' | 'deserted' | 'dying';

/** The line between a server and its database, which tests can cut. */
export interface DatabaseLine {
  /** The database's address through the line. */
  readonly url: string;
  /**
   * `open` carries, `cut` ends what is connected and refuses more, `silent` takes everything and answers nothing,
   * `crowded` carries what is connected and lets nobody else in, `deserted` leaves what is connected without an answer
   * and refuses more, `dying` gives each answer together with the goodbye of a server that was killed meanwhile.
   */
  set(state: LineState): void;
  close(): Promise<void>;
}

export async function databaseLine(databaseUrl: string): Promise<DatabaseLine> {
  const target = new URL(databaseUrl);
  let state: LineState = 'open';
  const ends = new Set<Socket>();
  const atTheDoor = new Set<Socket>();
  const server = createServer((near) => {
    if (state === 'cut' || state === 'deserted') return void near.destroy();
    if (state === 'crowded') {
      atTheDoor.add(near);
      return void near.on('error', () => undefined);
    }
    const far = connect(Number(target.port), target.hostname);
    for (const [from, to] of [[near, far], [far, near]] as const) {
      ends.add(from);
      from.on('data', (bytes: Buffer) => {
        if (state === 'silent' || state === 'deserted' || state === 'cut') return;
        if (state === 'dying' && from === far && saysReady(bytes)) to.end(Buffer.concat([bytes, GOODBYE]));
        else to.write(bytes);
      });
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
      if (wanted === 'cut' || state === 'silent' || state === 'deserted') drop();
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

/** PostgreSQL's last message of an answer, "ready for query": a letter, a length of five, a state. */
const saysReady = (bytes: Buffer): boolean => bytes.subarray(-6, -1).equals(Buffer.from([0x5a, 0, 0, 0, 5]));

/** An error response, as its processes send it when their server was killed. */
const GOODBYE = ((): Buffer => {
  const fields = Buffer.from('SFATAL\0VFATAL\0C57P01\0Mterminating connection due to unexpected postmaster exit\0\0');
  const head = Buffer.from('E\0\0\0\0');
  head.writeInt32BE(fields.length + 4, 1);
  return Buffer.concat([head, fields]);
})();
