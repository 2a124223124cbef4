import { sql } from './database.js';
import { eventually } from './eventually.js';
import { openHouse, PHONE } from './house.js';
import { ConsoleMailPages } from './pages/mail-pages.js';
import { demo, newAdmin, newMember, PASSWORD, proofIsOld } from './people.js';

const house = openHouse();

const lastState = async (): Promise<string | undefined> => (await sql<{ state: string }>('SELECT state FROM mails ORDER BY id DESC LIMIT 1'))[0]?.state;

it('an administrator reads a kept mail, in a frame that runs nothing', async () => {
  const { page } = await house.visit(await demo('admin'));
  const mails = new ConsoleMailPages(page);
  await mails.sendTest();
  await eventually(async () => expect(await lastState()).toBe('kept'));
  await mails.openFirst();
  await mails.content().getByRole('link', { name: 'Revenir au diagnostic' }).waitFor();
  expect(await page.locator('iframe[name="mail-content"]').getAttribute('sandbox')).not.toContain('allow-scripts');
  await page.getByRole('button', { name: 'Version texte' }).click();
  await mails.content().locator('pre').getByText('Forêt, Noël, œuvre').waitFor();
});

it.each([[true], [false]])('a mail that opens something is read after a proof, and asked for (script: %s)', async (javaScriptEnabled) => {
  const [admin, person] = [await newAdmin('Lectrice'), await newMember('Destinataire')];
  const [mail] = await sql<{ id: string; code: string }>(`SELECT id, data->>'code' AS code FROM mails WHERE to_address = $1 AND template = 'admissions.confirm'`, [person.email]);
  const { page, expectComplaints } = await house.visit(admin, { javaScriptEnabled });
  expectComplaints(/403/);
  const address = `/console/mail/${mail?.id}`;
  await proofIsOld(admin);
  await page.goto(address);
  expect(await page.locator('iframe').count()).toBe(0);
  await page.getByRole('link', { name: 'C’est moi' }).click();
  const asked = javaScriptEnabled ? page.getByRole('dialog', { name: 'C’est bien toi ?' }) : page.locator('main');
  await asked.getByLabel('Mot de passe').fill(PASSWORD);
  await asked.getByRole('button', { name: 'C’est moi' }).click();
  await page.getByText('Le lire s’inscrit au journal').waitFor();
  expect(new URL(page.url()).pathname).toBe(address);
  await page.getByRole('button', { name: 'Lire le mail' }).click();
  await new ConsoleMailPages(page).content().getByText(mail?.code ?? '').first().waitFor();
  expect(await sql(`SELECT 1 FROM audit_entries WHERE action = 'mail.opened' AND subject_id = $1`, [mail?.id])).toHaveLength(1);

  // Left open for longer than a proof counts, the page says what to do.
  await proofIsOld(admin);
  await page.getByRole('button', { name: 'Version texte' }).click();
  await new ConsoleMailPages(page).content().getByText('La preuve est trop ancienne').waitFor();
});

it('somebody of the team holds what leaves, the team sees it, and it leaves once it opens', async () => {
  const [cm, admin] = await Promise.all([demo('cm'), demo('admin')]);
  const hers = await house.visit(cm, { viewport: PHONE, javaScriptEnabled: false });
  const mails = new ConsoleMailPages(hers.page);
  hers.expectComplaints(/422/);
  try {
    await mails.hold('Rien ne part', '');
    await hers.page.getByText('Une raison d’au moins 3 caractères').waitFor();
    await mails.hold('Rien ne part', 'Une annonce est partie trop tôt');
    await mails.banner.getByText('Une annonce est partie trop tôt').first().waitFor();
    // She keeps the switch, not other people’s mails.
    expect(await hers.page.getByRole('table').count()).toBe(0);

    const office = new ConsoleMailPages((await house.visit(admin)).page);
    await office.sendTest();
    await eventually(async () => expect(await lastState()).toBe('held'));
    await office.page.goto('/console/mail');
    await office.banner.getByText(/\b\d+ mails? retenus?/).first().waitFor();
  } finally {
    await mails.hold('Tout part', '');
  }
  await hers.page.waitForURL(/\/console\/mail$/);
  await eventually(async () => expect(await mails.banner.getByText('Rien ne part :').count()).toBe(0));
  await eventually(async () => expect(await lastState()).toBe('kept'));
});

it('a link that stops mails changes nothing by being opened, and says when it is not one', async () => {
  const { page, expectComplaints } = await house.visitor({ viewport: PHONE });
  expectComplaints(/422/);
  await page.goto('/mail/stop/un-lien-qui-ne-vaut-rien');
  await page.getByRole('button', { name: 'Ne plus les recevoir' }).click();
  await page.getByRole('alert').getByText('Ce lien n’est pas valable.').waitFor();
});
