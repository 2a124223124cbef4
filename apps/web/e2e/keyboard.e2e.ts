import type { Page } from 'playwright-core';
import { eventually } from './eventually.js';
import { openHouse } from './house.js';
import { ThreadPage } from './pages/thread-page.js';
import { newMember } from './people.js';
import { addReplies, startThread } from './threads.js';

const house = openHouse();

interface Stop {
  readonly name: string;
  /** On the screen, and larger than nothing. */
  readonly seen: boolean;
  /** Has a ring of its own, so that one knows where one is. */
  readonly ringed: boolean;
}

/** Where the focus is. */
const stop = (page: Page): Promise<Stop> =>
  page.evaluate(() => {
    const at = document.activeElement ?? document.body;
    const { top, left, width, height } = at.getBoundingClientRect();
    const rings = [getComputedStyle(at), getComputedStyle(at, '::after'), ...[at.nextElementSibling, at.parentElement, at.closest('form')].filter((near) => near !== null).map((near) => getComputedStyle(near))];
    return {
      name: at === document.body ? 'body' : (at.getAttribute('aria-label') ?? (at as HTMLElement).innerText ?? '').trim().replace(/\s+/g, ' ') || at.outerHTML.slice(0, 80),
      seen: width > 0 && height > 0 && top < innerHeight && left < innerWidth && top + height > 0 && left + width > 0,
      ringed: rings.some((style) => (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2) || style.boxShadow !== 'none'),
    };
  });

describe('with the keyboard alone', () => {
  it('the first stop skips to the content; every other stop is on the screen, with a ring', async () => {
    const member = await newMember('Clavier');
    const at = await startThread(member, { title: 'Sans souris' });
    await addReplies(at, member, 2, 3);
    const { page } = await house.visit(member);
    for (const path of [`${at.path}?at=1`, '/', '/spaces', '/threads/new', '/settings/profile']) {
      await page.goto(path);
      // The composer opens without taking the focus.
      await page.keyboard.press('Tab');
      expect({ path, first: (await stop(page)).name }).toEqual({ path, first: 'Aller au contenu' });
      await page.keyboard.press('Enter');
      await eventually(async () => expect(await page.evaluate(() => document.activeElement?.id)).toBe('content'));
      const stops: Stop[] = [];
      for (let count = 0; count < 18; count++) {
        await page.keyboard.press('Tab');
        const here = await stop(page);
        if (here.name === 'body') break;
        stops.push(here);
      }
      expect(stops.length).toBeGreaterThan(3);
      expect({ path, lost: stops.filter((one) => !one.seen || !one.ringed) }).toEqual({ path, lost: [] });
    }
  });

  it('a thread that opens where one stopped is walked on from there', async () => {
    const member = await newMember('Reprise');
    const at = await startThread(member, { title: 'Au milieu du gué' });
    await addReplies(at, member, 2, 14);
    const { page } = await house.visit(member);
    await new ThreadPage(page).open(at);
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.closest('article')?.id)).toBe('p-14');
  });

  it('one walks from post to post, likes, replies and sends', async () => {
    const [author, walker] = await Promise.all([newMember('Pas'), newMember('À pas')]);
    const at = await startThread(author, { title: 'Au pas, au clavier' });
    await addReplies(at, author, 2, 4);
    const { page } = await house.visit(walker);
    const thread = await new ThreadPage(page).open(at);
    const here = (): Promise<string | null> => page.evaluate(() => document.activeElement?.id ?? null);
    const press = async (key: string, where: string): Promise<void> => {
      await page.keyboard.press(key);
      await eventually(async () => expect(await here()).toBe(where));
    };

    // The keys are fetched with the page: the first one is repeated until it is heard.
    await eventually(async () => {
      await page.keyboard.press('k');
      expect(await here()).toBe('p-1');
    });
    await press('j', 'p-2');
    await press('j', 'p-3');
    await press('k', 'p-2');
    await page.keyboard.press('l');
    await thread.post(2).getByRole('button', { name: 'J’aime : 1, dont toi' }).waitFor();

    await page.keyboard.press('r');
    await eventually(async () => expect(await thread.text.evaluate((area) => area === document.activeElement)).toBe(true));
    expect(await thread.text.inputValue()).toBe('');
    await page.keyboard.type('Écrit sans lâcher le clavier : j, k, l, r.');
    expect(await here()).not.toBe('p-3');
    await page.keyboard.press('Control+Enter');
    await thread.shows(5, 'Écrit sans lâcher le clavier : j, k, l, r.');

    // Escape puts the composer away; g h goes home.
    await page.keyboard.press('Escape');
    await eventually(async () => expect(await thread.text.isVisible()).toBe(false));
    await page.keyboard.press('g');
    await page.keyboard.press('h');
    await page.waitForURL('/');
  });

  it('one corrects a post: the editor takes the focus, gives it back, and loses no words', async () => {
    const member = await newMember('Relit');
    const at = await startThread(member, { title: 'Corriger au clavier', body: 'Une faute ici' });
    const { page } = await house.visit(member);
    const thread = await new ThreadPage(page).open(at);
    const post = thread.post(1);
    const menu = post.locator('[data-act="acts"]');
    const area = post.getByRole('textbox', { name: 'Texte du message' });
    const holds = (one: typeof menu): Promise<void> => eventually(async () => expect(await one.evaluate((element) => element === document.activeElement)).toBe(true));
    const open = async (): Promise<void> => {
      await menu.focus();
      await page.keyboard.press('Enter');
      await post.locator('.list a', { hasText: 'Modifier' }).focus();
      await page.keyboard.press('Enter');
      await holds(area);
    };

    await open();
    await page.keyboard.press('Escape');
    await holds(menu);

    await open();
    await page.keyboard.type('. Et une phrase de plus.');
    // Words that were typed are not dropped by a key pressed too many.
    await page.keyboard.press('Escape');
    expect(await area.inputValue()).toBe('Une faute ici. Et une phrase de plus.');
    await post.getByRole('link', { name: 'Annuler' }).focus();
    await page.keyboard.press('Enter');
    await holds(menu);
    expect(await area.count()).toBe(0);
    await page.getByRole('status').filter({ hasText: 'Modification abandonnée.' }).getByRole('button', { name: 'Annuler' }).press('Enter');
    await holds(area);
    expect(await area.inputValue()).toBe('Une faute ici. Et une phrase de plus.');
    await page.keyboard.press('Control+Enter');
    await thread.shows(1, 'Une faute ici. Et une phrase de plus.');
    await holds(menu);
  });

  it('dialogs and menus close with Escape and give the focus back', async () => {
    const member = await newMember('Échappe');
    const at = await startThread(member, { title: 'Fermer la porte' });
    const { page } = await house.visit(member);
    const thread = await new ThreadPage(page).open(at);

    const opener = page.getByRole('button', { name: /^Raccourcis clavier/ });
    await opener.focus();
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Raccourcis clavier' });
    await dialog.waitFor();
    await eventually(async () => expect(await dialog.evaluate((element) => element.contains(document.activeElement))).toBe(true));
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    await eventually(async () => expect(await opener.evaluate((element) => element === document.activeElement)).toBe(true));

    for (const menu of [thread.post(1).locator('[aria-label="Autres actions"]'), page.locator('summary[aria-label^="Mon compte"]')]) {
      await menu.focus();
      await page.keyboard.press('Enter');
      const isOpen = (): Promise<boolean> => menu.evaluate((element) => element.closest('details')?.open ?? element.getAttribute('aria-expanded') === 'true');
      await eventually(async () => expect(await isOpen()).toBe(true));
      await page.keyboard.press('Tab');
      expect(await menu.evaluate((element) => element.parentElement?.contains(document.activeElement) && element !== document.activeElement)).toBe(true);
      await page.keyboard.press('Escape');
      await eventually(async () => expect(await isOpen()).toBe(false));
      await eventually(async () => expect(await menu.evaluate((element) => element === document.activeElement)).toBe(true));
    }
  });

  it('the keys can be switched off, and stay off', async () => {
    const member = await newMember('Silence');
    const at = await startThread(member, { title: 'Sans raccourcis' });
    await addReplies(at, member, 2, 2);
    const { page } = await house.visit(member);
    await new ThreadPage(page).open(at);
    const dialog = page.getByRole('dialog', { name: 'Raccourcis clavier' });
    await eventually(async () => {
      await page.keyboard.press('?');
      expect(await dialog.isVisible()).toBe(true);
    });
    await dialog.getByRole('switch', { name: 'Utiliser ces raccourcis' }).click();
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    await page.reload();
    await page.locator('#p-1').focus();
    await page.keyboard.press('j');
    await page.keyboard.press('?');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('p-1');
    expect(await dialog.count()).toBe(0);
  });
});
