import { eventually } from './eventually.js';
import { openHouse } from './house.js';
import { ThreadPage } from './pages/thread-page.js';
import { demo, newMember } from './people.js';
import { addReplies, replyTo, startThread } from './threads.js';

const house = openHouse();

describe('reactions', () => {
  it('are given and taken back at once, and reach everybody', async () => {
    const [author, fan] = await Promise.all([newMember('Couturier'), newMember('Fan')]);
    const at = await startThread(author, { title: 'Point sellier, photos' });
    const his = await new ThreadPage((await house.visit(author)).page).open(at);
    const hers = await new ThreadPage((await house.visit(fan)).page).open(at);
    const visitor = await new ThreadPage((await house.visitor()).page).open(at);

    await hers.post(1).getByRole('button', { name: 'J’aime', exact: true }).click();
    await hers.post(1).getByRole('button', { name: 'J’aime : 1, dont toi' }).waitFor();
    await hers.post(1).locator('[aria-label="Ajouter une réaction"]').click();
    await hers.post(1).getByRole('button', { name: 'Ça réchauffe' }).click();
    await hers.post(1).getByRole('button', { name: 'Ça réchauffe : 1, dont toi' }).waitFor();

    // The author sees them without a button: one does not praise oneself.
    await eventually(async () => expect(await his.reactions(1)).toEqual(['J’aime : 1', 'Ça réchauffe : 1']));
    expect(await his.post(1).getByRole('button', { name: /J’aime/ }).count()).toBe(0);
    await visitor.post(1).getByText('Ça réchauffe : 1').waitFor();

    await hers.post(1).getByRole('button', { name: 'Ça réchauffe : 1, dont toi' }).click();
    await eventually(async () => expect(await his.reactions(1)).toEqual(['J’aime : 1']));
    await hers.page.reload();
    await hers.post(1).getByRole('button', { name: 'J’aime : 1, dont toi' }).waitFor();
    expect(await hers.post(1).getByRole('button', { name: /Ça réchauffe : 1/ }).count()).toBe(0);
  });
});

describe('removal', () => {
  it('of one’s own post can be undone while the message stays', async () => {
    const [author, reader] = await Promise.all([newMember('Regret'), newMember('Témoin')]);
    const at = await startThread(author, { title: 'Je parle trop vite' });
    await replyTo(at, author, 'Le phare penche à gauche.');
    const his = await new ThreadPage((await house.visit(author)).page).open(at);
    const hers = await new ThreadPage((await house.visit(reader)).page).open(at);

    await his.choose(2, 'Retirer');
    await hers.post(2).getByText('Message retiré.').waitFor();
    expect(await hers.page.locator('main').innerHTML()).not.toContain('Le phare penche à gauche.');

    await his.toasts.getByRole('button', { name: 'Annuler' }).click();
    await his.shows(2, 'Le phare penche à gauche.');
    await hers.shows(2, 'Le phare penche à gauche.');
  });

  it('by the team gives its reason; no member’s page has the text, until it is restored', async () => {
    const [author, reader, moderator] = await Promise.all([newMember('Vendeur'), newMember('Lecteur'), demo('moderator')]);
    const at = await startThread(author, { title: 'Bonnes affaires' });
    const canary = 'LANTERNE-A-MOITIE-PRIX';
    await replyTo(at, author, `Achetez ma ${canary} !`);
    await addReplies(at, reader, 3, 4);
    const team = await new ThreadPage((await house.visit(moderator)).page).open(at);
    const member = await house.visit(reader);
    const hers = await new ThreadPage(member.page).open(at, '?at=1');
    await hers.words(2).getByText(canary).waitFor();

    // A reason is asked for.
    await team.choose(2, 'Retirer');
    await team.post(2).getByRole('button', { name: 'Retirer le message' }).click();
    await team.post(2).getByText('Indique').or(team.post(2).locator('.error')).first().waitFor();
    await team.post(2).getByLabel('Raison').fill('Publicité.');
    await team.post(2).getByRole('button', { name: 'Retirer le message' }).click();

    // It leaves the page that is open, and every page that opens after.
    await hers.post(2).getByText('Raison : Publicité.').waitFor();
    const sources = async (): Promise<string> => {
      const pages = await Promise.all([at.path, `${at.path}?at=2`, `/members/${author.handle}`, '/spaces/bivouac', '/'].map((path) => member.context.request.get(path)));
      return (await Promise.all(pages.map((page) => page.text()))).join('\n');
    };
    expect(await member.page.locator('main').innerHTML()).not.toContain(canary);
    expect(await sources()).not.toContain(canary);

    // The team still reads it, and gives it back.
    await team.post(2).getByText('Lire le texte retiré').click();
    await team.post(2).getByText(canary).waitFor();
    await team.post(2).getByRole('button', { name: 'Rétablir' }).click();
    await hers.words(2).getByText(canary).waitFor();
    expect(await sources()).toContain(canary);
  });
});
