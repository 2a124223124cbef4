import { openHouse } from './house.js';
import { Frame } from './pages/frame.js';
import { SignInPage } from './pages/sign-in-page.js';
import { ThreadPage } from './pages/thread-page.js';
import { done } from './operations.js';
import { demo, newMember, PASSWORD } from './people.js';
import { addReplies, replyTo, startThread } from './threads.js';

const house = openHouse();
const plain = { javaScriptEnabled: false };

describe('without JavaScript', () => {
  it('one signs in, reads, replies, answers, edits and reacts', async () => {
    const [erell, gaud] = await Promise.all([newMember('Erell'), newMember('Gaud')]);
    const at = await startThread(gaud, { title: 'Gourde gelée au réveil', body: 'Que faites-vous quand **tout** gèle ?' });
    await addReplies(at, gaud, 2, 3);
    const visit = await house.visitor(plain);
    const { page } = visit;
    const thread = new ThreadPage(page);

    // From the thread to the sign-in and back.
    await page.goto(at.path);
    await page.locator('main').getByRole('link', { name: 'Se connecter' }).click();
    const signIn = new SignInPage(page);
    visit.expectComplaints(/422/);
    await signIn.enter(erell.email, 'pas le bon mot de passe');
    expect(await signIn.refusal.allInnerTexts()).toEqual(['L’adresse ou le mot de passe ne correspond pas.']);
    expect(await page.getByLabel('Adresse e-mail').inputValue()).toBe(erell.email);
    await signIn.enter(erell.email, PASSWORD);
    expect(new URL(page.url()).pathname).toBe(at.path);
    await thread.shows(1, 'Que faites-vous quand tout gèle ?');

    // A look at the reply first, then the reply itself.
    await thread.text.fill('Je la garde *dans* le duvet.');
    await thread.composer.getByRole('button', { name: 'Aperçu' }).click();
    expect(await thread.composer.locator('.preview em').innerText()).toBe('dans');
    expect(await thread.text.inputValue()).toBe('Je la garde *dans* le duvet.');
    await thread.send.click();
    expect(new URL(page.url()).hash).toBe('#p-4');
    expect(await thread.words(4).innerText()).toBe('Je la garde dans le duvet.');

    // An answer to a post quotes it.
    await thread.post(2).getByRole('link', { name: 'Répondre' }).click();
    await thread.text.fill('Moi aussi.');
    await thread.send.click();
    expect(await thread.post(5).locator('blockquote.quote').innerText()).toContain('Réponse 2');

    // A menu opens and closes by its button, where it stands.
    const menu = thread.post(4).locator('[aria-label="Autres actions"]');
    await menu.click();
    await thread.post(4).locator('.list').waitFor();
    expect(await menu.getAttribute('aria-expanded')).toBe('true');
    await menu.click();
    expect(await thread.post(4).locator('.list').count()).toBe(0);
    expect(new URL(page.url()).hash).toBe('#p-4');

    // A correction in its place.
    await thread.choose(4, 'Modifier');
    await thread.post(4).getByRole('textbox', { name: 'Texte du message' }).fill('Je la garde dans le duvet, bouchon en bas.');
    await thread.post(4).getByRole('button', { name: 'Enregistrer' }).click();
    expect(await thread.words(4).innerText()).toBe('Je la garde dans le duvet, bouchon en bas.');
    expect(await thread.post(4).getByRole('link', { name: 'modifié' }).count()).toBe(1);

    // A like, then one of the other reactions, then the like taken back.
    await thread.post(1).getByRole('button', { name: 'J’aime' }).click();
    await thread.post(1).getByRole('button', { name: 'J’aime : 1, dont toi' }).waitFor();
    await thread.post(1).locator('[aria-label="Ajouter une réaction"]').click();
    await thread.post(1).getByRole('button', { name: 'Merci' }).click();
    await thread.post(1).getByRole('button', { name: 'Merci : 1, dont toi' }).waitFor();
    await thread.post(1).getByRole('button', { name: 'J’aime : 1, dont toi' }).click();
    expect(await thread.post(1).getByRole('button', { name: 'J’aime' }).getAttribute('aria-pressed')).toBe('false');

    // Removed by its author, with its place kept; signed out at the end.
    await thread.choose(5, 'Retirer');
    await thread.post(5).getByRole('button', { name: 'Retirer le message' }).click();
    await thread.post(5).getByText('Message retiré.').waitFor();
    expect(await page.content()).not.toContain('Moi aussi.');
    await new Frame(page).signOut();
    expect(await page.getByRole('banner').getByRole('link', { name: 'S’inscrire' }).count()).toBe(1);
  });

  it('a refused reply keeps its text', async () => {
    const nolan = await newMember('Nolan');
    const at = await startThread(nolan, { title: 'Trop long pour une nuit' });
    const visit = await house.visit(nolan, plain);
    visit.expectComplaints(/422/);
    const { page } = visit;
    const thread = new ThreadPage(page);
    await page.goto(at.path);
    const long = `${'Un mot de trop. '.repeat(2_100)}fin`;
    await thread.text.evaluate((area) => area.removeAttribute('maxlength'));
    await thread.text.fill(long);
    await thread.send.click();
    await thread.composer.getByRole('alert').waitFor();
    expect(await thread.text.inputValue()).toBe(long);
    expect(await thread.positions()).toEqual([1]);
  });

  it('what was written survives whatever happened meanwhile: the thread was closed, the post removed, the session ended', async () => {
    const [awena, moderator] = await Promise.all([newMember('Awena'), demo('moderator')]);
    const at = await startThread(awena, { title: 'Pendant que j’écrivais' });
    const own = await replyTo(at, awena, 'Une phrase à corriger.');
    const visit = await house.visit(awena, plain);
    visit.expectComplaints(/40[14]|422/);
    const { page } = visit;
    const thread = new ThreadPage(page);

    await page.goto(at.path);
    await thread.text.fill('Écrit pendant que l’on fermait.');
    await done('CloseThread', { thread: at.code, on: true }, moderator.cookie);
    await thread.send.click();
    await page.getByRole('alert').getByText('fermé').waitFor();
    expect(await thread.text.inputValue()).toBe('Écrit pendant que l’on fermait.');
    await done('CloseThread', { thread: at.code, on: false }, moderator.cookie);

    await page.goto(`${at.path}?edit=${own}`);
    await thread.post(2).getByRole('textbox', { name: 'Texte du message' }).fill('Une phrase bien corrigée.');
    await done('RemovePost', { code: own, reason: 'Doublon' }, moderator.cookie);
    await thread.post(2).getByRole('button', { name: 'Enregistrer' }).click();
    await page.getByRole('alert').waitFor();
    expect(await page.getByRole('textbox', { name: 'Ce que tu as écrit' }).inputValue()).toBe('Une phrase bien corrigée.');

    await page.goto(at.path);
    await thread.text.fill('Écrit sans le savoir en vain.');
    await done('SignOut', {}, awena.cookie);
    await thread.send.click();
    await page.getByRole('heading', { level: 1, name: 'Ta session est terminée' }).waitFor();
    expect(await page.getByRole('textbox', { name: 'Ce que tu as écrit' }).inputValue()).toBe('Écrit sans le savoir en vain.');
    await page.locator('main').getByRole('link', { name: 'Se connecter' }).click();
    await new SignInPage(page).enter(awena.email, PASSWORD);
    expect(new URL(page.url()).pathname).toBe(at.path);
  });

  it('language and appearance change, and stay', async () => {
    const { page } = await house.visitor(plain);
    const frame = new Frame(page);
    await page.goto('/spaces');
    await page.getByRole('heading', { level: 1, name: 'Espaces' }).waitFor();
    await frame.prefer('English');
    expect(new URL(page.url()).pathname).toBe('/spaces');
    await page.getByRole('heading', { level: 1, name: 'Spaces' }).waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe('en');

    const canvas = (): Promise<string> => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    const light = await canvas();
    await frame.prefer('Dark');
    expect(await page.locator('html').getAttribute('data-theme')).toBe('dark');
    expect(await canvas()).not.toBe(light);
    await page.goto('/');
    expect(await page.locator('html').getAttribute('lang')).toBe('en');
    expect(await page.locator('html').getAttribute('data-theme')).toBe('dark');
  });

  it('a long thread is read page after page, and remembers how far', async () => {
    const [loig, marzhin] = await Promise.all([newMember('Loïg'), newMember('Marzhin')]);
    const at = await startThread(loig, { title: 'Cinquante réponses et plus' });
    await addReplies(at, loig, 2, 52);
    const { page } = await house.visit(marzhin, plain);
    const thread = new ThreadPage(page);

    await page.goto(at.path);
    const read = new Set(await thread.positions());
    expect(read.size).toBe(20);
    const later = page.getByRole('navigation', { name: 'Lire la suite du sujet' }).getByRole('link');
    while ((await later.count()) > 0) {
      await later.click();
      for (const position of await thread.positions()) read.add(position);
    }
    expect([...read].sort((a, b) => a - b)).toEqual(Array.from({ length: 52 }, (_, index) => index + 1));

    // Everything was shown: the thread opens at its end and lists no news.
    await page.goto(at.path);
    expect(await thread.positions()).toContain(52);
    await page.getByRole('navigation', { name: 'Remonter dans le sujet' }).getByRole('link').click();
    expect(Math.min(...(await thread.positions()))).toBeLessThan(32);
  });
});
