import { eventually } from './eventually.js';
import { openHouse, PHONE } from './house.js';
import { NewThreadPage } from './pages/new-thread-page.js';
import { ThreadPage } from './pages/thread-page.js';
import { newMember } from './people.js';
import { startThread } from './threads.js';

const house = openHouse();

describe('completing while one writes', () => {
  it('proposes the people of the space for @ and emojis for :, with the keys or the pointer', async () => {
    const [writer, friend] = await Promise.all([newMember('Plume Rapide'), newMember('Zéphyrine Lointaine')]);
    const at = await startThread(writer, { title: 'Appeler quelqu’un' });
    const { page } = await house.visit(writer);
    const thread = await new ThreadPage(page).open(at);
    await thread.text.click();
    await thread.text.pressSequentially(`Merci @${friend.handle.slice(0, 7)}`);
    const people = page.getByRole('listbox', { name: 'Personnes à mentionner' });
    await people.getByRole('option', { name: 'Zéphyrine Lointaine' }).first().waitFor();
    expect(await thread.text.getAttribute('aria-activedescendant')).not.toBeNull();
    // Escape puts the proposals away, and not the composer.
    await page.keyboard.press('Escape');
    await people.waitFor({ state: 'detached' });
    expect(await thread.text.isVisible()).toBe(true);
    await thread.text.fill(`Et merci @${friend.handle}`);
    await people.getByRole('option').first().click();
    expect(await thread.text.inputValue()).toBe(`Et merci @${friend.handle} `);

    await thread.text.pressSequentially(':boussole');
    await page.getByRole('listbox', { name: 'Émojis' }).getByRole('option', { name: 'boussole' }).waitFor();
    await page.keyboard.press('Enter');
    await eventually(async () => expect(await thread.text.inputValue()).toBe(`Et merci @${friend.handle} 🧭 `));
    await thread.send.click();
    await thread.post(2).getByRole('link', { name: `@${friend.handle}` }).waitFor();
  });

  it('works in a new thread on a phone, and folds a spoiler', async () => {
    const writer = await newMember('Plume de Poche');
    const { page } = await house.visit(writer, { viewport: PHONE });
    const form = await new NewThreadPage(page).open('bivouac');
    await page.getByLabel('Titre').fill('La fin du film');
    await page.getByLabel('Ton message').click();
    await page.getByLabel('Ton message').pressSequentially('Vu hier :camp');
    await page.getByRole('listbox', { name: 'Émojis' }).getByRole('option').first().click();
    await page.getByLabel('Ton message').pressSequentially('\n\n>! Le phare s’éteint.');
    await form.publish();
    const spoiler = page.locator('article details');
    expect(await page.getByText('Le phare s’éteint.').isVisible()).toBe(false);
    await spoiler.locator('summary').click();
    await page.getByText('Le phare s’éteint.').waitFor();
    await page.getByText('⛺').waitFor();
  });
});
