import { eventually, plain } from './eventually.js';
import { openHouse, PHONE } from './house.js';
import { demo, newMember, unique } from './people.js';
import { startThread } from './threads.js';

const house = openHouse();

describe('searching', () => {
  it('finds from the bar of any page what somebody just wrote, marked, and leads to it', async () => {
    const writer = await newMember(unique('Nolwenn'));
    const word = `girouette${unique('').trim().replace(/\d/g, 'x')}`;
    await startThread(writer, { title: 'Une trouvaille au grenier', body: `Elle est rouillée : une ${word} d’avant-guerre.` });
    const { page } = await house.visitor();
    await eventually(async () => {
      await page.goto('/spaces');
      await page.getByRole('search').getByRole('searchbox').fill(`${word} rouillées`);
      await page.keyboard.press('Enter');
      await page.waitForURL(/\/search\?q=/);
      expect(await page.locator('main mark').allInnerTexts()).toEqual(['rouillée', word]);
    });
    await page.getByRole('link', { name: 'Une trouvaille au grenier' }).click();
    await page.getByRole('heading', { level: 1, name: 'Une trouvaille au grenier' }).waitFor();
  });

  it('works on a phone without JavaScript, with filters that stay in the address', async () => {
    const { page } = await house.visitor({ viewport: PHONE, javaScriptEnabled: false });
    await page.goto('/');
    await page.getByRole('search').getByRole('link', { name: 'Chercher' }).click();
    await page.getByText('Que cherches-tu ?').waitFor();
    await page.locator('main').getByRole('searchbox').fill('lampe');
    await page.getByText('Filtres').click();
    await page.getByLabel('Sorte de sujet').selectOption('Question');
    await page.getByRole('button', { name: 'Filtrer' }).click();
    const query = new URL(page.url()).searchParams;
    expect([query.get('q'), query.get('kind')]).toEqual(['lampe', 'question']);
    expect(await page.locator('main ol > li').count()).toBeGreaterThan(2);
    await page.locator('main').getByRole('searchbox').fill('zzyzxq');
    await page.getByRole('button', { name: 'Chercher', exact: true }).click();
    await page.getByText('Rien trouvé avec ces filtres').waitFor();
  });

  it('opens with one key, finds people for members, and forgives a typo', async () => {
    const { page } = await house.visit(await demo('member'));
    await page.goto('/spaces');
    await eventually(async () => {
      await page.keyboard.press('/');
      expect(await page.evaluate(() => document.activeElement?.getAttribute('name'))).toBe('q');
    });
    await page.keyboard.type('Rozenn');
    await page.keyboard.press('Enter');
    await page.locator('main').getByRole('link', { name: /^Rozenn.*@/ }).first().waitFor();
    await page.goto('/search?q=lmape');
    await page.getByText('Rien pour « lmape ». Voici les résultats pour « lampe ».').waitFor();
  });
});

describe('the palette', () => {
  it('suggests while one types, goes with the keyboard alone, and remembers on this device only', async () => {
    const { page } = await house.visit(await demo('member'));
    await page.goto('/spaces');
    const palette = page.getByRole('dialog', { name: 'Chercher et aller' });
    await eventually(async () => {
      await page.keyboard.press('Control+k');
      expect(await palette.isVisible()).toBe(true);
    });
    await page.keyboard.type('bivou');
    await palette.getByRole('option', { name: /Bivouac.*Espace/ }).waitFor();
    expect(plain(await palette.getByRole('option').first().innerText())).toBe('Chercher « bivou » partout');
    await eventually(async () => {
      if ((await palette.getByRole('option', { name: /Bivouac.*Espace/ }).getAttribute('aria-selected')) !== 'true') await page.keyboard.press('ArrowDown');
      expect(await palette.getByRole('option', { name: /Bivouac.*Espace/ }).getAttribute('aria-selected')).toBe('true');
    });
    await page.keyboard.press('Enter');
    await page.waitForURL('**/spaces/bivouac');
    expect(await palette.count()).toBe(0);
    await page.keyboard.press('Control+k');
    await palette.getByRole('option', { name: 'bivou' }).waitFor();
    await palette.getByRole('option', { name: 'Oublier ces recherches' }).click();
    expect(await palette.getByRole('option').count()).toBe(0);
    await page.keyboard.press('Escape');
    expect(await palette.count()).toBe(0);
  });
});
