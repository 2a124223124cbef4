import { sql } from './database.js';
import { openHouse, PHONE } from './house.js';
import { done } from './operations.js';
import { AddressPages } from './pages/address-pages.js';
import { freshEmail, newAdmin, newMember, PASSWORD, proofIsOld } from './people.js';

const house = openHouse();
const WHY = 'Boîte fermée par son ancien employeur, rappelée au numéro que l’on connaît.';

it.each([[true], [false]])('somebody who lost her old mailbox changes address all the same: a proof, a reason, and both are told (script: %s)', async (javaScriptEnabled) => {
  const [nona, admin] = [await newMember('Nona Sans-boîte'), await newAdmin('Goulwen Facteur')];
  const next = freshEmail('nouvelle');
  await done('RequestAddressChange', { email: next }, nona.cookie);
  const { page, expectComplaints } = await house.visit(admin, javaScriptEnabled ? {} : { viewport: PHONE, javaScriptEnabled });
  expectComplaints(/422/);
  await page.goto(`/console/members/${nona.handle}`);
  await page.getByRole('listitem').filter({ hasText: next }).getByText('À confirmer').waitFor();
  await proofIsOld(admin);
  await page.getByRole('link', { name: 'Se passer de l’ancienne boîte' }).click();
  const question = page.locator('form[action*="waiveMailbox"]');
  const proof = javaScriptEnabled ? page.getByRole('dialog', { name: 'C’est bien toi ?' }) : page.locator('main');
  // With the script the proof is asked for when the question is answered, without it before it is asked.
  if (javaScriptEnabled) await question.getByRole('button', { name: 'Accepter à sa place' }).click();
  await proof.getByLabel('Mot de passe').fill(PASSWORD);
  await proof.getByRole('button', { name: 'C’est moi' }).click();
  if (!javaScriptEnabled) await question.getByRole('button', { name: 'Accepter à sa place' }).click();
  await question.getByText('Dire pourquoi, en quelques mots.').waitFor();
  await question.getByLabel('Pourquoi').fill(WHY);
  await question.getByRole('button', { name: 'Accepter à sa place' }).click();
  await page.getByText('Accepté à la place de l’ancienne boîte.').waitFor();
  await page.getByRole('listitem').filter({ hasText: nona.email }).getByText('Confirmé').waitFor();
  expect(await page.getByRole('link', { name: 'Se passer de l’ancienne boîte' }).count()).toBe(0);
  const told = await sql<{ template: string }>(`SELECT template FROM mails WHERE data->>'reason' = $1 AND to_address = ANY ($2) ORDER BY template`, [WHY, [nona.email, next]]);
  expect(told.map(({ template }) => template)).toEqual(['accounts.newMailboxFollows', 'accounts.oldMailboxWaived']);

  const hers = await house.visitor({ javaScriptEnabled });
  const links = new AddressPages(hers.page);
  await links.open(next, 'accounts.addressConfirm');
  await hers.page.getByRole('button', { name: 'Confirmer' }).click();
  await links.shows('Adresse confirmée');
  // The old mailbox may still take the account back.
  await links.open(nona.email, 'accounts.oldMailboxWaived');
  await hers.page.getByRole('button', { name: 'Reprendre mon compte' }).click();
  await hers.page.waitForURL(/\/reset\//);
  expect(await sql('SELECT 1 FROM member_accounts WHERE email = $1', [nona.email])).toHaveLength(1);
});
