import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults, RunOptions } from 'axe-core';
import type { Page } from 'playwright-core';
import { everyPage, type Tour } from './every-page.js';
import { ThreadPage } from './pages/thread-page.js';
import { DESKTOP, openHouse, PHONE } from './house.js';

const house = openHouse();
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
/** The narrowest phone that the house is drawn for. */
const NARROW = { width: 360, height: 740 };

/** What axe finds wrong, in words that name the place. */
async function violations(page: Page, options: RunOptions = {}): Promise<string[]> {
  const found = await page.evaluate((given) => (globalThis as unknown as { axe: { run(context: Document, options: RunOptions): Promise<AxeResults> } }).axe.run(document, given), {
    resultTypes: ['violations'], ...options,
  } as RunOptions);
  return found.violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(' ')} ${node.html.slice(0, 120)}`));
}

const colours: RunOptions = { runOnly: { type: 'rule', values: ['color-contrast'] } };

/** Looks at a page in both themes, wide and narrow. */
async function inspect(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  const told: string[] = [];
  for (const [size, viewport] of [['wide', DESKTOP], ['phone', PHONE]] as const) {
    await page.setViewportSize(viewport);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      // What is there is the same by night; what its colours are is not.
      told.push(...(await violations(page, colorScheme === 'light' ? {} : colours)).map((line) => `${size}, ${colorScheme}: ${line}`));
    }
  }
  await page.setViewportSize(NARROW);
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  if (width > NARROW.width) told.push(`${width} px wide on a screen of ${NARROW.width}: ${await widest(page)}`);
  return told;
}

/** Names what sticks out at the right. */
const widest = (page: Page): Promise<string> =>
  page.evaluate(() => [...document.querySelectorAll('body *')].filter((one) => one.getBoundingClientRect().right > innerWidth + 1).map((one) => one.outerHTML.slice(0, 100)).slice(0, 3).join(' | '));

let tours: Tour[] = [];
beforeAll(async () => {
  tours = await everyPage();
});

it.each(['a visitor', 'a member', 'a moderator', 'an administrator'])('every page is sound for %s: axe, no complaint of the browser, no sideways scrolling', async (who) => {
  const tour = tours.find((one) => one.who === who);
  if (!tour) throw new Error(`no tour for ${who}`);
  const visit = tour.person ? await house.visit(tour.person) : await house.visitor();
  visit.expectComplaints(/404 .*\/nulle-part/);
  const wrong: Record<string, string[]> = {};
  for (const path of tour.paths) {
    await visit.page.setViewportSize(DESKTOP);
    await visit.page.goto(path);
    const told = await inspect(visit.page);
    if (told.length > 0) wrong[path] = told;
  }
  expect(wrong).toEqual({});
}, 180_000);

it('menus, dialogs and forms that open are sound too', async () => {
  const tour = tours.find((one) => one.who === 'a moderator');
  if (!tour?.person) throw new Error('no moderator');
  const { page } = await house.visit(tour.person);
  const thread = await new ThreadPage(page).open({ path: tour.paths.at(-1) ?? '/', code: '', title: '' }, '?at=1');
  await page.evaluate(axe);
  const menu = thread.post(2).locator('[aria-label="Autres actions"]');
  await menu.click();
  expect(await violations(page)).toEqual([]);
  await menu.locator('..').getByText('Retirer', { exact: true }).click();
  await page.getByRole('button', { name: 'Retirer le message' }).waitFor();
  expect(await violations(page)).toEqual([]);
  await page.locator('summary[aria-label="Gérer le sujet"]').click();
  await page.getByText('Changer le titre').click();
  await page.getByLabel('Titre').waitFor();
  expect(await violations(page)).toEqual([]);
  await page.getByRole('button', { name: /^Raccourcis clavier/ }).click();
  await page.getByRole('dialog').waitFor();
  expect(await violations(page)).toEqual([]);
}, 60_000);
