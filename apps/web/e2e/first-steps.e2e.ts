import { eventually } from './eventually.js';
import { openHouse, PHONE } from './house.js';
import { SignUpPage } from './pages/sign-up-page.js';
import { ThreadPage } from './pages/thread-page.js';
import { demo, freshEmail, newMember, PASSWORD, unique } from './people.js';

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

  it('take somebody on a phone from the form through every step to her first post, in few pages', async () => {
    const { page } = await house.visitor({ viewport: PHONE, hasTouch: true });
    const pages: string[] = [];
    page.on('framenavigated', (frame) => {
      const { pathname } = new URL(frame.url());
      if (frame === page.mainFrame() && pathname !== pages.at(-1)) pages.push(pathname);
    });
    const fits = async (): Promise<void> => expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(PHONE.width);
    const done = (step: string): Promise<void> => page.locator(`#${step}`).getByText('Fait', { exact: true }).waitFor();

    const signUp = await new SignUpPage(page).open();
    await signUp.answer({ name: unique('Sterenn'), email: freshEmail('sterenn'), password: PASSWORD });
    await signUp.create();
    await signUp.confirm();
    await page.getByRole('heading', { name: 'Tes premiers pas' }).waitFor();
    await fits();
    await page.getByRole('link', { name: 'Continuer' }).click();
    await page.getByLabel('bivouac').check();
    await page.getByRole('button', { name: 'Retenir mes choix' }).click();
    await done('interests');
    await fits();
    await page.locator('#react').getByRole('link').first().click();
    const thread = new ThreadPage(page);
    await thread.post(1).getByRole('button', { name: 'J’aime', exact: true }).or(thread.post(1).getByRole('button', { name: /^J’aime : \d+$/ })).first().click();
    await thread.post(1).getByRole('button', { name: /^J’aime : \d+, dont toi$/ }).waitFor();
    await fits();
    await page.goBack();
    await page.getByRole('link', { name: 'Écrire ma présentation' }).click();
    await page.getByRole('button', { name: 'Publier' }).click();
    await page.waitForURL(/\/threads\/[a-z0-9]{8}\//);
    await fits();
    // However quick the machine: the form, the code, the house, the steps, a thread and her own, and nothing between.
    expect(new Set(pages.map((path) => path.split('/')[1] ?? '')).size).toBeLessThanOrEqual(5);
    expect(pages.length).toBeLessThanOrEqual(9);
    await eventually(async () => {
      await page.goto('/welcome');
      for (const step of ['interests', 'spaces', 'introduce', 'react']) expect([step, await page.locator(`#${step}`).getByText('Fait', { exact: true }).count()]).toEqual([step, 1]);
    });
    // What is done asks for nothing more.
    await page.goto('/');
    expect(await page.getByRole('heading', { name: 'Tes premiers pas' }).count()).toBe(0);
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
