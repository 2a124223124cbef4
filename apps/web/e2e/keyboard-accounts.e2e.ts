import { randomUUID } from 'node:crypto';
import { here, tabTo } from './by-keyboard.js';
import { sql } from './database.js';
import { eventually } from './eventually.js';
import { openHouse } from './house.js';
import { done } from './operations.js';
import { AddressPages } from './pages/address-pages.js';
import { SignInPage } from './pages/sign-in-page.js';
import { demo, freshEmail, newMember, PASSWORD } from './people.js';

const house = openHouse();

/** A link to an account that moved in with an import. */
async function claimLink(): Promise<{ readonly path: string; readonly handle: string }> {
  const handle = `ancienne-${randomUUID().slice(0, 8)}`;
  await sql(`INSERT INTO members (id, handle, display_name, state) VALUES ($1, $2, 'Ancienne Voix', 'unclaimed')`, [randomUUID(), handle]);
  const { createClaimLink } = await done<{ createClaimLink: { url: string } }>('CreateClaimLink', { handle }, (await demo('admin')).cookie);
  return { path: new URL(createClaimLink.url).pathname, handle };
}

describe.each([['with its script', true], ['without JavaScript', false]] as const)('with the keyboard alone, %s,', (_how, javaScriptEnabled) => {
  it('an imported account is taken over: what is wrong is said, what was typed stays', async () => {
    const { path, handle } = await claimLink();
    const { page, expectComplaints } = await house.visitor({ javaScriptEnabled });
    expectComplaints(/422/);
    const email = freshEmail('ancienne');
    await page.goto(path);
    await tabTo(page, /^Adresse e-mail/);
    await page.keyboard.type(email);
    await tabTo(page, /^Mot de passe/);
    await page.keyboard.type(PASSWORD);
    await tabTo(page, /^Reprendre mon compte$/);
    await page.keyboard.press('Enter');
    await page.locator('#age-error').waitFor();
    expect(await page.getByLabel('Adresse e-mail').inputValue()).toBe(email);

    // The password is never given back: typed anew, in the field that is empty.
    await page.goto(path);
    await tabTo(page, /^Adresse e-mail/);
    await page.keyboard.type(email);
    await tabTo(page, /^Mot de passe/);
    await page.keyboard.type(PASSWORD);
    await tabTo(page, /^Oui$/);
    await page.keyboard.press('Space');
    expect(await page.getByRole('radio', { name: 'Oui' }).isChecked()).toBe(true);
    await tabTo(page, /^J’accepte les règles/);
    await page.keyboard.press('Space');
    await tabTo(page, /^Reprendre mon compte$/);
    await page.keyboard.press('Enter');
    await page.waitForURL('/');
    await page.getByRole('heading', { level: 1, name: /^Bon(jour|soir) / }).waitFor();
    expect(await sql(`SELECT 1 FROM member_accounts a JOIN members m ON m.id = a.member_id WHERE m.handle = $1 AND a.email = $2`, [handle, email])).toHaveLength(1);
  });

  it('an address is changed from both mailboxes, and taken back from the old one', async () => {
    const member = await newMember('Sterenn Déménage');
    const next = freshEmail('nouvelle');
    const hers = await house.visit(member, { javaScriptEnabled });
    await hers.page.goto('/settings/security');
    await tabTo(hers.page, /^Nouvelle adresse/);
    await hers.page.keyboard.type(next);
    await hers.page.keyboard.press('Enter');
    await hers.page.getByText('À confirmer').first().waitFor();

    const { page } = await house.visitor({ javaScriptEnabled });
    const links = new AddressPages(page);
    await links.open(member.email, 'accounts.addressChanging');
    await tabTo(page, /^Accepter$/);
    await page.keyboard.press('Enter');
    await links.shows('Changement accepté');
    await links.open(next, 'accounts.addressConfirm');
    await tabTo(page, /^Confirmer$/);
    await page.keyboard.press('Enter');
    await links.shows('Adresse confirmée');
    await eventually(async () => expect(await sql('SELECT 1 FROM member_accounts WHERE email = $1', [next])).toHaveLength(1));

    // It was not her after all: the link of the old mailbox leads to a new password.
    await links.open(member.email, 'accounts.addressChanging');
    await tabTo(page, /^Reprendre mon compte$/);
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/reset\//);
    await page.getByRole('button', { name: 'Choisir ce mot de passe' }).waitFor();
    if (!(await here(page)).startsWith('Nouveau mot de passe')) await tabTo(page, /^Nouveau mot de passe/);
    await page.keyboard.type('une autre phrase au large');
    await page.keyboard.press('Enter');
    await page.getByText('Ton nouveau mot de passe est en place').waitFor();
    await new SignInPage(page).enter(member.email, 'une autre phrase au large');
    await page.waitForURL('/');
    // Whoever had asked for the change is out.
    await hers.page.goto('/settings/security');
    await hers.page.waitForURL(/\/sign-in\?next=/);
  });
});
