import { openHouse, PHONE } from './house.js';
import { Frame } from './pages/frame.js';
import { NewThreadPage } from './pages/new-thread-page.js';
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
    expect(await visit.page.content()).not.toContain('password123');
    // A known address sees what an unknown one sees.
    const taken = await newMember('Déjà là');
    await page.answer({ name: 'Presque', email: taken.email, password: PASSWORD });
    await page.create();
    await visit.page.getByRole('heading', { level: 1, name: 'Regarde tes e-mails' }).waitFor();
    expect(await visit.page.content()).not.toContain(PASSWORD);
  });

  it('takes somebody on a phone from the form to her first post within three minutes', async () => {
    const began = performance.now();
    const { page } = await house.visitor({ viewport: PHONE, hasTouch: true });
    const signUp = await new SignUpPage(page).open('/spaces/bivouac');
    await signUp.answer({ name: 'Nolwenn Pressée', email: freshEmail('nolwenn'), password: PASSWORD });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(PHONE.width);
    await signUp.create();
    await signUp.confirm();
    await page.waitForURL((url) => url.pathname === '/spaces/bivouac' || url.pathname === '/');
    const compose = await new NewThreadPage(page).open();
    await compose.compose({ space: 'Bivouac', title: 'Première nuit dehors', body: 'Bonsoir, je commence ici.' });
    await compose.publish();
    await page.getByRole('heading', { level: 1, name: 'Première nuit dehors' }).waitFor();
    expect(performance.now() - began).toBeLessThan(180_000);
  });

  it('refuses kindly under the age, and does not ask again in the same browser', async () => {
    const visit = await house.visitor();
    visit.expectComplaints(/422/);
    const page = await new SignUpPage(visit.page).open();
    await page.answer({ name: 'Jeune', email: freshEmail('jeune'), password: PASSWORD });
    await visit.page.getByText('Non', { exact: true }).click();
    await page.create();
    await visit.page.getByRole('alert').filter({ hasText: 'Merci de ta franchise' }).waitFor();
    await page.open();
    await visit.page.getByText('Il faut être un peu plus âgé').waitFor();
    expect(await visit.page.getByRole('button', { name: 'Créer mon compte' }).count()).toBe(0);
  });

  it('works without JavaScript, and asks again when the age of the country differs', async () => {
    const visit = await house.visitor({ javaScriptEnabled: false });
    visit.expectComplaints(/422/);
    const signUp = await new SignUpPage(visit.page).open();
    await signUp.answer({ name: 'Sans Script', email: freshEmail('sans-script'), password: PASSWORD });
    await visit.page.getByLabel('Pays').selectOption('DE');
    await signUp.create();
    await visit.page.getByText('As-tu 16 ans ou plus').first().waitFor();
    await visit.page.getByLabel('Mot de passe').fill(PASSWORD);
    await signUp.create();
    await signUp.confirm();
    await visit.page.waitForURL('/');
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
