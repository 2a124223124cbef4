import { Agent, request } from 'node:http';
import { startApp, type TestApp } from './harness.js';
import { eventually } from './platform.js';

/** The process is asked to end while people are in the house. */
describe('ending', () => {
  interface Heard {
    readonly status: number;
    readonly text: string;
    readonly connection: string | undefined;
  }
  const agent = new Agent({ keepAlive: true });
  afterAll(() => agent.destroy());

  const ask = (app: TestApp): Promise<Heard> =>
    new Promise((resolve, reject) => {
      const asking = request(`${app.url}/graphql`, { method: 'POST', agent, headers: { 'content-type': 'application/json' } }, (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (part: string) => (text += part)).on('end', () => resolve({ status: response.statusCode ?? 0, text, connection: response.headers.connection }));
        response.on('error', reject);
      });
      asking.on('error', reject).end(JSON.stringify({ query: '{ community { name } }' }));
    });

  /** Holds a table that each request reads, so that requests are running for as long as the test wants. */
  const heldUp = async (app: TestApp): Promise<() => Promise<void>> => {
    await app.owner.query('BEGIN');
    await app.owner.query('LOCK TABLE community IN ACCESS EXCLUSIVE MODE');
    return async () => void (await app.owner.query('COMMIT'));
  };
  const waiting = async (app: TestApp): Promise<boolean> => {
    const { rows } = await app.owner.query<{ waiting: number }>(`SELECT count(*)::int AS waiting FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`);
    return (rows[0]?.waiting ?? 0) > 0;
  };

  it('gives those who are waiting their answer, lets nobody else in, and leaves no connection behind', async () => {
    const app = await startApp();
    const before = await ask(app);
    expect([before.status, before.connection]).toEqual([200, 'keep-alive']);
    const letGo = await heldUp(app);
    const slow = ask(app);
    await eventually('the request waits in the database', () => waiting(app));
    const closed = app.server.close();
    await eventually('the door is closed', () => fetch(`${app.url}/health/live`, { headers: { connection: 'close' } }).then(() => false, () => true));
    await letGo();
    const answer = await slow;
    expect([answer.status, answer.connection, JSON.parse(answer.text)]).toEqual([200, 'close', { data: { community: { name: 'Foyer' } } }]);
    await closed;
    // PostgreSQL hears of a goodbye a moment later.
    await eventually('no connection is left', async () => {
      const { rows } = await app.owner.query<{ left: number }>(`SELECT count(*)::int AS left FROM pg_stat_activity WHERE datname = current_database() AND application_name LIKE 'foyer%'`);
      return rows[0]?.left === 0;
    });
    await app.owner.end();
  });
});
