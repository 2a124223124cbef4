import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { dataDir } from './harness.js';

const MAIN = fileURLToPath(new URL('../dist/main.js', import.meta.url));

/** A database that somebody else has written into, so that a migration cannot go through. */
describe('a migration that fails', () => {
  let admin: pg.Client, owner: pg.Client;
  let url: string;
  beforeAll(async () => {
    const root = process.env['FOYER_TEST_DATABASE_URL'] ?? '';
    const name = `foyer_foreign_${randomBytes(6).toString('hex')}`;
    admin = new pg.Client({ connectionString: root });
    await admin.connect();
    await admin.query(`CREATE DATABASE ${name}`);
    url = Object.assign(new URL(root), { pathname: `/${name}` }).href;
    owner = new pg.Client({ connectionString: url });
    await owner.connect();
    await owner.query('CREATE TABLE spaces (kept text)');
    await owner.query(`INSERT INTO spaces VALUES ('somebody else’s')`);
  });
  afterAll(async () => {
    await owner.end();
    await admin.end();
  });

  const start = (): Promise<{ code: number | null; said: string; told: string }> =>
    new Promise((resolve, reject) => {
      const child = spawn(process.execPath, [MAIN], {
        env: { PATH: process.env['PATH'], LANG: 'en_GB.UTF-8', NODE_ENV: 'production', PORT: '0', HOST: '127.0.0.1', PUBLIC_URL: 'http://localhost', DATABASE_URL: url, DATA_DIR: dataDir(), FOYER_SEED: 'none' },
      });
      let said = '';
      let told = '';
      child.stdout.on('data', (part: Buffer) => (told += part.toString()));
      child.stderr.on('data', (part: Buffer) => (said += part.toString()));
      child.once('error', reject).once('close', (code) => resolve({ code, said, told }));
    });

  it('ends the start with one clear line and leaves nothing half-done, however often it is tried', async () => {
    for (const attempt of ['first', 'second']) {
      const { code, said, told } = await start();
      expect([attempt, code, told]).toEqual([attempt, 1, '']);
      expect(said.trimEnd().split('\n')).toEqual([expect.stringMatching(/^The database migration failed and was undone: .*spaces.* already exists$/)]);
    }
    // The step that failed left nothing; those before it are whole, and counted once.
    const { rows: done } = await owner.query<{ name: string }>('SELECT name FROM migrations ORDER BY id');
    expect(done.map(({ name }) => name)).toEqual([expect.stringMatching(/^HouseFoundation/), expect.stringMatching(/^MembersAccounts/)]);
    const { rows: tables } = await owner.query<{ name: string }>(`SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' AND tablename IN ('members', 'space_grants', 'threads')`);
    expect(tables).toEqual([{ name: 'members' }]);
    expect((await owner.query('SELECT kept FROM spaces')).rows).toEqual([{ kept: 'somebody else’s' }]);
  });

  it('goes through once what was in its way is gone', async () => {
    await owner.query('ALTER TABLE spaces RENAME TO foreign_spaces');
    const { migrate } = await import('../src/platform/database/migrate.js');
    const { readSettings } = await import('../src/platform/config/settings.js');
    const read = readSettings({ DATABASE_URL: url, DATA_DIR: dataDir(), FOYER_SEED: 'none' });
    if (!read.ok) throw new Error(read.problems.join());
    await migrate(read.settings);
    expect((await owner.query('SELECT count(*)::int AS n FROM spaces')).rows).toEqual([{ n: 0 }]);
  });
});
