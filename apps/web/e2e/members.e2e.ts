import { sql } from './database.js';
import { eventually } from './eventually.js';
import { openHouse, PHONE } from './house.js';
import { ThreadPage } from './pages/thread-page.js';
import { demo, newMember, unique } from './people.js';
import { replyTo, startThread } from './threads.js';

const house = openHouse();

describe('a profile', () => {
  it('is filled in, seen by those it is for, and keeps its old address after a new handle', async () => {
    const erell = await newMember(unique('Erell'));
    const hers = await house.visit(erell);
    await hers.page.goto('/settings/profile');
    await hers.page.getByLabel('Quelques mots sur toi').fill('Je marche **tôt**.');
    await hers.page.getByLabel('Savoir-faire').first().fill('Nœuds, couture');
    await hers.page.getByRole('textbox', { name: 'Liens' }).fill('exemple.org/erell');
    await hers.page.getByRole('textbox', { name: 'Lieu' }).fill('Île de Sein');
    await hers.page.getByRole('combobox', { name: 'Lieu' }).selectOption('Moi seulement');
    await hers.page.getByRole('button', { name: 'Enregistrer', exact: true }).last().click();
    await hers.page.getByText('C’est enregistré.').waitFor();

    const { page } = await house.visitor();
    await page.goto(`/members/${erell.handle}?tab=about`);
    await page.getByText('Je marche').waitFor();
    expect(await page.locator('main').innerText()).not.toContain('Île de Sein');
    expect(await page.getByText('nœuds').count()).toBe(1);
    await hers.page.goto(`/members/${erell.handle}?tab=about`);
    await hers.page.getByText('Île de Sein').waitFor();
    expect(await hers.page.getByRole('link', { name: 'exemple.org/erell' }).getAttribute('rel')).toContain('me nofollow');

    await hers.page.goto('/settings/profile');
    const wished = `${erell.handle.slice(0, 20)}.sein`;
    await hers.page.getByRole('textbox', { name: 'Pseudo' }).fill(wished);
    await hers.page.getByRole('button', { name: 'Changer de pseudo' }).click();
    await hers.page.getByText(`Tu es maintenant @${wished}.`).waitFor();
    await page.goto(`/members/${erell.handle}`);
    expect(new URL(page.url()).pathname).toBe(`/members/${wished}`);
  });

  it('says what is wrong at its field, and keeps what was typed', async () => {
    const visit = await house.visit(await newMember(unique('Distraite')), { javaScriptEnabled: false });
    visit.expectComplaints(/422/);
    const { page } = visit;
    await page.goto('/settings/profile');
    await page.getByRole('textbox', { name: 'Liens' }).fill('javascript:alert(1)');
    await page.getByRole('button', { name: 'Enregistrer', exact: true }).last().click();
    await page.getByText('n’est pas une adresse web complète').waitFor();
    expect(await page.getByRole('textbox', { name: 'Liens' }).inputValue()).toBe('javascript:alert(1)');
  });
});

describe('the directory', () => {
  it('finds people by what they know, and follows them on a phone and without JavaScript', async () => {
    const reader = await newMember(unique('Lectrice'));
    const { page } = await house.visit(reader, { viewport: PHONE, javaScriptEnabled: false });
    await page.goto('/members?expertise=couture');
    await page.getByRole('heading', { name: /Rozenn/ }).waitFor();
    expect(await page.locator('main li h2').count()).toBeGreaterThan(2);
    await page.getByRole('listitem').filter({ hasText: 'Rozenn' }).getByRole('button', { name: /^Suivre/ }).click();
    expect(new URL(page.url()).search).toBe('?expertise=couture');
    await page.getByRole('listitem').filter({ hasText: 'Rozenn' }).getByRole('button', { name: /^Suivi/ }).waitFor();
    const [{ n } = { n: 0 }] = await sql<{ n: number }>(`SELECT count(*)::int AS n FROM member_follows f JOIN members m ON m.id = f.follower_id WHERE m.handle = $1`, [reader.handle]);
    expect(n).toBe(1);
    await page.goto('/members?followed=1');
    expect(await page.locator('main li h2').count()).toBe(1);
    await page.goto('/members?q=zzzzzz');
    await page.getByText('Personne ne correspond').waitFor();
  });
});

describe('the card beside a name', () => {
  it('opens under the pointer and with the keyboard, is asked once, and closes with Escape', async () => {
    const { page } = await house.visit(await newMember(unique('Curieuse')));
    const [thread] = await sql<{ code: string; slug: string }>(`SELECT code, slug FROM threads WHERE slug = 'lampe-deux-nuits-gr-34'`);
    await page.goto(`/threads/${thread?.code}/${thread?.slug}?at=1`);
    let asked = 0;
    page.on('request', (request) => void (asked += (request.postData() ?? '').includes('MemberGlance') ? 1 : 0));
    const author = page.locator('article .author').first();
    const card = page.locator('.glance');
    // A page that has just come may not follow the pointer yet: she comes back to the name.
    await eventually(async () => {
      await page.mouse.move(0, 0);
      await author.hover();
      await card.waitFor({ timeout: 2000 });
    });
    expect(await card.innerText()).toContain(await author.innerText());
    await page.keyboard.press('Escape');
    await card.waitFor({ state: 'detached' });
    await page.mouse.move(0, 0);
    await author.focus();
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('Tab');
    await card.waitFor();
    expect(asked).toBe(1);
    await author.click();
    await page.waitForURL(/\/members\//);
  });
});

describe('blocking', () => {
  it('folds what the other wrote, live too, tells him nothing, and is undone from its page', async () => {
    const [armelle, brendan] = [await newMember(unique('Armelle')), await newMember(unique('Brendan'))];
    const at = await startThread(armelle, { title: unique('Un sujet à deux') });
    await replyTo(at, brendan, 'Un mot de trop');
    const hers = await house.visit(armelle);
    const thread = await new ThreadPage(hers.page).open(at);
    await thread.choose(2, `Bloquer ${brendan.displayName}`);
    await thread.post(2).getByText('Afficher quand même').waitFor();
    expect(await hers.page.getByText('Un mot de trop').isVisible()).toBe(false);
    await replyTo(at, brendan, 'Et encore un');
    await thread.post(3).getByText('Afficher quand même').waitFor();
    await thread.post(3).getByText('Afficher quand même').click();
    await hers.page.getByText('Et encore un').waitFor();

    const his = await house.visit(brendan);
    await his.page.goto(`/members/${armelle.handle}`);
    await his.page.getByRole('button', { name: /^Suivre/ }).waitFor();
    expect(await his.page.locator('main').innerText()).not.toMatch(/bloqu/i);

    await hers.page.goto('/settings/people');
    await hers.page.getByRole('button', { name: `Débloquer ${brendan.displayName}` }).click();
    await hers.page.getByText('Tu ne bloques personne.').waitFor();
    await hers.page.goto(at.path);
    await eventually(async () => expect(await hers.page.getByText('Un mot de trop').isVisible()).toBe(true));
  });
});

describe('the team', () => {
  it('is shown to everybody, with what each does and how to reach them', async () => {
    const { page } = await house.visitor();
    await page.goto('/team');
    await page.getByText('J’anime la communauté').waitFor();
    expect(await page.getByRole('link', { name: /^Écrire/ }).first().getAttribute('href')).toMatch(/^mailto:/);
  });

  it('changes another’s profile with a reason', async () => {
    const rude = await newMember(unique('Pseudo'));
    const { page } = await house.visit(await demo('cm'));
    await page.goto(`/members/${rude.handle}/edit`);
    await page.getByLabel('Nom affiché').fill('Membre renommé');
    await page.getByLabel('Motif').fill('Nom trompeur');
    await page.getByRole('button', { name: 'Enregistrer', exact: true }).click();
    await page.getByRole('heading', { name: 'Membre renommé' }).waitFor();
    const [{ detail } = { detail: {} }] = await sql<{ detail: object }>(`SELECT a.detail FROM audit_entries a JOIN members m ON m.id = a.subject_id WHERE a.action = 'member.edited' AND m.handle = $1`, [rude.handle]);
    expect(detail).toEqual({ fields: ['display_name'], reason: 'Nom trompeur' });
  });
});
