import type { Socket } from 'socket.io-client';
import { io } from 'socket.io-client';
import { cloneDatabase, openApp, type Client, type TestApp } from './harness.js';
import { eventually } from './platform.js';

/** What holds between the processes of an installation. */
describe('processes', () => {
  let web: TestApp, other: TestApp, worker: TestApp;
  const sockets: Socket[] = [];
  beforeAll(async () => {
    const url = await cloneDatabase();
    web = await openApp(url, { FOYER_ROLE: 'web' });
    other = await openApp(url, { FOYER_ROLE: 'web' });
    worker = await openApp(url, { FOYER_ROLE: 'worker' });
  });
  afterAll(async () => {
    for (const socket of sockets) socket.disconnect();
    await Promise.all([web, other, worker].map((app) => app.close()));
  });

  const follow = async (app: TestApp, as: Client): Promise<Socket> => {
    const socket = io(app.url, { transports: ['websocket'], reconnection: false, forceNew: true, extraHeaders: { cookie: as.cookie ?? '', origin: 'http://localhost' } });
    sockets.push(socket);
    await new Promise<void>((resolve, reject) => socket.once('connect', resolve).once('connect_error', reject));
    return socket;
  };

  it('that only work answer health, and no operation', async () => {
    expect((await fetch(`${worker.url}/health/ready`)).status).toBe(200);
    for (const path of ['/graphql', '/%67raphql']) {
      const response = await fetch(`${worker.url}${path}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"query":"{ community { name } }"}' });
      expect([path, response.status]).toEqual([path, 404]);
    }
    expect((await fetch(`${worker.url}/media/avatars/x.svg`)).status).toBe(404);
  });

  it('close the sockets of a session that signing in again has replaced, within two seconds', async () => {
    const { email, ...first } = await web.signUp('Celle qui revient');
    const [here, there] = [await follow(web, first), await follow(other, first)];
    await eventually('the processes know each other', async () => (await Promise.all([web, other].map(async (app) => (await fetch(`${app.url}/health/ready`)).status))).every((status) => status === 200));
    const ended = Promise.all([here, there].map((socket) => new Promise<number>((resolve) => socket.once('disconnect', () => resolve(performance.now())))));
    const began = performance.now();
    await web.gql(`mutation($e: String!) { signIn(email: $e, password: "une lanterne dans la brume") { __typename } }`, { e: email }, first);
    for (const at of await ended) expect(at - began).toBeLessThan(2_000);
  });

  it('allow one more try of a password, not one more each', async () => {
    const limited = await Promise.all([1, 2].map(() => openApp(web.settings.databaseUrl ?? '', { FOYER_ROLE: 'web', FOYER_LIMITS: 'on' })));
    try {
      const tries = await Promise.all(Array.from({ length: 16 }, (_, i) => limited[i % 2]?.gql(`mutation { signIn(email: "someone@example.org", password: "try number ${i}") { __typename } }`)));
      // Long texts are charged by their length: nobody keeps the thread that renders them for herself.
      const writer = await web.member('Celle qui écrit long');
      const previews = await Promise.all(Array.from({ length: 8 }, () => limited[0]?.gql(`mutation($body: String!) { previewPost(body: $body) { __typename } }`, { body: 'mot '.repeat(7_900) }, writer)));
      expect(previews.filter((answer) => answer?.errors[0]?.extensions['code'] === 'RATE_LIMITED')).toHaveLength(2);
      expect(tries.filter((answer) => answer?.errors[0]?.extensions['code'] === 'RATE_LIMITED')).toHaveLength(6);
      expect(tries.map((answer) => answer?.status).sort()).toEqual([...Array<number>(10).fill(200), ...Array<number>(6).fill(429)]);
    } finally {
      await Promise.all(limited.map((app) => app.close()));
    }
  });
});
