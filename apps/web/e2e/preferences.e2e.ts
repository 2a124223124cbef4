import { eventually } from './eventually.js';
import { openHouse } from './house.js';
import { Frame } from './pages/frame.js';
import { newMember } from './people.js';
import { startThread } from './threads.js';

const house = openHouse();

describe('language', () => {
  it('is the browser’s at first, French when it speaks neither of ours', async () => {
    const languages = [
      ['en-GB', 'en', 'Spaces'],
      ['fr-CA', 'fr', 'Espaces'],
      ['de-DE', 'fr', 'Espaces'],
    ] as const;
    for (const [locale, lang, title] of languages) {
      const { page } = await house.visitor({ locale });
      await page.goto('/spaces');
      expect(await page.locator('html').getAttribute('lang')).toBe(lang);
      expect(await page.locator('main h1').innerText()).toBe(title);
    }
  });

  it('is a setting that a member takes to her next device; what people wrote keeps its own', async () => {
    const member = await newMember('Bilingue');
    const at = await startThread(member, { title: 'Un titre qui reste français' });
    const { page } = await house.visit(member);
    await page.goto(at.path);
    await new Frame(page).prefer('English');
    expect(new URL(page.url()).pathname).toBe(at.path);
    expect(await page.locator('html').getAttribute('lang')).toBe('en');
    expect(await page.locator('main h1').getAttribute('lang')).toBe('fr');
    expect(await page.title()).toContain('Un titre qui reste français');

    const elsewhere = await house.visitor({ locale: 'fr-FR' });
    await elsewhere.page.goto('/sign-in');
    await elsewhere.page.getByLabel('Adresse e-mail').fill(member.email);
    await elsewhere.page.getByLabel('Mot de passe').fill('un galet dans la poche gauche');
    await elsewhere.page.getByRole('button', { name: 'Entrer' }).click();
    await elsewhere.page.waitForURL('/');
    expect(await elsewhere.page.locator('html').getAttribute('lang')).toBe('en');
  });

  it('names, numbers and dates follow it on every page', async () => {
    const visit = await house.visitor({ locale: 'en-GB' });
    const { page } = visit;
    visit.expectComplaints(/404/);
    for (const path of ['/', '/spaces', '/spaces/lampes-et-lumiere', '/sign-in', '/sign-up', '/nowhere-at-all']) {
      await page.goto(path);
      // What people wrote is marked as theirs; the rest is the house speaking.
      const house = await page.evaluate(() => {
        const own = document.body.cloneNode(true) as HTMLElement;
        for (const theirs of own.querySelectorAll('[lang=fr], script')) theirs.remove();
        return own.textContent.match(/Se connecter|S’inscrire|Espaces|Sujets|Récents|Populaires|accueil|réponses|membres|aujourd’hui/g) ?? [];
      });
      expect({ path, house }).toEqual({ path, house: [] });
    }
  });
});

describe('appearance', () => {
  const canvas = `getComputedStyle(document.body).backgroundColor`;

  it('is the device’s at first, then the one chosen, on every page after', async () => {
    const dark = await house.visitor({ colorScheme: 'dark' });
    const light = await house.visitor({ colorScheme: 'light' });
    await dark.page.goto('/');
    await light.page.goto('/');
    const [night, day] = [await dark.page.evaluate(canvas), await light.page.evaluate(canvas)];
    expect(night).not.toBe(day);

    const frame = new Frame(light.page);
    await frame.prefer('Sombre');
    const looks = (colour: unknown): Promise<void> => eventually(async () => expect(await light.page.evaluate(canvas)).toBe(colour));
    await looks(night);
    await light.page.goto('/spaces');
    await looks(night);
    await frame.prefer('Comme l’appareil');
    await looks(day);
    await light.page.emulateMedia({ colorScheme: 'dark' });
    await looks(night);
  });
});
