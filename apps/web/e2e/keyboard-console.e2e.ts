import { here, tabTo } from './by-keyboard.js';
import { eventually } from './eventually.js';
import { openHouse } from './house.js';
import { codeOf, SecurityPage } from './pages/security-page.js';
import { newAdmin, newMember, PASSWORD } from './people.js';

const house = openHouse();

it('with the keyboard alone, an administrator comes in with two factors, finds a member, acts, and gets her place back', async () => {
  const [admin, nona] = [await newAdmin('Clavière'), await newMember('Nona Clavier')];
  const setting = await house.visit(admin);
  const seed = await (await new SecurityPage(setting.page).open()).setUpApp();
  const hers = await house.visit(nona);
  await (await new SecurityPage(hers.page).open()).setUpApp();

  const { page } = await house.visitor();
  // Nothing from here on is done with a mouse.
  await page.goto('/sign-in?next=/console');
  await tabTo(page, /^Adresse e-mail/);
  await page.keyboard.type(admin.email);
  await tabTo(page, /^Mot de passe(?! oublié)/);
  await page.keyboard.type(PASSWORD);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Encore une étape' }).waitFor();
  if (!(await here(page)).startsWith('Code')) await tabTo(page, /^Code/);
  await page.keyboard.type(codeOf(seed));
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/console$/);

  const box = page.getByRole('dialog').getByRole('combobox');
  // The keys come with the page's script: the first one is repeated until it is heard.
  await eventually(async () => {
    await page.keyboard.press('Control+k');
    expect(await box.isVisible()).toBe(true);
  });
  await page.keyboard.type('membr');
  await page.getByRole('option', { name: 'Membres' }).first().waitFor();
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/console\/members$/);

  await eventually(async () => {
    await page.keyboard.press('/');
    expect(await page.evaluate(() => document.activeElement?.getAttribute('type'))).toBe('search');
  });
  await page.keyboard.type(nona.handle);
  await page.keyboard.press('Enter');
  await page.waitForURL(new RegExp(`q=${nona.handle}`));
  await page.getByRole('row', { name: `@${nona.handle}` }).waitFor();
  await tabTo(page, new RegExp(`@${nona.handle}`));
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: nona.displayName }).waitFor();

  await tabTo(page, /^Retirer ses seconds facteurs$/);
  await page.keyboard.press('Enter');
  const asked = page.getByRole('dialog', { name: 'Retirer ses seconds facteurs' });
  await asked.waitFor();
  await eventually(async () => expect(await asked.evaluate((dialog) => dialog.contains(document.activeElement))).toBe(true));
  await page.keyboard.press('Escape');
  await asked.waitFor({ state: 'hidden' });
  await eventually(async () => expect(await here(page)).toBe('Retirer ses seconds facteurs'));

  await page.keyboard.press('Enter');
  await asked.waitFor();
  await tabTo(page, /^Pourquoi/);
  await page.keyboard.type('Téléphone perdu, elle a rappelé.');
  await tabTo(page, /^Retirer$/);
  await page.keyboard.press('Enter');
  await page.getByRole('alert').getByText('Seconds facteurs retirés.').waitFor();
});
