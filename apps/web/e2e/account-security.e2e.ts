import { sql } from './database.js';
import { eventually } from './eventually.js';
import { openHouse, PHONE } from './house.js';
import { codeOf, SecurityPage } from './pages/security-page.js';
import { SignInPage } from './pages/sign-in-page.js';
import { newMember, PASSWORD, proofIsOld } from './people.js';
import { virtualPasskey } from './virtual-passkey.js';

const house = openHouse();
const HOME = /\/$/;

describe('passkeys', () => {
  it('are added, named, and open the account alone, without a password', async () => {
    const person = await newMember('Rozenn Passe-partout');
    const { page, context } = await house.visit(person);
    const key = await virtualPasskey(page);
    const security = await new SecurityPage(page).open();
    await security.addPasskey('Clé de la cabane');
    expect(await key.keys()).toBe(1);
    await page.getByRole('button', { name: 'Me passer de mot de passe' }).click();
    await page.getByText('Pas de mot de passe').waitFor();
    await context.clearCookies();
    await page.goto('/sign-in');
    await page.waitForURL(HOME);
    await new SecurityPage(page).open();
    await page.getByText('Clé de la cabane').waitFor();
  });

  it('say so when the device does not know its owner, and let her try again', async () => {
    const person = await newMember('Tual Sans-clé');
    const { page } = await house.visit(person);
    const key = await virtualPasskey(page);
    await key.setAgrees(false);
    await new SecurityPage(page).open();
    await page.getByRole('button', { name: 'Ajouter une clé d’accès' }).click();
    await page.getByText('Rien n’a répondu').waitFor();
    expect(await key.keys()).toBe(0);
    await key.setAgrees(true);
    await page.getByRole('button', { name: 'Ajouter une clé d’accès' }).click();
    await page.getByText('C’est fait.').waitFor();
    expect(await key.keys()).toBe(1);
  });

  it('serve as the second factor of whoever must have two', async () => {
    const person = await newMember('Gwenole Double');
    const { page, context } = await house.visit(person, { viewport: PHONE });
    await virtualPasskey(page);
    const security = await new SecurityPage(page).open();
    await security.setUpApp();
    await security.addPasskey('Téléphone');
    await context.clearCookies();
    await page.goto('/forgot');
    await page.evaluate(() => Object.defineProperty(PublicKeyCredential, 'isConditionalMediationAvailable', { value: () => Promise.resolve(false) }));
    await page.getByRole('link', { name: 'Revenir à la connexion' }).click();
    await page.getByRole('heading', { name: 'Te revoilà' }).waitFor();
    await new SignInPage(page).enter(person.email, PASSWORD);
    await page.getByRole('heading', { name: 'Encore une étape' }).waitFor();
    await page.getByRole('button', { name: 'Utiliser ma clé d’accès' }).click();
    await page.waitForURL(HOME);
  });
});

describe('a code app', () => {
  it('is set up, then asked for; a wrong code says so and keeps the page', async () => {
    const person = await newMember('Nolwenn Minuterie');
    const { page, context, expectComplaints } = await house.visit(person);
    expectComplaints(/422/);
    const security = await new SecurityPage(page).open();
    const seed = await security.setUpApp();
    expect(await security.sheet.locator('code').count()).toBe(10);
    const recovery = (await security.sheet.locator('code').first().textContent()) ?? '';
    await context.clearCookies();
    const entrance = await new SignInPage(page).open('/spaces');
    await entrance.enter(person.email, PASSWORD);
    await page.getByLabel('Code').fill('000000');
    await page.getByRole('button', { name: 'Continuer' }).click();
    await entrance.refusal.first().waitFor();
    await page.getByLabel('Code').fill(codeOf(seed));
    await page.getByRole('button', { name: 'Continuer' }).click();
    await page.waitForURL(/\/spaces$/);
    await context.clearCookies();
    await entrance.open();
    await entrance.enter(person.email, PASSWORD);
    await page.getByLabel('Code').fill(recovery.toUpperCase());
    await page.getByRole('button', { name: 'Continuer' }).click();
    await page.waitForURL(HOME);
    await new SecurityPage(page).open();
    await page.getByText('Il en reste 9 sur 10.').waitFor();
  });

  it('is set up and used without JavaScript', async () => {
    const person = await newMember('Yuna Sans-script');
    const { page, context } = await house.visit(person, { javaScriptEnabled: false });
    const seed = await (await new SecurityPage(page).open()).setUpApp();
    await context.clearCookies();
    await (await new SignInPage(page).open('/spaces')).enter(person.email, PASSWORD);
    await page.getByLabel('Code').fill(codeOf(seed));
    await page.getByRole('button', { name: 'Continuer' }).click();
    await page.waitForURL(/\/spaces$/);
  });
});

describe('proving again who one is', () => {
  it('is asked in a window, and the form goes on as it stood', async () => {
    const person = await newMember('Enora Prudente');
    const { page } = await house.visit(person);
    await new SecurityPage(page).open();
    await proofIsOld(person);
    await page.getByLabel('Nouvelle adresse').fill(`enora.${Date.now()}@example.org`);
    await page.getByRole('button', { name: 'Changer d’adresse' }).click();
    const asked = page.getByRole('dialog', { name: 'C’est bien toi ?' });
    await asked.getByLabel('Mot de passe').fill('pas le bon du tout');
    await asked.getByRole('button', { name: 'C’est moi' }).click();
    await asked.getByText('Ce n’est pas ton mot de passe.').waitFor();
    await asked.getByLabel('Mot de passe').fill(PASSWORD);
    await asked.getByRole('button', { name: 'C’est moi' }).click();
    await page.getByText('À confirmer').first().waitFor();
  });

  it('is asked on a page without JavaScript, and leads back', async () => {
    const person = await newMember('Mael Patient');
    const { page } = await house.visit(person, { javaScriptEnabled: false });
    await new SecurityPage(page).open();
    await proofIsOld(person);
    await page.getByRole('button', { name: 'Mettre en place une application' }).click();
    await page.waitForURL(/\/step-up\?next=%2Fsettings%2Fsecurity$/);
    await page.getByLabel('Mot de passe').fill(PASSWORD);
    await page.getByRole('button', { name: 'C’est moi' }).click();
    await page.waitForURL(/\/settings\/security$/);
  });
});

describe('sessions', () => {
  it('are shown with their device, and the other one ends', async () => {
    const person = await newMember('Katell Deux-portes');
    const [here, there] = [await house.visit(person), await house.visitor()];
    await (await new SignInPage(there.page).open()).enter(person.email, PASSWORD);
    await there.page.waitForURL(HOME);
    const security = await new SecurityPage(here.page).open();
    const part = security.part('Appareils connectés');
    expect(await part.getByRole('listitem').count()).toBe(2);
    await part.getByText('Celui-ci').waitFor();
    await part.getByRole('button', { name: /Fermer la session/ }).click();
    await eventually(async () => expect(await part.getByRole('listitem').count()).toBe(1));
    await there.page.goto('/settings/security');
    await there.page.waitForURL(/\/sign-in\?next=%2Fsettings%2Fsecurity$/);
  });
});

describe('a forgotten password', () => {
  it('is replaced through the mailed link, and the link works once', async () => {
    const person = await newMember('Herve Tete-en-l-air');
    const { page } = await house.visitor();
    await (await new SignInPage(page).open()).page.getByRole('link', { name: 'Mot de passe oublié ?' }).click();
    await page.getByRole('heading', { name: 'Mot de passe oublié' }).waitFor();
    await page.getByLabel('Adresse e-mail').fill(person.email);
    await page.getByRole('button', { name: 'M’envoyer le lien' }).click();
    await page.getByRole('heading', { name: 'Regarde ta boîte' }).waitFor();
    const link = await eventually(async () => {
      const [mail] = await sql<{ data: { url: string } }>(`SELECT data FROM mails WHERE to_address = $1 AND template = 'accounts.passwordReset'`, [person.email]);
      if (!mail) throw new Error('no mail yet');
      return new URL(mail.data.url).pathname;
    });
    await page.goto(link);
    await page.getByLabel('Nouveau mot de passe').fill('une autre phrase au large');
    await page.getByRole('button', { name: 'Choisir ce mot de passe' }).click();
    await page.getByText('Ton nouveau mot de passe est en place').waitFor();
    await new SignInPage(page).enter(person.email, 'une autre phrase au large');
    await page.waitForURL(HOME);
    await page.goto(link);
    await page.getByRole('heading', { name: 'Ce lien n’est plus valable' }).waitFor();
  });
});
