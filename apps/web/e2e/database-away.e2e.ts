import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { databaseLine, type DatabaseLine } from '../../api/test/database-line.js';
import { databaseUrl } from './environment.js';
import { eventually } from './eventually.js';
import { openHouse } from './house.js';
import { SignInPage } from './pages/sign-in-page.js';
import { ThreadPage } from './pages/thread-page.js';
import { newMember, PASSWORD } from './people.js';
import { startThread } from './threads.js';

const house = openHouse();
const TOLD_WITHIN_MS = 2_500;

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  return port;
}

/** Another process of the house, whose line to the database can be cut. */
describe('while the database is away', () => {
  let line: DatabaseLine;
  let server: ChildProcess;
  let url: string;

  const isReady = (patience: number): Promise<void> =>
    eventually(async () => expect(await fetch(`${url}/health/ready`).then(({ ok }) => ok, () => false)).toBe(true), patience);

  beforeAll(async () => {
    line = await databaseLine(databaseUrl());
    const port = await freePort();
    url = `http://localhost:${port}`;
    server = spawn(process.execPath, ['apps/api/dist/main.js'], {
      stdio: 'ignore',
      env: { ...process.env, NODE_ENV: 'production', HOST: '127.0.0.1', PORT: String(port), PUBLIC_URL: url, DATABASE_URL: line.url, DATA_DIR: process.env['FOYER_E2E_DATA_DIR'] ?? '', FOYER_ROLE: 'web', FOYER_SEED: 'none', FOYER_LIMITS: 'off', FOYER_LOG: 'error' },
    });
    await isReady(60_000);
  });
  afterAll(async () => {
    line.set('open');
    if (server.kill('SIGTERM')) await once(server, 'exit');
    await line.close();
  });

  it('pages say so within two seconds, in the reader’s language, and what was typed is shown', async () => {
    const member = await newMember('Patiente');
    const at = await startThread(member, { title: 'La ligne est coupée' });
    const visit = await house.visitor({ baseURL: url, javaScriptEnabled: false });
    visit.expectComplaints(/503/);
    const { page } = visit;
    await page.goto('/sign-in');
    await new SignInPage(page).enter(member.email, PASSWORD);
    await page.goto(at.path);
    await new ThreadPage(page).text.fill('Écrit avant la panne.');

    line.set('silent');
    await new ThreadPage(page).send.click();
    await page.getByRole('heading', { level: 1, name: 'La maison se réveille' }).waitFor();
    expect(await page.getByRole('textbox', { name: 'Ce que tu as écrit' }).inputValue()).toBe('Écrit avant la panne.');

    for (const [language, title] of [['fr', 'La maison se réveille'], ['en', 'The house is waking up']] as const) {
      const began = performance.now();
      const response = await fetch(url, { headers: { accept: 'text/html', 'accept-language': language } });
      const text = await response.text();
      expect({ status: response.status, again: response.headers.get('retry-after'), soon: performance.now() - began < TOLD_WITHIN_MS }).toEqual({ status: 503, again: '2', soon: true });
      expect(text).toContain(title);
      expect(text).toContain('/brand.css');
      expect(text).not.toMatch(/node_modules|timeout|at async/);
    }

    line.set('open');
    await isReady(5_000);
    // Nobody can have a page say so.
    expect((await fetch(`${url}/spaces`, { headers: { 'x-foyer-away': '1' } })).status).toBe(200);
    await page.goto(at.path);
    expect(await new ThreadPage(page).positions()).toEqual([1]);
  });
});
