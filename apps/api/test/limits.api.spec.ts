import { io, type Socket } from 'socket.io-client';
import { startApp, type Client, type TestApp } from './harness.js';

/** One program that asks as fast as it can, and everybody else. The test's own address is trusted as a proxy: it speaks for others. */
describe('limits per address', () => {
  let app: TestApp;
  const sockets: Socket[] = [];
  beforeAll(async () => {
    app = await startApp({ FOYER_LIMITS: 'on', TRUSTED_PROXIES: '127.0.0.1' });
  });
  afterEach(() => sockets.splice(0).forEach((socket) => socket.disconnect()));
  afterAll(() => app.close());

  const from = (address: string, more: Record<string, string> = {}): Record<string, string> => ({ 'x-forwarded-for': address, ...more });
  const ask = (path: string, headers: Record<string, string>): Promise<Response> => fetch(`${app.url}${path}`, { headers, redirect: 'manual' });

  /** Asks until it is refused; gives the refusal and how many were answered before it. */
  async function untilRefused(path: string, headers: Record<string, string>, most: number): Promise<{ refusal: Response; answered: number }> {
    for (let answered = 0; answered < most; answered += 50) {
      const answers = await Promise.all(Array.from({ length: 50 }, () => ask(path, headers)));
      const refusal = answers.find((answer) => answer.status === 429);
      const passed = answers.filter((answer) => answer.status !== 429).length;
      await Promise.all(answers.filter((answer) => answer !== refusal).map((answer) => answer.text()));
      if (refusal) return { refusal, answered: answered + passed };
    }
    throw new Error(`Never refused within ${most}`);
  }

  it('refuse the flood of one network in its language, and nobody else', async () => {
    const network = '2001:db8:1:2';
    const { refusal, answered } = await untilRefused('/nowhere', from(`${network}::1`, { 'accept-language': 'en', accept: 'application/json' }), 4_000);
    expect(answered).toBe(3_000);
    expect(Number(refusal.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(Number(refusal.headers.get('retry-after'))).toBeLessThanOrEqual(60);
    expect(await refusal.json()).toEqual({ errors: [{ message: 'Too many requests come from your network at the moment. Nothing is lost: try again in a minute.', extensions: { code: 'RATE_LIMITED', requestId: expect.any(String) } }] });
    // Whoever waits for a page is told in words, in her language.
    const page = await ask('/', from(`${network}::1`, { 'accept-language': 'fr', accept: 'text/html' }));
    expect([page.status, page.headers.get('content-type'), await page.text()]).toEqual([429, 'text/plain; charset=utf-8', 'Trop de demandes viennent de ton réseau en ce moment. Rien n’est perdu : réessaie dans une minute.\n']);
    // Operations count as well; the neighbour in the same /64 is the same network, everybody else is not.
    const operation = { query: '{ community { name } }' };
    const send = (address: string): Promise<Response> => fetch(`${app.url}/graphql`, { method: 'POST', headers: from(address, { 'content-type': 'application/json' }), body: JSON.stringify(operation) });
    expect((await send(`${network}:ffff::9`)).status).toBe(429);
    expect((await send('2001:db8:1:3::1')).status).toBe(200);
    // Health is for those who watch the house.
    expect((await ask('/health/live', from(`${network}::1`))).status).toBe(200);
  });

  it('ask no statement for what they refuse', async () => {
    const headers = from('198.51.100.7', { accept: 'application/json' });
    await untilRefused('/nowhere', headers, 4_000);
    expect(await app.statements(() => ask('/t/x/4711', headers))).toBe(0);
  });

  const connect = (address: string): Promise<string> =>
    new Promise((resolve) => {
      const socket = io(app.url, { transports: ['websocket'], reconnection: false, forceNew: true, extraHeaders: from(address, { origin: 'http://localhost' }) });
      sockets.push(socket);
      socket.once('connect', () => resolve('connected')).once('connect_error', (error) => resolve((error as { description?: { message?: string } }).description?.message ?? error.message));
    });

  it('refuse sockets beyond what a network opens, with 429', async () => {
    const outcomes: string[] = [];
    for (let i = 0; i < 13; i++) {
      outcomes.push(...(await Promise.all(Array.from({ length: 50 }, () => connect('203.0.113.9')))));
      for (const socket of sockets.splice(0)) socket.disconnect();
    }
    expect(outcomes.filter((outcome) => outcome === 'connected')).toHaveLength(600);
    expect(new Set(outcomes.filter((outcome) => outcome !== 'connected'))).toEqual(new Set(['Unexpected server response: 429']));
    expect(await connect('203.0.113.10')).toBe('connected');
  });

  it('hear so many live messages of a network, however many sockets it opens', async () => {
    const say = async (socket: Socket): Promise<number> => {
      const answers = await Promise.all(Array.from({ length: 20 }, () => socket.emitWithAck('thread:leave', { code: 'zzzzzzzz' }) as Promise<{ ok: boolean }>));
      return answers.filter((answer) => answer.ok).length;
    };
    let heard = 0;
    for (let i = 0; i < 6; i++) {
      for (let j = 0; j < 50; j++) await connect('203.0.113.77');
      for (const said of await Promise.all(sockets.slice(-50).map(say))) heard += said;
    }
    expect(heard).toBe(6_000);
    await connect('203.0.113.77');
    expect(await say(sockets.at(-1) as Socket)).toBe(0);
    await connect('203.0.113.78');
    expect(await say(sockets.at(-1) as Socket)).toBe(20);
  });

  it('let a reader tell how far she read as often as she scrolls, and no script more', async () => {
    const reader: Client = await app.member('Celle qui défile');
    const mark = (): Promise<{ status: number; headers: Headers }> => app.gql(`mutation { markThreadRead(threadCode: "zzzzzzzz", position: 1) { ok } }`, {}, reader, from('192.0.2.4'));
    const statuses: number[] = [];
    for (let i = 0; i < 5; i++) statuses.push(...(await Promise.all(Array.from({ length: 48 }, mark))).map((answer) => answer.status));
    expect(new Set(statuses)).toEqual(new Set([200]));
    const refused = await mark();
    expect([refused.status, Number(refused.headers.get('retry-after')) > 0]).toEqual([429, true]);
  });
});
