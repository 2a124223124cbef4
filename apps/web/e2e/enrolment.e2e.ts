import { anotherProcess, type AnotherProcess } from './another-process.js';
import { openHouse, PHONE } from './house.js';
import { codeOf, SecurityPage } from './pages/security-page.js';
import { SignInPage } from './pages/sign-in-page.js';
import { newAdmin, PASSWORD } from './people.js';

const house = openHouse();

/** The demonstration asks nobody for a second factor: this process of the house does. */
describe('where the team must have two factors', () => {
  let strict: AnotherProcess;
  beforeAll(async () => {
    strict = await anotherProcess({ FOYER_SECOND_FACTOR: 'required' });
  });
  afterAll(() => strict.stop());

  it.each([[true], [false]])('an administrator sets one up before anything else, comes in with it, and keeps it (script: %s)', async (javaScriptEnabled) => {
    const person = await newAdmin('Enora Neuve');
    const { page, context, expectComplaints } = await house.visitor({ baseURL: strict.url, javaScriptEnabled, viewport: PHONE });
    expectComplaints(/422/);
    const entrance = await new SignInPage(page).open('/console/members');
    await entrance.enter(person.email, PASSWORD);
    await page.waitForURL(/\/settings\/security\/enrol/);
    const due = page.getByRole('heading', { level: 1, name: 'Un second facteur, avant d’entrer' });
    await due.waitFor();
    // Every other door leads back here.
    for (const door of ['/console', '/settings/profile']) {
      await page.goto(door);
      await page.waitForURL(/\/settings\/security\/enrol\?next=/);
    }
    await page.goto('/settings/security/enrol?next=/console/members');
    const seed = await new SecurityPage(page).setUpApp();
    await page.getByRole('link', { name: 'Entrer', exact: true }).click();
    await page.waitForURL(/\/console\/members$/);

    await context.clearCookies();
    await entrance.open('/console/members');
    await entrance.enter(person.email, PASSWORD);
    await page.getByLabel('Code').fill(codeOf(seed));
    await page.getByRole('button', { name: 'Continuer' }).click();
    await page.waitForURL(/\/console\/members$/);

    await new SecurityPage(page).open();
    await new SecurityPage(page).part('Application de codes').getByRole('button', { name: /^Retirer/ }).click();
    await page.getByText('Ton rôle demande deux facteurs').first().waitFor();
  });
});
