import { openHouse, PHONE } from './house.js';
import { demo, newMember, unique } from './people.js';

const house = openHouse();

describe('the first steps', () => {
  it.each([{ javaScriptEnabled: true }, { javaScriptEnabled: false }])('lead a new member on a phone from the front page to her first post: %j', async (options) => {
    const { page } = await house.visit(await newMember(unique('Rozenn')), { viewport: PHONE, ...options });
    await page.goto('/');
    await page.getByRole('heading', { name: 'Tes premiers pas' }).waitFor();
    await page.getByRole('link', { name: 'Continuer' }).click();
    await page.getByLabel('bivouac').check();
    await page.getByRole('button', { name: 'Retenir mes choix' }).click();
    await page.locator('#interests').getByText('Fait', { exact: true }).waitFor();
    await page.locator('#spaces li').first().getByText('Bivouac', { exact: true }).waitFor();
    await page.getByRole('link', { name: 'Écrire ma présentation' }).click();
    await page.getByRole('heading', { level: 1, name: 'Nouveau sujet' }).waitFor();
    expect(await page.getByLabel('Titre').inputValue()).toContain('se présente');
    expect(await page.locator('textarea').first().inputValue()).toContain('bivouac');
    await page.getByRole('button', { name: 'Publier' }).click();
    await page.waitForURL(/\/threads\/[a-z0-9]{8}\//);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(PHONE.width);
  });

  it('are put away and brought back', async () => {
    const { page } = await house.visit(await newMember(unique('Pressée')));
    await page.goto('/');
    await page.getByRole('button', { name: 'Ne plus montrer' }).click();
    await page.getByRole('link', { name: 'Revoir les premiers pas' }).click();
    await page.getByRole('button', { name: 'Remettre la liste' }).click();
    await page.getByRole('heading', { name: 'Tes premiers pas' }).waitFor();
  });

  it('are set up by the team, who sees the letter before it is sent', async () => {
    const { page } = await house.visit(await demo('cm'));
    await page.goto('/console/welcome');
    await page.getByLabel('Objet en français').fill('Salut {name}');
    await page.getByRole('button', { name: 'Aperçu en français' }).click();
    await page.getByRole('heading', { level: 3, name: /^Salut / }).waitFor();
    await page.getByRole('button', { name: 'Enregistrer' }).click();
    await page.getByText('C’est enregistré.').waitFor();
  });
});
