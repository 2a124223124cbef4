import { randomUUID } from 'node:crypto';
import { sql } from './database.js';
import { eventually } from './eventually.js';
import { openHouse } from './house.js';
import { ConsoleGroupPage, ConsoleSpacesPage } from './pages/console-pages.js';
import { Frame } from './pages/frame.js';
import { ThreadPage } from './pages/thread-page.js';
import { demo, freshEmail, newMember, PASSWORD, unique } from './people.js';
import { addReplies, replyTo, startThread } from './threads.js';

const house = openHouse();

it('an administrator opens a space to a group, and closes it again', async () => {
  const name = unique('Chantier de Nona');
  const group = unique('Bricoleurs');
  const old = unique('Vieux chantier');
  const slug = name.toLowerCase().replaceAll(' ', '-');
  const [admin, nona, other] = await Promise.all([demo('admin'), newMember('Nona'), newMember('Autre')]);
  const office = await house.visit(admin);
  const groups = new ConsoleGroupPage(office.page);
  await groups.create(group);
  const groupAddress = office.page.url();
  const spaces = new ConsoleSpacesPage(office.page);
  await spaces.create({ name, english: 'Nona’s yard', group });
  expect((await spaces.order()).at(-1)).toBe(name);

  // Nobody of the house sees it yet.
  const hers = await house.visit(nona);
  hers.expectComplaints(/404/);
  const frame = new Frame(hers.page);
  await hers.page.goto('/spaces');
  expect(await frame.spaces()).not.toContain(name);
  expect((await hers.page.goto(`/spaces/${slug}`))?.status()).toBe(404);

  // Once in the group, she finds it and writes there; whoever is outside of it finds nothing.
  await office.page.goto(groupAddress);
  await groups.add(nona);
  await hers.page.goto('/');
  expect(await frame.spaces()).toContain(name);
  const at = await startThread(nona, { title: 'Une étagère qui penche', space: slug });
  await addReplies(at, nona, 2, 2);
  const thread = await new ThreadPage(hers.page).open(at);
  const outside = await house.visit(other);
  outside.expectComplaints(/404/);
  expect((await outside.page.goto(at.path))?.status()).toBe(404);

  // Taken out of the group while she reads: nothing more reaches the page, and it is gone when asked for again.
  await office.page.goto(groupAddress);
  await groups.remove(nona);
  await replyTo(at, admin, 'Elle ne lira pas ceci.');
  const team = await new ThreadPage(office.page).open(at);
  await team.shows(3, 'Elle ne lira pas ceci.');
  expect(await hers.page.content()).not.toContain('Elle ne lira pas ceci.');
  expect((await hers.page.goto(at.path))?.status()).toBe(404);
  await hers.page.goto('/');
  expect(await frame.spaces()).not.toContain(name);
  expect(await thread.page.content()).not.toContain('Une étagère qui penche');

  // Its place in the navigation is the administrator's choice.
  await spaces.open();
  const before = await spaces.order();
  await spaces.move(name, 'Monter');
  const moved = [...before.slice(0, -2), name, ...before.slice(-2, -1)];
  await eventually(async () => expect(await spaces.order()).toEqual(moved));
  await office.page.goto('/');
  const shown = await new Frame(office.page).spaces();
  expect(shown.filter((one) => moved.includes(one))).toEqual(moved);

  // Renamed, then archived: out of the navigation, its threads kept for the team.
  await spaces.open();
  await spaces.edit(name);
  await office.page.getByLabel('Nom en français').fill(old);
  await office.page.getByLabel('De quoi il parle').fill('menuiserie, #bois flotté');
  await office.page.getByRole('button', { name: 'Enregistrer' }).click();
  await spaces.saved.waitFor();
  await spaces.edit(old);
  expect(await office.page.getByLabel('De quoi il parle').inputValue()).toBe('menuiserie, bois flotté');
  await office.page.getByRole('button', { name: 'Archiver l’espace' }).click();
  await spaces.saved.waitFor();
  expect(await spaces.order()).not.toContain(old);
  await office.page.getByRole('table', { name: 'Archivés' }).getByText(old).waitFor();
  await office.page.goto('/');
  expect(await new Frame(office.page).spaces()).not.toContain(old);
  await office.page.goto(at.path);
  await office.page.getByText('Espace archivé').first().waitFor();
  expect(await new ThreadPage(office.page).composer.count()).toBe(0);
});

it('a form of the console says what is wrong, and keeps what was typed', async () => {
  const office = await house.visit(await demo('admin'));
  office.expectComplaints(/422/);
  const { page } = office;
  await page.goto('/console/spaces/new');
  await page.getByLabel('Nom en français').fill('');
  await page.getByLabel('Description en français').fill('Sans nom.');
  await page.getByRole('button', { name: 'Créer l’espace' }).click();
  await page.locator('.field .error').first().waitFor();
  expect(await page.getByLabel('Nom en français').getAttribute('aria-invalid')).toBe('true');
  expect(await page.getByLabel('Description en français').inputValue()).toBe('Sans nom.');
  await page.getByLabel('Nom en français').fill('Bivouac');
  await page.getByLabel('Adresse').fill('bivouac');
  await page.getByRole('button', { name: 'Créer l’espace' }).click();
  await page.locator('.field .error, [role=alert]').first().waitFor();
  expect(page.url()).toContain('/console/spaces/new');
});

it('a member of the old forum takes her account back with a link that serves once', async () => {
  const handle = `ancienne-${randomUUID().slice(0, 8)}`;
  await sql(`INSERT INTO members (id, handle, display_name, state) VALUES ($1, $2, 'Ancienne Voix', 'unclaimed')`, [randomUUID(), handle]);
  const office = await house.visit(await demo('admin'));
  await office.page.goto(`/console/members?unclaimed=1&q=${handle}`);
  await office.page.getByRole('row', { name: `@${handle}` }).getByRole('button', { name: 'Créer un lien d’accès' }).click();
  const link = await office.page.getByRole('textbox', { name: 'Lien pour Ancienne Voix.' }).inputValue();
  expect(new URL(link).pathname).toMatch(/^\/claim\/[\w-]{20,}$/);

  const claim = async (email: string, age: 'Oui' | 'Non' = 'Oui'): Promise<Awaited<ReturnType<typeof house.visitor>>> => {
    const visit = await house.visitor();
    visit.expectComplaints(/422/);
    await visit.page.goto(link);
    await visit.page.getByLabel('Adresse e-mail').fill(email);
    await visit.page.getByLabel('Mot de passe').fill(PASSWORD);
    await visit.page.getByText(age, { exact: true }).click();
    await visit.page.getByRole('checkbox', { name: /J’accepte les règles/ }).check();
    await visit.page.getByRole('button', { name: 'Reprendre mon compte' }).click();
    return visit;
  };
  // Too young: refused kindly, and the link stays good for whoever answers for the account.
  const young = await claim(freshEmail('jeune'), 'Non');
  await young.page.getByRole('alert').waitFor();
  expect(await sql('SELECT 1 FROM member_accounts a JOIN members m ON m.id = a.member_id WHERE m.handle = $1', [handle])).toEqual([]);
  const hers = await claim(freshEmail('ancienne'));
  await hers.page.waitForURL('/');
  await hers.page.goto('/settings/profile');
  expect(await hers.page.getByLabel('Nom affiché').inputValue()).toBe('Ancienne Voix');

  const late = await claim(freshEmail('retard'));
  await late.page.getByRole('alert').getByText('Ce lien n’est plus valable.').waitFor();
  expect(await late.page.getByLabel('Adresse e-mail').inputValue()).toMatch(/^retard\./);
  await office.page.goto(`/console/members?q=${handle}`);
  await office.page.getByRole('row', { name: `@${handle}` }).getByText('Actif').waitFor();
});
