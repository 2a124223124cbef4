import type { INestApplicationContext } from '@nestjs/common';
import { jest } from '@jest/globals';
import { platformDatabase, type PlatformDatabase } from '../../../test/platform.js';
import { Clock } from '../clock/clock.js';
import { Database } from '../database/database.js';
import { newId } from '../ids/ids.js';
import { SessionStore } from './session-store.js';

const DAY = 24 * 3_600_000;
const BEGAN = new Date('2026-03-01T20:00:00Z');

/** How long a session lives, by a clock that the test moves. */
describe('sessions', () => {
  let installation: PlatformDatabase;
  let app: INestApplicationContext;
  let sessions: SessionStore;
  beforeAll(async () => {
    installation = await platformDatabase();
    app = await installation.start({ role: 'web' });
    sessions = app.get(SessionStore);
  });
  afterEach(() => jest.restoreAllMocks());
  afterAll(() => installation.close());

  const at = (days: number): void => void jest.spyOn(app.get(Clock), 'now').mockReturnValue(new Date(BEGAN.getTime() + days * DAY));

  const open = async (handle: string): Promise<{ token: string; id: string }> => {
    at(0);
    const [database, member] = [app.get(Database), newId()];
    await database.rows('INSERT INTO members (id, handle, display_name) VALUES ($1, $2, $3)', [member, handle, handle]);
    const token = await database.transaction((tx) => sessions.open(tx, member, { userAgent: null, address: null }));
    return { token, id: (await database.row<{ id: string }>('SELECT id FROM sessions WHERE member_id = $1', [member]))?.id ?? '' };
  };

  /** What each of the ways of asking says. */
  const alive = async ({ token, id }: { token: string; id: string }): Promise<boolean[]> => [
    (await sessions.viewerOf(token)) !== null,
    (await sessions.ended([id])).length === 0,
    (await sessions.rightsOf([id])).length === 1,
  ];

  it('end after thirty days without use', async () => {
    const session = await open('endormie');
    at(29);
    expect((await sessions.ended([session.id])).length).toBe(0);
    at(30.01);
    expect(await alive(session)).toEqual([false, false, false]);
  });

  it('end after ninety days, however much they are used', async () => {
    const session = await open('assidue');
    for (let day = 10; day < 90; day += 10) {
      at(day);
      expect([day, await alive(session)]).toEqual([day, [true, true, true]]);
    }
    at(89.9);
    expect(await alive(session)).toEqual([true, true, true]);
    at(90.01);
    expect(await alive(session)).toEqual([false, false, false]);
  });

  it('do not live longer for an end that was written later', async () => {
    const session = await open('prolongee');
    await installation.asOwner(`UPDATE sessions SET expires_at = created_at + interval '400 days' WHERE id = $1`, [session.id]);
    at(80);
    expect((await sessions.ended([session.id])).length).toBe(0);
    at(91);
    expect(await alive(session)).toEqual([false, false, false]);
  });
});
