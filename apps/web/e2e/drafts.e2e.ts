import { chromium } from 'playwright-core';
import { chromiumPath, houseUrl } from './environment.js';
import { eventually } from './eventually.js';
import { ARGUMENTS, openHouse, PHONE } from './house.js';
import { NewThreadPage } from './pages/new-thread-page.js';
import { ThreadPage } from './pages/thread-page.js';
import { done } from './operations.js';
import { newMember, type Person } from './people.js';
import { startThread, type ThreadAt } from './threads.js';

const house = openHouse();

/** Waits until the server has exactly this text of hers in this thread. */
async function serverHas(person: Person, thread: ThreadAt, body: string | null): Promise<void> {
  await eventually(async () => {
    const { draft } = await done<{ draft: { body: string } | null }>('Draft', { at: { threadCode: thread.code } }, person.cookie);
    expect(draft?.body ?? null).toBe(body);
  });
}

describe('drafts', () => {
  it('a reply being written survives a browser that is killed, and waits on another device', async () => {
    const writer = await newMember('Tenace');
    const thread = await startThread(writer, { title: 'Avant la coupure' });
    const server = await chromium.launchServer({ executablePath: chromiumPath(), args: ARGUMENTS });
    const context = await (await chromium.connect(server.wsEndpoint())).newContext({ baseURL: houseUrl(), locale: 'fr-FR' });
    const at = writer.cookie.indexOf('=');
    await context.addCookies([{ name: writer.cookie.slice(0, at), value: writer.cookie.slice(at + 1), url: houseUrl(), httpOnly: true, sameSite: 'Lax' }]);
    const first = await new ThreadPage(await context.newPage()).open(thread);
    await first.write('Une longue réponse, presque finie.');
    await serverHas(writer, thread, 'Une longue réponse, presque finie.');
    server.process().kill('SIGKILL');

    const { page } = await house.visit(writer, { viewport: PHONE });
    const second = await new ThreadPage(page).open(thread);
    // Reduced on a phone, it says what waits in it.
    await page.locator('button.bar', { hasText: 'Une longue réponse, presque finie.' }).click();
    expect(await second.text.inputValue()).toBe('Une longue réponse, presque finie.');
    // Published there, it waits nowhere any more.
    await second.send.click();
    await second.words(2).getByText('Une longue réponse, presque finie.').waitFor();
    await serverHas(writer, thread, null);
    const { page: third } = await house.visit(writer);
    await third.goto('/drafts');
    await third.getByRole('heading', { name: 'Aucun brouillon' }).waitFor();
  });

  it('two devices that write in the same place: the newest wins, the other text is offered', async () => {
    const writer = await newMember('Double');
    const thread = await startThread(writer, { title: 'Deux écrans' });
    const one = await new ThreadPage((await house.visit(writer)).page).open(thread);
    const two = await new ThreadPage((await house.visit(writer)).page).open(thread);
    await one.write('Depuis l’ordinateur.');
    await serverHas(writer, thread, 'Depuis l’ordinateur.');
    await two.write('Depuis le téléphone.');
    await two.composer.getByText('Une autre version de ce texte').waitFor();
    await serverHas(writer, thread, 'Depuis le téléphone.');
    await two.composer.getByRole('button', { name: 'Passer à celle-là' }).click();
    expect(await two.text.inputValue()).toBe('Depuis l’ordinateur.');
    await two.composer.getByText('Depuis le téléphone.').waitFor();
    await serverHas(writer, thread, 'Depuis l’ordinateur.');
  });

  it('several at once: listed, taken up, put away with a way back, gone when published', async () => {
    const writer = await newMember('Touche-à-tout');
    const thread = await startThread(writer, { title: 'Le fil du brouillon' });
    const { page } = await house.visit(writer);
    const form = await new NewThreadPage(page).open('bivouac');
    await form.compose({ title: 'Premier sujet en cours', body: 'Je commence.' });
    await page.getByText('Brouillon gardé à').waitFor();
    await eventually(async () => expect((await done<{ drafts: unknown[] }>('Drafts', {}, writer.cookie)).drafts).toHaveLength(1));

    // What waits is taken up; another can be begun beside it.
    await page.goto('/threads/new');
    await page.getByText('Brouillon repris').waitFor();
    expect(await page.getByLabel('Titre').inputValue()).toBe('Premier sujet en cours');
    await page.getByRole('link', { name: 'Commencer un autre sujet' }).click();
    await page.waitForURL(/\/threads\/new$/);
    expect(await page.getByLabel('Titre').inputValue()).toBe('');
    await form.compose({ space: 'Bivouac', title: 'Second sujet en cours', body: 'Je commence encore.' });
    // Leaving at once loses nothing.
    const reply = await new ThreadPage(page).open(thread);
    await eventually(async () => expect((await done<{ drafts: unknown[] }>('Drafts', {}, writer.cookie)).drafts).toHaveLength(2));
    await reply.write('Une réponse en cours.');
    await serverHas(writer, thread, 'Une réponse en cours.');

    await page.goto('/drafts');
    await eventually(async () => expect(await page.locator('main h2').allInnerTexts()).toEqual(['Le fil du brouillon', 'Second sujet en cours', 'Premier sujet en cours']));
    const gone = page.locator('main li', { hasText: 'Second sujet en cours' });
    await gone.getByRole('button', { name: 'Supprimer' }).click();
    await gone.waitFor({ state: 'detached' });
    await page.locator('.shelf .toast').getByRole('button', { name: 'Annuler' }).click();
    await gone.waitFor();

    await page.getByRole('link', { name: 'Reprendre Premier sujet en cours' }).click();
    expect(await page.getByLabel('Titre').inputValue()).toBe('Premier sujet en cours');
    await form.publish();
    await page.goto('/drafts');
    await eventually(async () => expect(await page.locator('main h2').allInnerTexts()).toEqual(['Le fil du brouillon', 'Second sujet en cours']));
    await page.getByRole('link', { name: 'Reprendre Le fil du brouillon' }).click();
    await eventually(async () => expect(await reply.text.inputValue()).toBe('Une réponse en cours.'));
  });

  it('a correction that was left waits for its writer', async () => {
    const writer = await newMember('Reprise');
    const thread = await startThread(writer, { title: 'À corriger', body: 'Une fote.' });
    const { page } = await house.visit(writer);
    const first = await new ThreadPage(page).open(thread);
    await first.choose(1, 'Modifier');
    await first.post(1).getByRole('textbox', { name: 'Texte du message' }).fill('Une faute corrigée.');
    await eventually(async () => expect((await done<{ drafts: { body: string }[] }>('Drafts', {}, writer.cookie)).drafts).toMatchObject([{ body: 'Une faute corrigée.' }]));

    const { page: elsewhere } = await house.visit(writer);
    await elsewhere.goto('/drafts');
    await elsewhere.getByRole('link', { name: 'Reprendre À corriger' }).click();
    const second = new ThreadPage(elsewhere);
    const text = second.post(1).getByRole('textbox', { name: 'Texte du message' });
    await eventually(async () => expect(await text.inputValue()).toBe('Une faute corrigée.'));
    await second.post(1).getByRole('button', { name: 'Enregistrer' }).click();
    await second.words(1).getByText('Une faute corrigée.').waitFor();
    await eventually(async () => expect((await done<{ drafts: unknown[] }>('Drafts', {}, writer.cookie)).drafts).toEqual([]));
  });

  it('without JavaScript: listed, taken up, put away, brought back', async () => {
    const writer = await newMember('Sobre');
    await done('SaveDraft', { input: { slot: 'sobre-et-lente', key: 'sobre-et-lente', revision: 0, title: 'À la main', body: 'Sans script.', spaceSlug: 'bivouac' } }, writer.cookie);
    const { page } = await house.visit(writer, { javaScriptEnabled: false });
    await page.goto('/drafts');
    await page.getByRole('button', { name: 'Supprimer À la main' }).click();
    await page.getByText('Brouillon supprimé.').waitFor();
    await page.getByRole('button', { name: 'Annuler' }).click();
    await page.getByRole('link', { name: 'Reprendre À la main' }).click();
    expect(await page.locator('textarea[name="body"]').inputValue()).toBe('Sans script.');
    await page.getByRole('button', { name: 'Publier' }).click();
    await page.waitForURL(/\/threads\/(?!new)[^/]+\//);
    await page.goto('/drafts');
    await page.getByRole('heading', { name: 'Aucun brouillon' }).waitFor();
  });
});
