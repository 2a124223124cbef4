import { eventually } from './eventually.js';
import { openHouse, PHONE } from './house.js';
import { demo, newMember, unique } from './people.js';

const house = openHouse();

it('an administrator makes a role, gives it, sees the house through it, and takes it away', async () => {
  const name = unique('Animatrice');
  const [admin, nona] = await Promise.all([demo('admin'), newMember('Nona')]);
  const visit = await house.visit(admin);
  visit.expectComplaints(/403/);
  const { page } = visit;
  await page.goto('/console/roles/new');
  expect(await page.getByLabel('Nom du rôle').inputValue()).toBe('');
  await page.getByLabel('Nom du rôle').fill(name);
  await page.getByRole('checkbox', { name: 'Épingler un sujet' }).check();
  await page.getByRole('button', { name: 'Créer le rôle' }).click();
  await page.getByRole('heading', { level: 1, name }).waitFor();
  const role = page.url();

  // The matrix says so in words.
  await page.goto('/console/roles?differences=1');
  const head = await page.getByRole('columnheader').allInnerTexts();
  const column = head.findIndex((text) => text.includes(name));
  const cells = page.getByRole('row', { name: /^Épingler un sujet/ }).getByRole('cell');
  expect((await cells.nth(column - 1).innerText()).trim()).toBe('oui');

  await page.goto(`/console/members/${nona.handle}`);
  await page.getByRole('button', { name: `Donner ${name}` }).click();
  await page.getByRole('alert').getByText('Rôles mis à jour.').waitFor();
  const hers = await house.visit(nona);
  await hers.page.goto('/');
  await page.goto(role);
  await page.getByRole('link', { name: nona.displayName }).waitFor();

  // Through its eyes: a band on every page, the console closed, nothing to write.
  await page.getByRole('button', { name: 'Regarder avec ce rôle' }).click();
  const band = page.getByRole('complementary', { name: `Regard du rôle « ${name} »` });
  await band.waitFor();
  await page.goto('/spaces');
  await band.waitFor();
  expect((await page.goto('/settings/profile'))?.status()).toBe(200);
  await page.getByRole('button', { name: 'Enregistrer' }).first().click();
  await page.getByRole('heading', { name: 'Lecture seule' }).waitFor();
  await band.waitFor();
  await band.getByRole('button', { name: 'Revenir à moi' }).click();
  await band.waitFor({ state: 'detached' });

  await page.goto(role);
  await page.getByRole('button', { name: `Retirer le rôle à ${nona.displayName}` }).click();
  await page.getByText('Personne pour l’instant. Il se donne depuis la page d’un membre.').waitFor();
  await page.getByRole('button', { name: 'Supprimer le rôle' }).click();
  await page.getByRole('alert').getByText('Rôle supprimé.').waitFor();
});

it('a suspended member is out at once, and comes back', async () => {
  const [cm, nona] = await Promise.all([demo('cm'), newMember('Nona')]);
  const visit = await house.visit(cm);
  visit.expectComplaints(/422/);
  const { page } = visit;
  const hers = await house.visit(nona);
  await hers.page.goto('/');
  await page.goto(`/console/members/${nona.handle}`);
  await page.getByRole('button', { name: 'Suspendre le compte' }).click();
  await page.getByText('Dire pourquoi, en quelques mots.').waitFor();
  await page.getByLabel('Pourquoi').fill('Messages blessants, après deux rappels.');
  await page.getByRole('button', { name: 'Suspendre le compte' }).click();
  await page.getByRole('alert').getByText('Compte suspendu.').waitFor();
  await hers.page.goto('/');
  await hers.page.getByRole('link', { name: 'Se connecter' }).first().waitFor();
  await page.getByRole('button', { name: 'Rétablir le compte' }).click();
  await page.getByRole('alert').getByText('Compte rétabli.').waitFor();
});

it('on a phone without JavaScript, the matrix shows one role at a time, and the band leads back', async () => {
  const { page } = await house.visit(await demo('cm'), { viewport: PHONE, javaScriptEnabled: false });
  await page.goto('/console/roles');
  await page.getByRole('navigation', { name: 'Rôle affiché' }).getByRole('link', { name: 'Visite' }).click();
  await eventually(async () => expect(await page.getByRole('listitem').filter({ hasText: 'Répondre à un sujet' }).first().innerText()).toContain('non'));
  await page.getByRole('button', { name: 'Regarder comme Visite' }).click();
  // The band is on every page.
  for (const path of ['/', '/spaces', '/spaces/bivouac', '/members/maelle']) {
    await page.goto(path);
    await page.getByRole('button', { name: 'Revenir à moi' }).waitFor();
  }
  await page.getByRole('button', { name: 'Revenir à moi' }).click();
  await page.waitForURL(/\/console/);
  await eventually(async () => expect(await page.getByRole('button', { name: 'Revenir à moi' }).count()).toBe(0));
});

it('a group shows who its rule would let in before it does', async () => {
  const visit = await house.visit(await demo('admin'));
  visit.expectComplaints(/422/);
  const { page } = visit;
  await page.goto('/console/groups');
  await page.getByLabel('Nom du groupe').fill(unique('Mains sûres'));
  await page.getByRole('button', { name: 'Créer le groupe' }).click();
  await page.getByLabel('Messages, au moins').fill('0');
  await page.getByRole('button', { name: 'Appliquer la règle' }).click();
  await page.getByText('Un nombre entier, de 1 à 100000.').waitFor();
  await page.getByLabel('Messages, au moins').fill('5');
  await page.getByRole('button', { name: 'Voir qui y serait' }).click();
  const seen = await page.getByRole('status').getByText(/personnes? y serai/).innerText();
  await page.getByRole('button', { name: 'Appliquer la règle' }).click();
  await page.getByRole('alert').getByText('Règle appliquée.').waitFor();
  const count = /\d+/.exec(seen)?.[0] ?? '';
  await page.getByRole('heading', { name: `${count} personnes` }).waitFor();
  await page.getByText('par règle').first().waitFor();
});
