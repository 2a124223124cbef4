import { chromium, type Browser, type BrowserContext, type BrowserContextOptions, type Page } from 'playwright-core';
import { chromiumPath, houseUrl } from './environment.js';
import type { Person } from './people.js';

export const ARGUMENTS = ['--no-sandbox', '--disable-dev-shm-usage', '--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];
const PATIENCE_MS = 15_000;

export const DESKTOP = { width: 1440, height: 900 } as const;
export const PHONE = { width: 390, height: 844 } as const;

/** One person's browser. */
export interface Visit {
  readonly context: BrowserContext;
  readonly page: Page;
  /** What the browser complained about: errors in the console, uncaught ones, broken content policy. */
  readonly complaints: string[];
  /** Says which complaints belong to the journey: a missing page is also an error in the console. */
  expectComplaints(pattern: RegExp): void;
}

export interface House {
  /** Somebody without an account. French, light, a desktop, unless said otherwise. */
  visitor(options?: BrowserContextOptions): Promise<Visit>;
  /** Somebody who is signed in. */
  visit(person: Person, options?: BrowserContextOptions): Promise<Visit>;
}

/**
 * Opens one browser for the journeys of a file. Each visit has a context of its own, closed after its test; a
 * complaint of the browser that nobody expected fails the test.
 */
export function openHouse(): House {
  let browser: Browser | undefined;
  let visits: { visit: Visit; expected: RegExp[] }[] = [];

  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: chromiumPath(), args: ARGUMENTS });
  });
  afterAll(async () => {
    await browser?.close();
  });
  afterEach(async () => {
    const over = visits;
    visits = [];
    await Promise.all(over.map(({ visit }) => visit.context.close()));
    const unexpected = over.flatMap(({ visit, expected }) => visit.complaints.filter((line) => !expected.some((pattern) => pattern.test(line))));
    expect(unexpected).toEqual([]);
  });

  async function visitor(options: BrowserContextOptions = {}): Promise<Visit> {
    if (!browser) throw new Error('the browser is not open yet');
    const context = await browser.newContext({
      baseURL: houseUrl(), locale: 'fr-FR', timezoneId: 'Europe/Paris', colorScheme: 'light', reducedMotion: 'reduce', viewport: DESKTOP, ...options,
    });
    context.setDefaultTimeout(PATIENCE_MS);
    const complaints: string[] = [];
    const listen = (page: Page): void => {
      if (options.javaScriptEnabled !== false) waitUntilAlive(page);
      page.on('console', (message) => {
        if (message.type() === 'error') complaints.push(`${message.text()} (${message.location().url})`);
      });
      page.on('pageerror', (error) => complaints.push(`uncaught: ${error.message}`));
    };
    context.on('page', listen);
    const page = await context.newPage();
    const expected: RegExp[] = [];
    const visit: Visit = { context, page, complaints, expectComplaints: (pattern) => void expected.push(pattern) };
    visits.push({ visit, expected });
    return visit;
  }

  return {
    visitor,
    async visit(person, options) {
      const visit = await visitor(options);
      const at = person.cookie.indexOf('=');
      await visit.context.addCookies([
        { name: person.cookie.slice(0, at), value: person.cookie.slice(at + 1), url: houseUrl(), httpOnly: true, sameSite: 'Lax' },
      ]);
      return visit;
    },
  };
}

/**
 * People look before they click: a page that was asked for is ready once it answers by itself. Whoever is in more of a
 * hurry asks with `waitUntil: 'commit'`; what comes before has journeys of its own.
 */
function waitUntilAlive(page: Page): void {
  const [goto, reload] = [page.goto.bind(page), page.reload.bind(page)];
  const alive = async (): Promise<void> => {
    // What is no page of ours (a file, the sign that the house wakes up) never comes alive.
    if (await page.locator('link[rel="modulepreload"]').count()) await page.locator('html[data-alive]').waitFor({ state: 'attached' });
  };
  page.goto = async (url, how) => {
    const response = await goto(url, how);
    if (how?.waitUntil !== 'commit') await alive();
    return response;
  };
  page.reload = async (how) => {
    const response = await reload(how);
    await alive();
    return response;
  };
}
