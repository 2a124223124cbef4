import { databaseLine, type DatabaseLine } from '../../api/test/database-line.js';
import { anotherProcess, type AnotherProcess } from './another-process.js';
import { databaseUrl } from './environment.js';
import { openHouse } from './house.js';
import { SignInPage } from './pages/sign-in-page.js';
import { ThreadPage } from './pages/thread-page.js';
import { newMember, PASSWORD } from './people.js';
import { startThread } from './threads.js';

const house = openHouse();
const TOLD_WITHIN_MS = 2_500;

/** Another process of the house, whose line to the database can be cut. */
describe('while the database is away', () => {
  let line: DatabaseLine;
  let server: AnotherProcess;
  let url: string;

  beforeAll(async () => {
    line = await databaseLine(databaseUrl());
    server = await anotherProcess({ DATABASE_URL: line.url });
    ({ url } = server);
  });
  afterAll(async () => {
    line.set('open');
    await server.stop();
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
    await server.ready(5_000);
    // Nobody can have a page say so.
    expect((await fetch(`${url}/spaces`, { headers: { 'x-foyer-away': '1' } })).status).toBe(200);
    await page.goto(at.path);
    expect(await new ThreadPage(page).positions()).toEqual([1]);
  });
});
