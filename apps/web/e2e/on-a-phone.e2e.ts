import { eventually } from './eventually.js';
import { openHouse, PHONE } from './house.js';
import { ThreadPage } from './pages/thread-page.js';
import { newMember } from './people.js';
import { addReplies, startThread } from './threads.js';

const house = openHouse();

describe('on a phone', () => {
  it('the composer waits reduced above the tabs, opens to write, and the thread stays readable', async () => {
    const [author, walker] = await Promise.all([newMember('Grand écran'), newMember('Petit écran')]);
    const at = await startThread(author, { title: 'Lu d’une main' });
    await addReplies(at, author, 2, 6);
    const { page } = await house.visit(walker, { viewport: PHONE, isMobile: true, hasTouch: true });
    const thread = await new ThreadPage(page).open(at);
    expect(await thread.text.isVisible()).toBe(false);
    const bar = thread.composer.locator('button.bar');
    const tabs = page.locator('nav.bar');
    const [reduced, foot] = [await bar.boundingBox(), await tabs.boundingBox()];
    expect(reduced && foot && reduced.y + reduced.height <= foot.y + 1).toBe(true);

    await bar.tap();
    await eventually(async () => expect(await thread.text.evaluate((area) => area === document.activeElement)).toBe(true));
    await thread.text.fill('Depuis le sentier.');
    await thread.send.tap();
    await thread.shows(7, 'Depuis le sentier.');
    await tabs.getByRole('link', { name: 'Espaces' }).tap();
    await page.getByRole('heading', { level: 1, name: 'Espaces' }).waitFor();
  });

  it('everything that is touched is large enough for a finger', async () => {
    const walker = await newMember('Doigts');
    const at = await startThread(walker, { title: 'De gros doigts' });
    const { page } = await house.visit(walker, { viewport: PHONE, isMobile: true, hasTouch: true });
    await new ThreadPage(page).open(at);
    const touched = page.locator('nav.bar a, .composer button, article .acts button, article .acts a, header summary');
    expect(await touched.count()).toBeGreaterThan(6);
    const small = await touched.evaluateAll((all) =>
      all
        .map((one) => ({ name: one.getAttribute('aria-label') ?? (one as HTMLElement).innerText, box: one.getBoundingClientRect() }))
        .filter(({ box }) => box.width > 0 && box.height > 0 && (box.height < 44 || box.width < 44))
        .map(({ name, box }) => `${name}: ${Math.round(box.width)} × ${Math.round(box.height)}`),
    );
    expect(small).toEqual([]);
  });
});
