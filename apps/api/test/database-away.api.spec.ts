import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { databaseLine, type DatabaseLine } from './database-line.js';
import { cloneDatabase, openApp, type Client, type TestApp } from './harness.js';
import { eventually } from './platform.js';

const REPLY = `mutation($input: ReplyInput!) { reply(input: $input) { __typename ... on PostSaved { post { code } } ... on Refused { code } } }`;

/** PostgreSQL goes away and comes back: everybody is told at once, nothing ends, nothing is lost. */
describe('without a database', () => {
  let line: DatabaseLine;
  let app: TestApp;
  let member: Client;
  beforeAll(async () => {
    line = await databaseLine(await cloneDatabase());
    app = await openApp(line.url);
    member = await app.member('Celle qui attend');
  });
  afterAll(async () => {
    line.set('open');
    await app.close();
    await line.close();
  });

  const timed = async (path: string, init: RequestInit = {}): Promise<{ status: number; text: string; took: number }> => {
    const began = performance.now();
    const response = await fetch(`${app.url}${path}`, { ...init, signal: AbortSignal.timeout(10_000) });
    return { status: response.status, text: await response.text(), took: performance.now() - began };
  };
  const operation = (query: string, variables: object = {}): RequestInit => ({ method: 'POST', headers: { 'content-type': 'application/json', cookie: member.cookie ?? '' }, body: JSON.stringify({ query, variables }) });

  it.each(['cut', 'silent'] as const)('says so within two seconds when the line is %s, and is ready within five of its return', async (state) => {
    expect((await timed('/health/ready')).status).toBe(200);
    line.set(state);
    const input = { threadCode: 'zzzzzzzz', body: 'Un mot', key: randomUUID() };
    const answers = await Promise.all([
      timed('/graphql', operation('{ viewer { handle } }')),
      timed('/graphql', operation('{ spaces { slug } }')),
      timed('/graphql', operation(REPLY, { input })),
      timed('/media/avatars/celle.qui.attend.svg'),
      timed('/t/x/4711'),
      timed('/health/ready'),
    ]);
    for (const { status, text, took } of answers) {
      expect([status, took < 2_500]).toEqual([503, true]);
      expect(text).not.toMatch(/node_modules|ECONNREFUSED|timeout exceeded|at .*\.js/);
    }
    expect(answers[1]?.text).toContain('UNAVAILABLE');
    expect((await timed('/health/live')).status).toBe(200);
    line.set('open');
    await eventually('it is ready again', async () => (await timed('/health/ready')).status === 200, 5_000);
    await eventually('it answers again', async () => (await timed('/graphql', operation('{ viewer { handle } }'))).text.includes('celle.qui.attend'), 5_000);
  });

  it('tells whoever waits for a silent connection although others fail all the time', async () => {
    await eventually('it answers', async () => (await timed('/health/ready')).status === 200, 5_000);
    const waiting = app.database.row('SELECT pg_sleep(12) AS waited').then(() => 'answered', () => 'told');
    await eventually('it waits', async () => {
      const row = await app.database.row<{ there: boolean }>(`SELECT EXISTS (SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND state = 'active' AND query LIKE '%AS waited') AS there`);
      return row?.there === true;
    });
    line.set('deserted');
    let over = false;
    const others = (async () => {
      while (!over) {
        void app.database.row('SELECT 1').catch(() => undefined);
        await delay(100);
      }
    })();
    const end = await Promise.race([waiting, delay(6_000, 'still waits')]);
    over = true;
    await others;
    line.set('open');
    expect(end).toBe('told');
    await eventually('it is ready again', async () => (await timed('/health/ready')).status === 200, 5_000);
  });

  it('survives a server that dies in the very moment a connection is handed out', async () => {
    line.set('cut');
    line.set('dying');
    try {
      await eventually('the connections of before are gone', async () => (await app.database.row('SELECT 1').then(() => 'old', () => 'gone')) === 'gone');
      for (let i = 0; i < 3; i++) await expect(app.database.transaction((tx) => tx.row('SELECT 1'))).rejects.toThrow();
    } finally {
      line.set('open');
    }
    await eventually('it is ready again', async () => (await timed('/health/ready')).status === 200, 5_000);
  });

  it('does not end what is running on a machine that is only slow to open connections', async () => {
    await eventually('the watch has its connection', async () => {
      const row = await app.database.row<{ there: boolean }>(`SELECT EXISTS (SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'foyer-watch' AND state = 'idle') AS there`);
      return row?.there === true;
    });
    line.set('crowded');
    try {
      // Longer than a silent database is believed in.
      const slow = await app.database.row<{ done: boolean }>('SELECT true AS done FROM pg_sleep(3)');
      expect(slow).toEqual({ done: true });
    } finally {
      line.set('open');
    }
  });

  it('consumes what was published meanwhile, once', async () => {
    const slug = await app.database.row<{ id: string }>(`INSERT INTO spaces (id, code, slug, name_fr, name_en, position) VALUES (gen_random_uuid(), 'cccccccc', 'retour', 'Retour', 'Return', 1) RETURNING id`);
    const start = `mutation($input: StartThreadInput!) { startThread(input: $input) { __typename ... on ThreadStarted { threadCode } } }`;
    const made = await app.gql<{ startThread: { threadCode: string } }>(start, { input: { spaceSlug: 'retour', title: 'Au retour', body: 'x y', key: randomUUID() } }, member);
    for (let i = 0; i < 5; i++) {
      await app.gql(REPLY, { input: { threadCode: made.data.startThread.threadCode, body: `Réponse ${i}`, key: randomUUID() } }, member);
      if (i !== 2) continue;
      line.set('cut');
      line.set('open');
    }
    await eventually('the counters are right', async () => {
      const row = await app.database.row<{ ok: boolean }>('SELECT posts_count = (SELECT count(*) FROM posts) AND posts_count > 3 AS ok FROM spaces WHERE id = $1', [slug?.id]).catch(() => null);
      return row?.ok === true;
    }, 15_000);
  });
});
