import { CLIENT, OidcHouse } from '../../api/test/oidc-house.js';
import { openHouse, PHONE } from './house.js';
import { demo, newMember, unique } from './people.js';
import { SignInPage } from './pages/sign-in-page.js';
import { SsoConsolePage } from './pages/sso-console-page.js';
import { SsoJoinPage } from './pages/sso-join-page.js';
import { SignUpPage } from './pages/sign-up-page.js';
import { codeOf, SecurityPage } from './pages/security-page.js';
import { sql } from './database.js';

const house = openHouse();

/** A real provider beside the house: set up in the console, used at the entrance, linked in the settings. */
describe('single sign-on', () => {
  let provider: OidcHouse;
  const name = unique('Kerlune');
  let code = '';

  beforeAll(async () => {
    provider = await OidcHouse.open();
  });
  afterAll(() => provider.close());

  it('is set up by an administrator, who sees what the provider says and what is wrong', async () => {
    const { page, expectComplaints } = await house.visit(await demo('admin'));
    expectComplaints(/422/);
    const room = new SsoConsolePage(page);
    await room.create();
    await room.check('https://10.0.0.1/');
    await page.getByText('mène à l’intérieur de ton réseau').waitFor();
    provider.serve('http://127.0.0.1/not-known-yet');
    await room.check(provider.issuer);
    await page.getByText(`${provider.issuer} répond.`).waitFor();
    await room.save({ name, clientId: CLIENT.id, clientSecret: CLIENT.secret });
    const redirect = await page.getByLabel('Adresse de retour').inputValue();
    code = /sso\/(\w{8})\/callback$/.exec(redirect)?.[1] ?? '';
    expect(code).toHaveLength(8);
    expect(await page.getByLabel('Secret client').inputValue()).toBe('');
    provider.serve(redirect);
  });

  it.each([{ javaScriptEnabled: true }, { javaScriptEnabled: false, viewport: PHONE }])('asks somebody new what everybody is asked, and brings her where she was going: %j', async (options) => {
    const { page, expectComplaints } = await house.visitor(options);
    expectComplaints(/422/);
    const who = unique('Rozenn');
    // At the story's own domain: whoever comes in there is no sign-in of the demonstration.
    provider.person = { sub: who, email: `${who.replace(/\W/g, '.')}@kerlune.example`, email_verified: true, name: who };
    await new SignInPage(page).open('/spaces');
    await page.getByRole('link', { name: `Continuer avec ${name}` }).click();
    const join = await new SsoJoinPage(page).shown();
    expect(await page.getByLabel('Nom affiché').inputValue()).toBe(who);
    await join.create();
    await page.getByText('Il manque ta réponse.').waitFor();
    await join.answer();
    await join.create();
    await page.waitForURL('/spaces');
    await page.goto('/settings/security/sso');
    await page.getByText('Ta seule façon de te connecter').waitFor();
  });

  it('is offered where one signs up, and refuses kindly under the age, keeping nothing', async () => {
    const { page, expectComplaints } = await house.visitor({ viewport: PHONE });
    expectComplaints(/422/);
    const who = unique('Jeune');
    const email = `${who.replace(/\W/g, '.')}@kerlune.example`;
    provider.person = { sub: who, email, email_verified: true, name: who };
    await new SignUpPage(page).open();
    await page.getByRole('link', { name: `Continuer avec ${name}` }).click();
    const join = await new SsoJoinPage(page).shown();
    await join.answer('Non');
    await join.create();
    await page.getByRole('alert').filter({ hasText: 'Merci de ta franchise' }).waitFor();
    expect(await sql('SELECT 1 FROM sso_arrivals WHERE subject = $1 UNION ALL SELECT 1 FROM member_accounts WHERE email = $2', [who, email])).toEqual([]);
    await new SignInPage(page).open();
    await page.getByRole('link', { name: `Continuer avec ${name}` }).click();
    await page.getByText('Il faut être un peu plus âgé').waitFor();
  });

  it.each([{ javaScriptEnabled: true }, { javaScriptEnabled: false, viewport: PHONE }])('proves again who one is, for whoever has no password: %j', async (options) => {
    const { page, context } = await house.visitor(options);
    const who = unique('Aziliz');
    provider.person = { sub: who, email: `${who.replace(/\W/g, '.')}@kerlune.example`, email_verified: true, name: who };
    await new SignInPage(page).open('/settings/security');
    await page.getByRole('link', { name: `Continuer avec ${name}` }).click();
    const join = await new SsoJoinPage(page).shown();
    await join.answer();
    await join.create();
    await page.waitForURL('/settings/security');
    await sql(`UPDATE sessions SET proved_at = now() - interval '11 minutes' WHERE member_id = (SELECT id FROM members WHERE display_name = $1)`, [who]);
    const setUp = page.getByRole('button', { name: 'Mettre en place une application' });
    await setUp.click();
    const prove = page.getByRole('link', { name: `Le prouver chez ${name}` });
    if (options.javaScriptEnabled) {
      const [other] = await Promise.all([context.waitForEvent('page'), prove.click()]);
      await other.getByRole('heading', { name: 'C’est bien toi' }).waitFor();
    } else {
      await prove.click();
      await page.waitForURL('/settings/security');
      await setUp.click();
    }
    await page.locator('form code').waitFor();
  });

  it('asks whoever has two factors for her second', async () => {
    const { page, context } = await house.visitor();
    const who = unique('Bleuenn');
    provider.person = { sub: who, email: `${who.replace(/\W/g, '.')}@kerlune.example`, email_verified: true, name: who };
    await new SignInPage(page).open('/settings/security');
    await page.getByRole('link', { name: `Continuer avec ${name}` }).click();
    const join = await new SsoJoinPage(page).shown();
    await join.answer();
    await join.create();
    await page.waitForURL('/settings/security');
    const seed = await new SecurityPage(page).setUpApp();
    await context.clearCookies();
    await new SignInPage(page).open('/spaces');
    await page.getByRole('link', { name: `Continuer avec ${name}` }).click();
    await page.getByRole('heading', { name: 'Encore une étape' }).waitFor();
    await page.getByLabel(/Code/).fill(codeOf(seed));
    await page.getByRole('button', { name: 'Continuer' }).click();
    await page.waitForURL('/spaces');
  });

  it('says why when it was cancelled, and keeps the other ways open', async () => {
    const { page } = await house.visitor();
    provider.person = null;
    await new SignInPage(page).open();
    await page.getByRole('link', { name: `Continuer avec ${name}` }).click();
    await page.getByText(`annulée ou refusée par ${name}`).waitFor();
    await page.getByRole('link', { name: 'Toutes les façons de se connecter' }).click();
    await page.getByLabel('Mot de passe').waitFor();
  });

  it('is linked by a member, opens her account, and is unlinked', async () => {
    const member = await newMember('Nolwenn');
    const { page } = await house.visit(member);
    provider.person = { sub: unique('lien'), email: 'ailleurs@kerlune.example', email_verified: false };
    await page.goto('/settings/security/sso');
    await page.getByRole('button', { name: `Relier ${name}` }).click();
    await page.getByRole('link', { name: `Aller chez ${name}` }).click();
    await page.getByText(`${name} est relié à ton compte.`).waitFor();
    const other = await house.visitor();
    await new SignInPage(other.page).open();
    await other.page.getByRole('link', { name: `Continuer avec ${name}` }).click();
    await other.page.waitForURL('/');
    await page.getByRole('button', { name: `Délier ${name}` }).click();
    await page.getByText('La connexion est déliée').waitFor();
  });

  it('is taken away, and the entrance no longer offers it', async () => {
    const { page } = await house.visit(await demo('admin'));
    await new SsoConsolePage(page).remove(name);
    const visitor = await house.visitor();
    await new SignInPage(visitor.page).open();
    await visitor.page.getByLabel('Mot de passe').waitFor();
    expect(await visitor.page.locator('.demo button').count()).toBe(6);
    expect(await visitor.page.getByRole('link', { name: `Continuer avec ${name}` }).count()).toBe(0);
  });
});
