import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { eventually } from './eventually.js';
import { openHouse } from './house.js';
import { demo, newMember } from './people.js';
import { startThread } from './threads.js';

const house = openHouse();

/** Opens a page whose scripts are still on their way; what it gives lets them arrive. */
async function openSlowly(page: Page, path: string): Promise<() => void> {
  let arrive: () => void = () => undefined;
  const arrived = new Promise<void>((resolve) => (arrive = resolve));
  await page.route(/\/_app\/immutable\/.*\.js$/, async (route) => {
    await arrived;
    await route.continue();
  });
  await page.goto(path, { waitUntil: 'commit' });
  await page.getByRole('main').waitFor();
  return arrive;
}

describe('what is written and chosen before the page comes alive', () => {
  it('stays in the form of who signs up, and the page follows it', async () => {
    const { page } = await house.visitor();
    const arrive = await openSlowly(page, '/sign-up');
    const country = page.getByLabel('Pays');
    const name = page.getByLabel('Nom affiché');
    const letter = page.locator('input[name="newsletter"]');
    const old = page.locator('input[name="oldEnough"][value="yes"]');
    await name.fill('Mouette');
    await country.selectOption('BE');
    await letter.check();
    await old.check({ force: true });
    expect(await page.locator('#age-question').textContent()).toContain('15');
    arrive();
    await eventually(async () => expect(await page.locator('#age-question').textContent()).toContain('13'));
    expect(await country.inputValue()).toBe('BE');
    expect(await name.inputValue()).toBe('Mouette');
    expect([await letter.isChecked(), await old.isChecked()]).toEqual([true, true]);
    expect(await page.locator('input[name="analytics"]').isChecked()).toBe(false);
  });

  it('stays in a new thread, and is kept as its draft', async () => {
    const { page } = await house.visit(await newMember('Matinale'));
    const arrive = await openSlowly(page, '/threads/new');
    const space = page.locator('select[name="space"]');
    const other = await space.locator('option:not([selected])').last().getAttribute('value');
    await space.selectOption(other);
    await page.locator('input[name="kind"][value="question"]').check({ force: true });
    await page.getByRole('textbox', { name: 'Titre' }).fill('Avant le café');
    await page.locator('textarea[name="body"]').fill('Je tape plus vite que le réseau.');
    arrive();
    await page.getByText('Brouillon gardé à').waitFor();
    expect(await space.inputValue()).toBe(other);
    expect(await page.locator('input[name="kind"][value="question"]').isChecked()).toBe(true);
    expect(await page.getByRole('textbox', { name: 'Titre' }).inputValue()).toBe('Avant le café');
    expect(await page.locator('textarea[name="body"]').inputValue()).toBe('Je tape plus vite que le réseau.');
  });

  it('stays in the composer of a thread', async () => {
    const writer = await newMember('Pressée');
    const at = await startThread(writer, { title: 'Sans attendre' });
    const { page } = await house.visit(writer);
    const arrive = await openSlowly(page, at.path);
    const text = page.locator('#reply textarea');
    await text.fill('Déjà là.');
    arrive();
    await page.locator('#reply').getByText('Brouillon gardé à').waitFor();
    expect(await text.inputValue()).toBe('Déjà là.');
  });

  it('stays in a form whose fields the page does not follow', async () => {
    const { page } = await house.visit(await demo('admin'));
    const arrive = await openSlowly(page, '/console/sso/new');
    const group = page.locator('input[name="value.0"]');
    const gift = page.locator('select[name="gift.0"]');
    const last = await gift.locator('option').last().getAttribute('value');
    await group.fill('equipe');
    await gift.selectOption(last);
    arrive();
    await page.getByRole('button', { name: 'Aller à, trouver, agir' }).waitFor();
    expect([await group.inputValue(), await gift.inputValue()]).toEqual(['equipe', last]);
  });

  it('goes along where a plain form gives way to a better one: the focus, and the picture that was chosen', async () => {
    const { page } = await house.visit(await newMember('Photographe'));
    const arrive = await openSlowly(page, '/settings/profile');
    await page.locator('#cover input[name="file"]').focus();
    arrive();
    await page.locator('#cover input[name="file"]').waitFor({ state: 'detached' });
    await eventually(async () => expect(await page.locator('#cover input[type="file"]').evaluate((input) => input === document.activeElement)).toBe(true));

    const again = await openSlowly(page, '/settings/profile');
    const buffer = await sharp({ create: { width: 600, height: 600, channels: 3, background: '#c02020' } }).png().toBuffer();
    await page.locator('#avatar input[name="file"]').setInputFiles({ name: 'moi.png', mimeType: 'image/png', buffer });
    again();
    await page.getByRole('dialog').waitFor();
  });
});
