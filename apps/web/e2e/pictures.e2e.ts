import sharp from 'sharp';
import { eventually } from './eventually.js';
import { openHouse, PHONE } from './house.js';
import { newMember } from './people.js';

const house = openHouse();
const KEPT = /^\/media\/files\/[0-9a-f-]{36}\/\d+\.webp$/;

/** Red at the left, blue at the right. */
async function photo(): Promise<{ name: string; mimeType: string; buffer: Buffer }> {
  const half = await sharp({ create: { width: 600, height: 800, channels: 3, background: '#c02020' } }).png().toBuffer();
  const buffer = await sharp({ create: { width: 1200, height: 800, channels: 3, background: '#2020c0' } }).composite([{ input: half, left: 0, top: 0 }]).jpeg().toBuffer();
  return { name: 'moi.jpg', mimeType: 'image/jpeg', buffer };
}

describe('pictures of a profile', () => {
  it('are brought, framed by keyboard, shown at once, taken away and brought back', async () => {
    const erell = await newMember('Erell');
    const { page, context } = await house.visit(erell);
    await page.goto('/settings/profile');
    const section = page.locator('#avatar');
    await section.getByLabel('Choisir une image').setInputFiles(await photo());
    const dialog = page.getByRole('dialog', { name: 'Cadrer la photo' });
    const area = dialog.getByRole('application');
    await area.focus();
    for (let i = 0; i < 12; i++) await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('+');
    await dialog.getByRole('button', { name: 'Utiliser cette photo' }).click();
    await dialog.waitFor({ state: 'detached' });
    const avatar = section.locator('img').first();
    await expectPath(avatar, KEPT);
    // The left of the picture was framed: red.
    const path = (await avatar.getAttribute('src')) ?? '';
    const [red = 0, , blue = 0] = await sharp(await (await context.request.get(path)).body()).raw().toBuffer();
    expect([red > 150, blue < 90]).toEqual([true, true]);
    await page.goto(`/members/${erell.handle}`);
    await expectPath(page.locator('main img.avatar').first(), KEPT);

    await page.goto('/settings/profile');
    await section.getByRole('button', { name: 'Retirer' }).click();
    await expectPath(section.locator('img').first(), /^\/media\/avatars\/.*\.svg$/);
    await page.getByRole('button', { name: 'Annuler' }).click();
    await expectPath(section.locator('img').first(), KEPT);
    expect((await section.locator('img').first().getAttribute('src'))?.split('/')[3]).toBe(path.split('/')[3]);
  });

  it('take a cover from a phone, and say why a file is none', async () => {
    const nolan = await newMember('Nolan');
    const { page } = await house.visit(nolan, { viewport: PHONE, hasTouch: true });
    await page.goto('/settings/profile');
    const section = page.locator('#cover');
    await section.getByLabel('Choisir une image').setInputFiles({ name: 'notes.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('des notes') });
    const dialog = page.getByRole('dialog', { name: 'Cadrer le bandeau' });
    await dialog.getByText('Cette image ne peut pas être ouverte').waitFor();
    await dialog.getByRole('button', { name: 'Annuler' }).first().click();
    await section.getByLabel('Choisir une image').setInputFiles(await photo());
    await dialog.getByRole('slider').fill('2');
    await dialog.getByRole('button', { name: 'Utiliser cette image' }).click();
    await expectPath(section.locator('img'), KEPT);
  });

  it('come by a plain form where no script runs', async () => {
    const gaud = await newMember('Gaud');
    const { page } = await house.visit(gaud, { javaScriptEnabled: false });
    await page.goto('/settings/profile');
    const section = page.locator('#avatar');
    await section.getByLabel('Fichier').setInputFiles({ name: 'notes.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('des notes') });
    await section.getByRole('button', { name: 'Envoyer' }).click();
    await section.getByText('Ce n’est pas une image').waitFor();
    await section.getByLabel('Fichier').setInputFiles(await photo());
    await section.getByRole('button', { name: 'Envoyer' }).click();
    await section.getByText('Image enregistrée.').waitFor();
    await expectPath(section.locator('img').first(), KEPT);
    await section.getByRole('button', { name: 'Retirer' }).click();
    await section.getByText('Image retirée.').waitFor();
  });

  it('change nothing when one gives up on the way, and nothing of them stays', async () => {
    const levenez = await newMember('Levenez');
    const { page } = await house.visit(levenez);
    await page.goto('/settings/profile');
    const section = page.locator('#avatar');
    const before = await section.locator('img').first().getAttribute('src');
    // A line so slow that the picture does not arrive: its pieces are never answered.
    const pieces: string[] = [];
    await page.route('**/files/uploads/*', async (route) => {
      if (route.request().method() === 'PATCH') pieces.push(route.request().url());
      else await route.continue();
    });
    await section.getByLabel('Choisir une image').setInputFiles(await photo());
    const dialog = page.getByRole('dialog', { name: 'Cadrer la photo' });
    await dialog.getByRole('button', { name: 'Utiliser cette photo' }).click();
    await eventually(() => expect(pieces).toHaveLength(1));
    const [forgotten] = await Promise.all([
      page.waitForResponse((response) => response.request().method() === 'DELETE' && response.url() === pieces[0]),
      dialog.getByRole('button', { name: 'Annuler' }).last().click(),
    ]);
    expect(forgotten.status()).toBe(204);
    await dialog.waitFor({ state: 'detached' });
    expect(await section.locator('img').first().getAttribute('src')).toBe(before);
    await eventually(async () => expect(await section.getByRole('button', { name: 'Retirer' }).count()).toBe(0));
    // The same file may be chosen again, and arrives.
    await page.unroute('**/files/uploads/*');
    await section.getByLabel('Choisir une image').setInputFiles(await photo());
    await dialog.getByRole('button', { name: 'Utiliser cette photo' }).click();
    await dialog.waitFor({ state: 'detached' });
    await expectPath(section.locator('img').first(), KEPT);
  });

  async function expectPath(image: import('playwright-core').Locator, pattern: RegExp): Promise<void> {
    await image.and(image.page().locator(`img[src*="/media/${pattern === KEPT ? 'files' : 'avatars'}/"]`)).waitFor();
    expect(await image.getAttribute('src')).toMatch(pattern);
  }
});
