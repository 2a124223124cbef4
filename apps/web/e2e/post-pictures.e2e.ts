import sharp from 'sharp';
import { eventually } from './eventually.js';
import { openHouse } from './house.js';
import { ThreadPage } from './pages/thread-page.js';
import { newMember } from './people.js';
import { startThread } from './threads.js';

const house = openHouse();
const photo = (): Promise<Buffer> => sharp({ create: { width: 900, height: 600, channels: 3, background: '#3060a0' } }).jpeg().toBuffer();

describe('pictures in a post', () => {
  it('chosen or pasted, they are described beside the text, and keep their place in the page', async () => {
    const writer = await newMember('Objectif');
    const at = await startThread(writer, { title: 'En images' });
    const { page } = await house.visit(writer);
    const thread = await new ThreadPage(page).open(at);
    await thread.write('Regardez :');
    await thread.composer.locator('input[type="file"]').setInputFiles({ name: 'anse.jpg', mimeType: 'image/jpeg', buffer: await photo() });
    const tray = thread.composer.getByRole('list', { name: 'Images du message' });
    await tray.getByRole('textbox').fill('Une anse à marée basse');
    await eventually(async () => expect(await thread.text.inputValue()).toMatch(/^Regardez :\n\n!\[Une anse à marée basse\]\(\/media\/files\/[0-9a-f-]+\/1600\.webp\?s=900x600\)/));

    // Pasted, then taken back.
    await thread.text.focus();
    const bytes = [...(await photo())];
    await thread.text.evaluate((area, given) => {
      const data = new DataTransfer();
      data.items.add(new File([new Uint8Array(given)], 'collee.jpg', { type: 'image/jpeg' }));
      area.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
    }, bytes);
    await eventually(async () => expect(await tray.getByRole('textbox').count()).toBe(2));
    await tray.getByRole('listitem').last().getByRole('button', { name: 'Retirer l’image' }).click();
    await eventually(async () => expect(await tray.getByRole('textbox').count()).toBe(1));

    await thread.send.click();
    const shown = thread.words(2).getByRole('img', { name: 'Une anse à marée basse' });
    await shown.waitFor();
    expect([await shown.getAttribute('width'), await shown.getAttribute('height')]).toEqual(['900', '600']);
    await shown.scrollIntoViewIfNeeded();
    await eventually(async () => expect(await shown.evaluate((image) => image instanceof HTMLImageElement && image.naturalWidth)).toBe(900));
    await tray.waitFor({ state: 'detached' });
  });

  it('what is no picture is refused beside its name, and can be put away', async () => {
    const writer = await newMember('Maladresse');
    const at = await startThread(writer, { title: 'Pas une image' });
    const { page } = await house.visit(writer);
    const thread = await new ThreadPage(page).open(at);
    await thread.write('Voici.');
    await thread.composer.locator('input[type="file"]').setInputFiles({ name: 'faux.png', mimeType: 'image/png', buffer: Buffer.from('<svg/>') });
    await thread.composer.getByRole('alert').getByText('Ce n’est pas une image').waitFor();
    await thread.composer.getByRole('button', { name: 'Annuler l’envoi' }).click();
    expect(await thread.text.inputValue()).toBe('Voici.');
  });
});
