import { eventually } from './eventually.js';
import { openHouse } from './house.js';
import { NewThreadPage } from './pages/new-thread-page.js';
import { SignUpPage } from './pages/sign-up-page.js';
import { ThreadPage } from './pages/thread-page.js';
import { freshEmail, newMember, PASSWORD } from './people.js';
import { addReplies } from './threads.js';

const house = openHouse();

describe('a reply travels', () => {
  it('from signing up to the history of an edited post, seen live by another member', async () => {
    // Solenn signs up and comes home signed in.
    const solenn = await house.visitor();
    const signUp = await new SignUpPage(solenn.page).open();
    await signUp.answer({ name: 'Solenn Journée', email: freshEmail('solenn'), password: PASSWORD });
    await signUp.create();
    await signUp.confirm();
    await solenn.page.waitForURL('/');
    await solenn.page.getByRole('heading', { level: 1, name: /^Bon(jour|soir) Solenn$/ }).waitFor();

    // She starts a thread.
    const start = await new NewThreadPage(solenn.page).open();
    await start.compose({ space: 'Bivouac', title: 'Dormir au sec à la pointe', body: 'Quel abri **tient** sous l’averse ?', tags: 'abri, pluie' });
    const at = { ...(await start.publish()), title: 'Dormir au sec à la pointe' };
    const hers = new ThreadPage(solenn.page);
    await hers.title.getByText('Dormir au sec à la pointe').waitFor();
    await hers.words(1).locator('strong', { hasText: 'tient' }).waitFor();
    await addReplies(at, await newMember('Foule'), 2, 12);

    // Ewen reads the same thread in another browser, at its first post.
    const ewen = await house.visit(await newMember('Ewen'));
    const his = await new ThreadPage(ewen.page).open(at, '?at=1');
    await ewen.page.evaluate(() => scrollTo(0, 0));
    const before = { scroll: await ewen.page.evaluate(() => scrollY), top: await his.offsetOf(1) };

    // Her reply reaches him: a pill announces it, nothing moves.
    await new ThreadPage(solenn.page).open(at);
    await hers.reply('Une bâche de deux mètres, tendue bas.');
    await his.pill.getByText('1 nouvelle réponse').waitFor();
    expect(await ewen.page.evaluate(() => scrollY)).toBe(before.scroll);
    expect(await his.offsetOf(1)).toBe(before.top);

    // The pill brings him to it; then it has nothing more to say.
    await his.pill.click();
    await eventually(async () => expect(await his.offsetOf(13)).toBeLessThan(700));
    await his.pill.waitFor({ state: 'detached' });
    await his.shows(13, 'Une bâche de deux mètres, tendue bas.');

    // She corrects it: he sees the new text in its place.
    await hers.edit(13, 'Une bâche de trois mètres, tendue bas.');
    await his.shows(13, 'Une bâche de trois mètres, tendue bas.');
    expect(await his.pill.count()).toBe(0);

    // The history shows both versions, what went and what came.
    await his.post(13).getByRole('link', { name: 'modifié' }).click();
    await ewen.page.getByRole('heading', { name: 'Historique du message' }).waitFor();
    const versions = ewen.page.locator('.versions > li');
    await eventually(async () => expect(await versions.count()).toBe(2));
    expect(await versions.first().locator('ins').innerText()).toBe('trois');
    expect(await versions.first().locator('del').innerText()).toBe('deux');
    expect(await versions.last().locator('.text').innerText()).toBe('Une bâche de deux mètres, tendue bas.');
  });

  it('shows who reads and who writes', async () => {
    const [alma, brieuc] = await Promise.all([newMember('Alma'), newMember('Brieuc')]);
    const start = await new NewThreadPage((await house.visit(alma)).page).open('bivouac');
    await start.compose({ title: 'Qui est là ce soir', body: 'Je regarde.' });
    const at = { ...(await start.publish()), title: 'Qui est là ce soir' };
    const hers = await new ThreadPage(start.page).open(at);
    const his = await new ThreadPage((await house.visit(brieuc)).page).open(at);

    const presence = hers.page.locator('.presence');
    await presence.getByText('Brieuc lit avec toi').waitFor();
    await his.write('Je suis là');
    await presence.getByText('Brieuc écrit').waitFor();
    await his.send.click();
    await presence.getByText('Brieuc lit avec toi').waitFor();
    await his.page.goto('/');
    await presence.getByText('Brieuc').waitFor({ state: 'detached' });
  });
});
