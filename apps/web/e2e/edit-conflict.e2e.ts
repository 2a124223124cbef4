import { openHouse } from './house.js';
import { ThreadPage } from './pages/thread-page.js';
import { done } from './operations.js';
import { demo, newMember } from './people.js';
import { replyTo, startThread } from './threads.js';

const house = openHouse();

describe('two edits of the same post at once', () => {
  it('shows both texts; what is saved then is chosen, the other stays in the history', async () => {
    const [writer, cm] = await Promise.all([newMember('Première'), demo('cm')]);
    const at = await startThread(writer, { title: 'À quatre mains' });
    const code = await replyTo(at, writer, 'Le texte du début.');
    const { page } = await house.visit(writer);
    const thread = await new ThreadPage(page).open(at);
    await thread.choose(2, 'Modifier');
    const form = thread.post(2).getByRole('textbox', { name: 'Texte du message' });
    await form.fill('Ce que j’ai corrigé.');
    await done('EditPost', { input: { postCode: code, body: 'Ce que l’équipe a corrigé.', version: 0 } }, cm.cookie);

    await thread.post(2).getByRole('button', { name: 'Enregistrer' }).click();
    await thread.post(2).getByRole('alert').getByText('modifié entre-temps').waitFor();
    expect(await form.inputValue()).toBe('Ce que j’ai corrigé.');
    expect(await thread.post(2).getByLabel('Le texte enregistré entre-temps').inputValue()).toBe('Ce que l’équipe a corrigé.');
    // Over, and back.
    await thread.post(2).getByRole('button', { name: 'Partir du texte enregistré' }).click();
    expect(await form.inputValue()).toBe('Ce que l’équipe a corrigé.');
    expect(await thread.post(2).getByLabel('Ton texte').inputValue()).toBe('Ce que j’ai corrigé.');
    await thread.post(2).getByRole('button', { name: 'Revenir à ton texte' }).click();

    // Changed once more before she saves: nothing is written over unseen.
    await done('EditPost', { input: { postCode: code, body: 'L’équipe encore.', version: 1 } }, cm.cookie);
    await thread.post(2).getByRole('button', { name: 'Enregistrer' }).click();
    await page.waitForFunction(() => [...document.querySelectorAll('textarea')].some((area) => area.readOnly && area.value === 'L’équipe encore.'));
    await thread.post(2).getByRole('button', { name: 'Enregistrer' }).click();
    await thread.words(2).getByText('Ce que j’ai corrigé.').waitFor();
    const { postHistory } = await done<{ postHistory: { versions: { source: string }[] } }>('PostHistory', { post: code, thread: at.code }, writer.cookie);
    expect(postHistory.versions.map(({ source }) => source)).toEqual(['Le texte du début.', 'Ce que l’équipe a corrigé.', 'L’équipe encore.', 'Ce que j’ai corrigé.']);
  });

  it('does the same without JavaScript', async () => {
    const [writer, cm] = await Promise.all([newMember('Sobre'), demo('cm')]);
    const at = await startThread(writer, { title: 'À quatre mains, sans script' });
    const code = await replyTo(at, writer, 'Le texte du début.');
    const visit = await house.visit(writer, { javaScriptEnabled: false });
    visit.expectComplaints(/422/);
    const { page } = visit;
    await page.goto(`${at.path}?at=2&edit=${code}`);
    await page.getByRole('textbox', { name: 'Texte du message' }).fill('Ce que j’ai corrigé.');
    await done('EditPost', { input: { postCode: code, body: 'Ce que l’équipe a corrigé.', version: 0 } }, cm.cookie);
    await page.getByRole('button', { name: 'Enregistrer' }).click();
    expect(await page.getByLabel('Le texte enregistré entre-temps').inputValue()).toBe('Ce que l’équipe a corrigé.');
    expect(await page.getByRole('textbox', { name: 'Texte du message' }).inputValue()).toBe('Ce que j’ai corrigé.');
    await page.getByRole('button', { name: 'Enregistrer' }).click();
    await page.locator('article#p-2 .rich', { hasText: 'Ce que j’ai corrigé.' }).waitFor();
  });
});
