import { eventually } from './eventually.js';
import { openHouse } from './house.js';
import { Line } from './line.js';
import { ThreadPage } from './pages/thread-page.js';
import { demo, newMember } from './people.js';
import { done } from './operations.js';
import { addReplies, replyTo, startThread } from './threads.js';

const house = openHouse();
const offline = /ERR_INTERNET_DISCONNECTED|WebSocket connection/;

describe('a lost connection', () => {
  it('catches up without gaps or duplicates', async () => {
    const [author, reader] = await Promise.all([newMember('Phare'), newMember('Bateau')]);
    const at = await startThread(author, { title: 'Entre deux tunnels' });
    await addReplies(at, author, 2, 5);
    const visit = await house.visit(reader);
    visit.expectComplaints(offline);
    const line = await Line.of(visit.context);
    const thread = await new ThreadPage(visit.page).open(at);
    await thread.reply('Je suis dans le train.');

    await line.cut();
    await thread.composer.getByText('Hors connexion').waitFor();
    await addReplies(at, author, 7, 12);
    const edited = await replyTo(at, author, 'Treize avant');
    await done('EditPost', { input: { postCode: edited, body: 'Treize après', version: 0 } }, author.cookie);
    expect(await thread.positions()).toEqual([1, 2, 3, 4, 5, 6]);
    await line.mend();

    await eventually(async () => expect(await thread.positions()).toEqual(Array.from({ length: 13 }, (_, index) => index + 1)), 20_000);
    await thread.shows(12, 'Réponse 12');
    await thread.shows(13, 'Treize après');

    // And it follows again.
    await replyTo(at, author, 'De nouveau en direct');
    await thread.shows(14, 'De nouveau en direct');
    expect(await thread.positions()).toEqual(Array.from({ length: 14 }, (_, index) => index + 1));
  });

  it('keeps a reply that could not leave, and sends it once', async () => {
    const [author, writer] = await Promise.all([newMember('Ancre'), newMember('Plume')]);
    const at = await startThread(author, { title: 'Écrit dans le noir' });
    const visit = await house.visit(writer);
    visit.expectComplaints(offline);
    const line = await Line.of(visit.context);
    const thread = await new ThreadPage(visit.page).open(at);

    await line.cut();
    await thread.write('Sans réseau, mais pas sans idées.');
    await thread.send.click();
    await thread.composer.getByRole('alert').getByText('il est gardé ici').waitFor();
    expect(await thread.text.inputValue()).toBe('Sans réseau, mais pas sans idées.');

    await line.mend();
    await thread.composer.getByRole('button', { name: 'Réessayer' }).click();
    await thread.shows(2, 'Sans réseau, mais pas sans idées.');
    expect(await thread.text.inputValue()).toBe('');
    expect(await thread.positions()).toEqual([1, 2]);
  });

  it('sends once a reply whose answer got lost on the way', async () => {
    const writer = await newMember('Écho');
    const at = await startThread(writer, { title: 'Dit deux fois, écrit une fois' });
    const visit = await house.visit(writer);
    visit.expectComplaints(/ERR_/);
    const thread = await new ThreadPage(visit.page).open(at);
    let cut = true;
    await visit.page.route('**/graphql', async (route) => {
      if (!cut || !route.request().postData()?.includes('"Reply"')) return route.continue();
      cut = false;
      await route.fetch();
      return route.abort('connectionreset');
    });
    await thread.write('Une seule fois.');
    await thread.send.click();
    await thread.composer.getByRole('button', { name: 'Réessayer' }).waitFor();
    // What is kept on the server meanwhile is these very words: they stay the same reply.
    const kept = visit.page.waitForResponse((response) => response.request().postData()?.includes('"SaveDraft"') === true);
    await thread.text.dispatchEvent('input');
    await kept;
    await thread.send.click();
    await eventually(async () => expect(await thread.text.inputValue()).toBe(''));
    await thread.page.reload();
    expect(await thread.positions()).toEqual([1, 2]);
  });
});

describe('what was typed', () => {
  it('survives a reload and a visit elsewhere', async () => {
    const writer = await newMember('Brouillon');
    const at = await startThread(writer, { title: 'Je finirai demain' });
    const { page } = await house.visit(writer);
    const thread = await new ThreadPage(page).open(at);
    await thread.write('Il faudrait d’abord');
    await thread.composer.getByText('Brouillon gardé à').waitFor();
    await page.reload();
    await eventually(async () => expect(await thread.text.inputValue()).toBe('Il faudrait d’abord'));
    await thread.write('Il faudrait d’abord sécher la laine.');
    await page.goto('/');
    await page.goto(at.path);
    await eventually(async () => expect(await thread.text.inputValue()).toBe('Il faudrait d’abord sécher la laine.'));

    // Once sent there is nothing left to restore.
    await thread.send.click();
    await thread.shows(2, 'Il faudrait d’abord sécher la laine.');
    await page.reload();
    expect(await thread.text.inputValue()).toBe('');
  });

  it('survives a refusal: too long, or the thread was closed meanwhile', async () => {
    const [writer, moderator] = await Promise.all([newMember('Prolixe'), demo('moderator')]);
    const at = await startThread(writer, { title: 'La limite du raisonnable' });
    const { page } = await house.visit(writer);
    const thread = await new ThreadPage(page).open(at);

    const long = `${'Un pas de plus. '.repeat(2_100)}fin`;
    await thread.text.evaluate((area) => area.removeAttribute('maxlength'));
    await thread.write(long);
    await thread.send.click();
    await thread.composer.getByRole('alert').waitFor();
    expect(await thread.text.inputValue()).toBe(long);

    await thread.write('Assez court, cette fois.');
    await page.route('**/socket.io/**', (route) => route.abort());
    await done('CloseThread', { thread: at.code, on: true }, moderator.cookie);
    await thread.send.click();
    const kept = (): Promise<string | null> => page.evaluate(() => JSON.stringify(localStorage));
    await page.getByText(/Ce sujet est fermé/).first().waitFor();
    expect(await kept()).toContain('Assez court, cette fois.');
    expect(await thread.positions()).toEqual([1]);
  });

  it('survives the end of the session', async () => {
    const writer = await newMember('Distraite');
    const at = await startThread(writer, { title: 'Sortie ailleurs' });
    const visit = await house.visit(writer);
    const thread = await new ThreadPage(visit.page).open(at);
    await thread.write('Je n’ai pas fini ma ph');
    await done('SignOut', {}, writer.cookie);
    // The page notices within two seconds, shows itself as a visitor's, and the words wait on the device.
    await visit.page.getByRole('banner').getByRole('link', { name: 'S’inscrire' }).waitFor();
    expect(await visit.page.evaluate(() => JSON.stringify(localStorage))).toContain('Je n’ai pas fini ma ph');
  });
});
