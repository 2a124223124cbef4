import { eventually } from './eventually.js';
import { openHouse, PHONE } from './house.js';
import { ThreadPage } from './pages/thread-page.js';
import { demo, newMember } from './people.js';
import { addReplies, replyTo, startThread } from './threads.js';

const house = openHouse();

describe('a thread that is put in order', () => {
  it('is split from a post on, is left by those who read it, and is whole again when that is undone', async () => {
    const [author, reader, moderator] = await Promise.all([newMember('Bavarde'), newMember('Lectrice'), demo('moderator')]);
    const at = await startThread(author, { title: 'Réchaud et météo mêlés' });
    await addReplies(at, author, 2, 3);
    const moved = await replyTo(at, author, 'Et ce vent de suroît ?');
    const hers = await new ThreadPage((await house.visit(reader)).page).open(at, '?at=1');
    const { page } = await house.visit(moderator);
    const team = await new ThreadPage(page).open(at, '?at=1');

    await team.choose(4, 'Faire un sujet à partir d’ici');
    const split = page.locator('#split');
    await split.getByLabel('Titre du nouveau sujet').fill('Le vent de suroît');
    expect(await split.getByRole('checkbox', { name: /Et ce vent de suroît/ }).isChecked()).toBe(true);
    await split.getByRole('button', { name: 'Faire un nouveau sujet' }).click();
    await page.getByText('C’est fait : voici le nouveau sujet.').waitFor();

    // The page that is open loses the post by itself, and says where it went; its lasting address leads there.
    await eventually(async () => expect(await hers.positions()).toEqual([1, 2, 3]));
    await hers.page.getByText('a déplacé des messages dans un autre sujet').waitFor();
    await hers.page.goto(`${at.path}?post=${moved}`);
    expect(await hers.title.innerText()).toBe('Le vent de suroît');
    const aside = hers.page.url();

    await page.getByRole('button', { name: 'Annuler' }).click();
    await page.getByText('C’est annulé : tout est comme avant.').waitFor();
    // From elsewhere: an address that differs by its anchor alone is no navigation.
    await hers.page.goto('/');
    await hers.page.goto(aside);
    await eventually(async () => expect(await hers.positions()).toEqual([1, 2, 3, 4]));
    expect(await hers.title.innerText()).toBe(at.title);
  });

  it('is merged and moved without JavaScript, and what is asked wrongly is said beside the field', async () => {
    const [author, moderator] = await Promise.all([newMember('Doublon'), demo('moderator')]);
    const [one, two] = [await startThread(author, { title: 'La bonne question' }), await startThread(author, { title: 'La même question' })];
    const visit = await house.visit(moderator, { javaScriptEnabled: false, viewport: PHONE });
    const { page } = visit;
    visit.expectComplaints(/422/);
    await page.goto(`${two.path}/arrange`);
    const address = page.getByLabel('Ou l’adresse d’un autre sujet');
    const merge = page.getByRole('button', { name: 'Fusionner', exact: true });
    await address.fill('https://ailleurs.example/');
    await merge.click();
    await page.getByText('Cette adresse n’est pas celle d’un sujet.').waitFor();
    expect(await address.inputValue()).toBe('https://ailleurs.example/');
    await address.fill(`https://veillee.example${one.path}?at=1`);
    await merge.click();
    await page.getByText('C’est fait : les messages sont réunis dans ce sujet.').waitFor();
    await page.goto(two.path);
    expect(new URL(page.url()).pathname).toBe(one.path);

    await page.goto(`${one.path}/arrange`);
    await page.getByLabel('Vers l’espace').selectOption({ label: 'Idées' });
    await page.getByRole('button', { name: 'Déplacer', exact: true }).click();
    await page.getByText('C’est fait : le sujet a changé d’espace.').waitFor();
    await page.goto(one.path);
    expect(await page.locator('main header .space').innerText()).toContain('Idées');
  });
});

describe('what a member keeps and mutes', () => {
  it('is kept from a post’s menu, gets a note, and is let go', async () => {
    const [author, reader] = await Promise.all([newMember('Cuisinier'), newMember('Gourmande')]);
    const at = await startThread(author, { title: 'Soupe d’orties' });
    await replyTo(at, author, 'Trois poignées, pas plus.');
    const { page } = await house.visit(reader);
    const hers = await new ThreadPage(page).open(at, '?at=1');
    await hers.choose(2, 'Garder');
    await hers.toasts.getByRole('button', { name: 'Ajouter une note' }).click();
    await page.waitForURL(/\/bookmarks/);
    await page.getByText('Ajouter une note ou un rappel').click();
    await page.getByLabel('Note', { exact: true }).fill('Pour dimanche');
    await page.getByRole('button', { name: 'Enregistrer' }).click();
    await page.locator('li .note', { hasText: 'Pour dimanche' }).waitFor();
    await page.getByRole('button', { name: 'Ne plus garder' }).click();
    await page.getByText('Rien de gardé pour l’instant').waitFor();
  });

  it('leaves the home page when it is muted, and comes back, without JavaScript too', async () => {
    const [author, reader] = await Promise.all([newMember('Bruyant'), newMember('Calme')]);
    const at = await startThread(author, { title: `Un sujet bruyant ${Date.now()}` });
    const { page } = await house.visit(reader, { javaScriptEnabled: false });
    const listed = (): Promise<number> => page.goto('/').then(() => page.locator('main').getByRole('link', { name: at.title }).count());
    expect(await listed()).toBeGreaterThan(0);
    await page.goto(at.path);
    await page.locator('[aria-label^="Suivi de Ce sujet"]').click();
    await page.getByRole('button', { name: /^Sourdine/ }).click();
    expect(await listed()).toBe(0);
    await page.goto('/settings/subscriptions');
    await page.getByLabel(`Suivi de ${at.title}`).selectOption({ label: 'Normal' });
    await page.getByRole('button', { name: 'Changer' }).click();
    await page.getByText('Rien de particulier').waitFor();
    expect(await listed()).toBeGreaterThan(0);
  });
});
