import { eventually } from './eventually.js';
import { openHouse } from './house.js';
import { Frame } from './pages/frame.js';
import { HomePage } from './pages/home-page.js';
import { SpacePage } from './pages/space-page.js';
import { ThreadPage } from './pages/thread-page.js';
import { sql } from './database.js';
import { newMember, unique, type Person } from './people.js';
import { addReplies, replyTo, startThread, type ThreadAt } from './threads.js';

const house = openHouse();

/** How far the house believes that a member has read. */
async function readPosition(person: Person, thread: ThreadAt): Promise<number> {
  const rows = await sql<{ position: number }>(
    `SELECT r.position FROM thread_reads r JOIN members m ON m.id = r.member_id JOIN threads t ON t.id = r.thread_id WHERE m.handle = $1 AND t.code = $2`,
    [person.handle, thread.code],
  );
  return rows[0]?.position ?? 0;
}

describe('reading on', () => {
  it('a thread opens at the first unread post, under the tide line, and is read to its end', async () => {
    const [author, reader] = await Promise.all([newMember('Autrice'), newMember('Lectrice')]);
    const at = await startThread(author, { title: unique('Trente messages sur une sangle'), space: 'sacs-et-portage' });
    await addReplies(at, author, 2, 24);
    const { page } = await house.visit(reader);
    const thread = await new ThreadPage(page).open(at, '?at=1');
    await page.evaluate(() => scrollTo(0, 0));
    expect(await thread.tide.count()).toBe(0);

    // She reads some of it: the house remembers the last post that she saw whole.
    await thread.post(9).scrollIntoViewIfNeeded();
    const read = await eventually(async () => {
      const position = await readPosition(reader, at);
      expect(position).toBeGreaterThanOrEqual(9);
      return position;
    });
    expect(read).toBeLessThan(20);

    // Later there is more. The list counts it, the thread opens where she stopped.
    await page.goto('/spaces');
    await addReplies(at, author, 25, 27);
    const space = await new SpacePage(page).open('sacs-et-portage');
    expect(await space.news(at.title)).toBe('18 nouvelles réponses'.replace('18', String(27 - (await readPosition(reader, at)))));
    await space.enter(at.title);
    await thread.tide.waitFor();
    const stopped = await readPosition(reader, at);
    expect(await thread.tide.evaluate((tide) => Number(tide.parentElement?.nextElementSibling?.getAttribute('data-position')))).toBe(stopped + 1);
    await eventually(async () => expect(await thread.tide.evaluate((tide) => tide.getBoundingClientRect().top)).toBeLessThan(300));
    expect(await thread.tide.evaluate((tide) => tide.getBoundingClientRect().top)).toBeGreaterThanOrEqual(0);

    // Read to the end: the marks go away, in the list and in the navigation.
    await thread.post(27).scrollIntoViewIfNeeded();
    await eventually(async () => expect(await readPosition(reader, at)).toBe(27));
    await space.open('sacs-et-portage');
    expect(await space.isUnread(at.title)).toBe(false);
    expect(await space.news(at.title)).toBe('');
    await page.goto(at.path);
    await eventually(async () => expect(await thread.offsetOf(27)).toBeLessThan(900));
    expect(await thread.tide.count()).toBe(0);
  });

  it('“mark all as read” clears a space, then the whole house', async () => {
    const [author, reader] = await Promise.all([newMember('Semeur'), newMember('Rangeuse')]);
    const [here, there] = [
      await startThread(author, { title: unique('À ranger ici'), space: 'marees-et-meteo' }),
      await startThread(author, { title: unique('À ranger là'), space: 'cires-et-cuirage' }),
    ];
    const { page } = await house.visit(reader);
    const frame = new Frame(page);
    const space = await new SpacePage(page).open('marees-et-meteo');
    expect(await space.isUnread(here.title)).toBe(true);
    const dotted = (name: string): Promise<void> =>
      eventually(async () => {
        await page.reload();
        expect(await frame.dot(name).count()).toBe(1);
      });
    await dotted('Marées et météo');
    await space.markAllRead();
    expect(await space.isUnread(here.title)).toBe(false);
    await dotted('Cirés et cuirage');

    const home = await new HomePage(page).open();
    expect(await home.row(there.title).getByText('Non lu').count()).toBe(1);
    await home.markAllRead();
    await eventually(async () => expect(await frame.nav.locator('.dot').count()).toBe(0));
    await eventually(async () => expect(await page.getByText('Non lu').count()).toBe(0));
    await space.open('cires-et-cuirage');
    expect(await space.isUnread(there.title)).toBe(false);
  });

  it('home tells what came since the last visit, and who answered', async () => {
    const [asker, helper] = await Promise.all([newMember('Demande'), newMember('Réponse')]);
    const at = await startThread(asker, { title: 'Une question du soir', kind: 'question', body: 'Qui sait ?' });
    await sql(`UPDATE members SET previous_visit_at = now() - interval '2 days', last_seen_at = now() - interval '2 days' WHERE handle = $1`, [asker.handle]);
    await replyTo(at, helper, 'Moi, un peu.');
    const { page } = await house.visit(asker);
    const home = await new HomePage(page).open();
    const link = home.since.getByRole('link', { name: /^(Réponse a répondu à ta question)$/ });
    await link.click();
    await page.waitForURL(new RegExp(at.path));
    await new ThreadPage(page).shows(2, 'Moi, un peu.');
  });
});
