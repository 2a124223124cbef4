import type { Page } from 'playwright-core';
import { everyPage } from './every-page.js';
import { openHouse } from './house.js';

const house = openHouse();
/** Budgets are in thousands of bytes. */
const KILO = 1_000;

interface Weight {
  readonly all: number;
  readonly script: number;
  /** The heaviest files, to know where to look. */
  readonly files: readonly string[];
}

/** What a page makes an empty browser fetch, as it travels (compressed), pictures aside. */
async function firstLoad(page: Page, path: string): Promise<Weight> {
  const live = path.startsWith('/threads/') ? page.waitForEvent('websocket') : null;
  await page.goto(path, { waitUntil: 'networkidle' });
  // What waits for a reader's first movement is part of what she pays for: the page must be live before it is weighed.
  await page.mouse.wheel(0, 200);
  await live;
  const parts = await page.evaluate(() =>
    [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')].map((entry) => {
      const { name, encodedBodySize, initiatorType } = entry as PerformanceResourceTiming;
      return { name: new URL(name).pathname, size: encodedBodySize, kind: initiatorType };
    }),
  );
  const heavy = parts.filter(({ name, kind }) => kind !== 'img' && !/\.(svg|webp|avif|png|gif|ico)$/.test(name));
  const sum = (some: typeof heavy): number => some.reduce((total, { size }) => total + size, 0);
  return {
    all: sum(heavy),
    script: sum(heavy.filter(({ name }) => name.endsWith('.js'))),
    files: [...heavy].sort((a, b) => b.size - a.size).slice(0, 8).map(({ name, size }) => `${size} ${name}`),
  };
}

/** Says by how much a page is too heavy, and which of its files to look at. */
function expectWithin(path: string, { all, script, files }: Weight, budget: { readonly all?: number; readonly script: number }): void {
  const over = [
    ...(budget.all !== undefined && all > budget.all * KILO ? [`${all} bytes in all, ${budget.all} kB at most`] : []),
    ...(script > budget.script * KILO ? [`${script} bytes of JavaScript, ${budget.script} kB at most`] : []),
  ];
  expect({ path, over, files: over.length > 0 ? files : [] }).toEqual({ path, over: [], files: [] });
}

// The aim is 90 kB of JavaScript (docs/performance.md says what it is made of): this holds what is, so that it grows no more.
it('the thread page of a visitor weighs at most 180 kB, 90 kB of it JavaScript', async () => {
  const [tour] = await everyPage();
  const path = tour?.paths.find((one) => one.includes('lampe-deux-nuits')) ?? '';
  const { page } = await house.visitor();
  const weight = await firstLoad(page, path);
  expect(weight.script).toBeGreaterThan(10 * KILO);
  expectWithin(path, weight, { all: 180, script: 90 });
});

it.each(['a visitor', 'a member'])('lists stay within the same for %s', async (who) => {
  const tour = (await everyPage()).find((one) => one.who === who);
  for (const path of ['/', '/spaces', '/spaces/lampes-et-lumiere']) {
    const { page } = tour?.person ? await house.visit(tour.person) : await house.visitor();
    expectWithin(path, await firstLoad(page, path), { all: 180, script: 90 });
  }
});

it('pages of the console stay within 160 kB of JavaScript', async () => {
  const tour = (await everyPage()).find((one) => one.who === 'an administrator');
  if (!tour?.person) throw new Error('no administrator');
  for (const path of tour.paths.filter((one) => !one.includes('?'))) {
    const { page } = await house.visit(tour.person);
    expectWithin(path, await firstLoad(page, path), { script: 160 });
  }
});
