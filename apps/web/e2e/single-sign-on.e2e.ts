import { CLIENT, OidcHouse } from '../../api/test/oidc-house.js';
import { openHouse, PHONE } from './house.js';
import { demo, newMember, unique } from './people.js';
import { SignInPage } from './pages/sign-in-page.js';
import { SsoConsolePage } from './pages/sso-console-page.js';

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

  it.each([{ javaScriptEnabled: true }, { javaScriptEnabled: false, viewport: PHONE }])('lets somebody in and brings her where she was going: %j', async (options) => {
    const { page } = await house.visitor(options);
    const who = unique('Rozenn');
    // At the story's own domain: whoever comes in there is no sign-in of the demonstration.
    provider.person = { sub: who, email: `${who.replace(/\W/g, '.')}@kerlune.example`, email_verified: true, name: who };
    await new SignInPage(page).open('/spaces');
    await page.getByRole('link', { name: `Continuer avec ${name}` }).click();
    await page.waitForURL('/spaces');
    await page.goto('/settings/security/sso');
    await page.getByText('Ta seule façon de te connecter').waitFor();
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
