import { openHouse } from './house.js';
import { Frame } from './pages/frame.js';
import { SignInPage } from './pages/sign-in-page.js';
import { SignUpPage } from './pages/sign-up-page.js';
import { freshEmail, newMember, PASSWORD } from './people.js';

const house = openHouse();

describe('signing up', () => {
  it('says at each field what is wrong, keeps what was typed, never the password', async () => {
    const visit = await house.visitor();
    visit.expectComplaints(/422/);
    const page = await new SignUpPage(visit.page).open();
    const refused = async (field: string): Promise<void> => {
      await page.create();
      await visit.page.locator('.field', { has: visit.page.getByLabel(field) }).locator('.error').waitFor();
      expect(await visit.page.getByLabel(field).getAttribute('aria-invalid')).toBe('true');
    };
    await page.answer({ name: 'Presque', email: 'pas une adresse', password: PASSWORD });
    await refused('Adresse e-mail');
    expect(await visit.page.getByLabel('Nom affiché').inputValue()).toBe('Presque');
    await page.answer({ name: 'Presque', email: freshEmail('presque'), password: 'court' });
    await refused('Mot de passe');
    await page.answer({ name: 'Presque', email: freshEmail('presque'), password: 'password123' });
    await refused('Mot de passe');
    const taken = await newMember('Déjà là');
    await page.answer({ name: 'Presque', email: taken.email, password: PASSWORD });
    await page.create();
    await visit.page.locator('main').locator('.error, [role=alert]').first().waitFor();
    expect(await visit.page.content()).not.toContain(PASSWORD);
  });
});

describe('signing in', () => {
  it('brings back to where one was, and never out of the house', async () => {
    const member = await newMember('Retour');
    for (const [next, expected] of [
      ['/spaces/bivouac?filter=popular', '/spaces/bivouac?filter=popular'],
      ['https://ailleurs.example/', '/'],
      ['//ailleurs.example', '/'],
      ['/\\ailleurs.example', '/'],
    ] as const) {
      const { page } = await house.visitor();
      await (await new SignInPage(page).open(next)).enter(member.email, PASSWORD);
      await page.waitForURL((url) => url.pathname !== '/sign-in');
      const at = new URL(page.url());
      expect({ next, at: at.pathname + at.search, host: at.host }).toEqual({ next, at: expected, host: new URL(await page.evaluate(() => origin)).host });
      await new Frame(page).signOut();
      await page.getByRole('banner').getByRole('link', { name: 'Se connecter' }).waitFor();
    }
  });

  it('offers a sign-in for each role in the demonstration', async () => {
    for (const role of ['Administration', 'Équipe', 'Modération', 'Mesures', 'Ambassade', 'Membre']) {
      const { page } = await house.visitor();
      await new SignInPage(page).open();
      await page.locator('.demo').getByRole('button', { name: role }).click();
      await page.waitForURL('/');
      await page.getByRole('heading', { level: 1, name: /^Bon(jour|soir) / }).waitFor();
    }
  });
});

it('a profile is what its member says of herself', async () => {
  const member = await newMember('Profil');
  const { page } = await house.visit(member);
  await page.goto('/settings/profile');
  await page.getByLabel('Nom affiché').fill('Profil Nouveau');
  await page.getByLabel('Quelques mots sur toi').fill('Je marche **la nuit**. <script>alert(1)</script>');
  await page.getByRole('textbox', { name: 'Lieu' }).fill('Roscoff');
  await page.getByRole('button', { name: 'Enregistrer' }).click();
  await page.getByRole('alert').getByRole('link', { name: 'Voir mon profil' }).click();
  await page.getByRole('heading', { level: 1, name: 'Profil Nouveau' }).waitFor();
  expect(await page.locator('.bio strong').innerText()).toBe('la nuit');
  expect(await page.locator('.bio script').count()).toBe(0);
  const visitor = await house.visitor();
  await visitor.page.goto(`/members/${member.handle}`);
  await visitor.page.getByText('la nuit').waitFor();
  // Where she is stays among members until she says otherwise.
  expect(await visitor.page.getByText('Roscoff').count()).toBe(0);
  const other = await house.visit(await newMember('Voisine'));
  await other.page.goto(`/members/${member.handle}`);
  await other.page.getByText('Roscoff').waitFor();
});
