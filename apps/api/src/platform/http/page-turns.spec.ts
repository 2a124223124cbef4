import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { inTurns } from './page-turns.js';

const PAGE = Symbol.for('foyer.page');

describe('pages in turns', () => {
  let server: Server;
  let origin: string;
  /** Pages in the making, each with the way to finish it. */
  let making: { path: string; finish: () => void }[];
  let most: number;

  /** @param longestTurn milliseconds; long enough for any machine unless a test is about it */
  async function open(longestTurn = 60_000): Promise<void> {
    making = [];
    most = 0;
    const pages = inTurns((request: IncomingMessage & { [PAGE]?: { body: Uint8Array | null } }, response: ServerResponse) => {
      const one = {
        path: request.url ?? '',
        finish: () => {
          making = making.filter((other) => other !== one);
          const waiting = request[PAGE];
          if (waiting) waiting.body = Buffer.from(`page ${request.url}`);
          response.end(waiting ? undefined : 'form');
        },
      };
      making.push(one);
      most = Math.max(most, making.length);
    }, longestTurn);
    server = createServer((request, response) => pages(request, response));
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }
  afterEach(() => new Promise((done) => server.close(done)));

  /** Waits until so many pages are in the making. */
  async function inTheMaking(count: number): Promise<void> {
    while (making.length < count) await new Promise((next) => setImmediate(next));
  }

  it('writes the page that was handed over', async () => {
    await open();
    const answer = fetch(`${origin}/one`);
    await inTheMaking(1);
    making[0]?.finish();
    expect(await (await answer).text()).toBe('page /one');
  });

  it('makes four at a time, and all of them in the end', async () => {
    await open();
    const answers = Array.from({ length: 30 }, (_, at) => fetch(`${origin}/${at}`).then((response) => response.text()));
    let finished = 0;
    while (finished < 30) {
      await inTheMaking(Math.min(4, 30 - finished));
      making[0]?.finish();
      finished += 1;
    }
    expect((await Promise.all(answers)).sort()).toEqual(Array.from({ length: 30 }, (_, at) => `page /${at}`).sort());
    expect(most).toBe(4);
  });

  it.each([['a posted form', '/form', 'POST'], ['a file', '/_app/start.js?v=1', 'GET']])('lets %s go on at once', async (_what, path, method) => {
    await open();
    const pages = Array.from({ length: 5 }, (_, at) => fetch(`${origin}/${at}`));
    await inTheMaking(4);
    const posted = fetch(origin + path, { method });
    await inTheMaking(5);
    making.find((one) => one.path === path)?.finish();
    expect(await (await posted).text()).toBe('form');
    for (let left = 5; left > 0; left -= 1) {
      await inTheMaking(Math.min(4, left));
      making[0]?.finish();
    }
    expect((await Promise.all(pages)).every((response) => response.status === 200)).toBe(true);
  });

  it('lets others go on while some wait for something outside', async () => {
    await open(20);
    const slow = Array.from({ length: 4 }, (_, at) => fetch(`${origin}/slow-${at}`));
    await inTheMaking(4);
    const next = fetch(`${origin}/next`);
    await inTheMaking(5);
    making.find((one) => one.path === '/next')?.finish();
    expect(await (await next).text()).toBe('page /next');
    for (let left = 4; left > 0; left -= 1) making[0]?.finish();
    expect((await Promise.all(slow)).every((response) => response.status === 200)).toBe(true);
  });

  it('gives the turn of somebody who left to the next', async () => {
    await open();
    const leaving = new AbortController();
    const first = Array.from({ length: 4 }, (_, at) => fetch(`${origin}/left-${at}`, { signal: leaving.signal }).catch(() => 'left'));
    await inTheMaking(4);
    const next = fetch(`${origin}/next`);
    leaving.abort();
    expect(new Set(await Promise.all(first))).toEqual(new Set(['left']));
    await inTheMaking(5);
    making.find((one) => one.path === '/next')?.finish();
    expect(await (await next).text()).toBe('page /next');
  });
});
