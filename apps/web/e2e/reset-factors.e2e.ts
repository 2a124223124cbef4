import { sql } from './database.js';
import { eventually } from './eventually.js';
import { openHouse, PHONE } from './house.js';
import { SecurityPage } from './pages/security-page.js';
import { newAdmin, newMember, PASSWORD, proofIsOld, type Person } from './people.js';

const house = openHouse();
const WHY = 'Téléphone perdu, rappelée au numéro que l’on connaît.';

/** Somebody with a code app, whose browser stays open. */
async function withApp(name: string): Promise<{ readonly person: Person; readonly page: import('playwright-core').Page }> {
  const person = await newMember(name);
  const { page } = await house.visit(person);
  await (await new SecurityPage(page).open()).setUpApp();
  return { person, page };
}

const mailedWhy = async ({ email }: Person): Promise<unknown> => (await sql<{ reason: string }>(`SELECT data->>'reason' AS reason FROM mails WHERE to_address = $1 AND template = 'accounts.factorsReset'`, [email])).map(({ reason }) => reason);

describe('second factors that were lost', () => {
  it('are taken off after a question, a reason and a proof; she is told and signed out', async () => {
    const [{ person: nona, page: hers }, admin] = [await withApp('Nona Sans-téléphone'), await newAdmin('Goulwen Bis')];
    const { page, expectComplaints } = await house.visit(admin);
    expectComplaints(/422/);
    await page.goto(`/console/members/${nona.handle}`);
    await proofIsOld(admin);
    const opener = page.getByRole('link', { name: 'Retirer ses seconds facteurs' });
    await opener.click();
    const asked = page.getByRole('dialog', { name: 'Retirer ses seconds facteurs' });
    await asked.getByRole('button', { name: 'Retirer' }).click();
    // Who she is comes first, what she wrote next.
    const proof = page.getByRole('dialog', { name: 'C’est bien toi ?' });
    await proof.getByLabel('Mot de passe').fill(PASSWORD);
    await proof.getByRole('button', { name: 'C’est moi' }).click();
    await asked.getByText('Dire pourquoi, en quelques mots.').waitFor();
    await asked.getByLabel('Pourquoi').fill(WHY);
    await asked.getByRole('button', { name: 'Retirer' }).click();
    await page.getByRole('alert').getByText('Seconds facteurs retirés.').waitFor();
    await eventually(async () => expect(await opener.count()).toBe(0));
    expect(await mailedWhy(nona)).toEqual([WHY]);
    await hers.goto('/settings/security');
    await hers.waitForURL(/\/sign-in\?next=/);
  });

  it('are taken off on a phone without JavaScript: the proof before the question', async () => {
    const [{ person: nona }, admin] = [await withApp('Nona Encore'), await newAdmin('Goulwen Ter')];
    const { page, expectComplaints } = await house.visit(admin, { viewport: PHONE, javaScriptEnabled: false });
    expectComplaints(/422/);
    await proofIsOld(admin);
    await page.goto(`/console/members?role=member&q=${nona.handle}`);
    await page.getByRole('row', { name: `@${nona.handle}` }).getByRole('link').click();
    await page.getByRole('link', { name: 'Retirer ses seconds facteurs' }).click();
    await page.waitForURL(/\/step-up\?next=/);
    await page.getByLabel('Mot de passe').fill(PASSWORD);
    await page.getByRole('button', { name: 'C’est moi' }).click();
    await page.waitForURL(/\?act=resetFactors$/);
    const question = page.locator('form[action*="resetFactors"]');
    await question.getByRole('button', { name: 'Retirer' }).click();
    await question.getByText('Dire pourquoi, en quelques mots.').waitFor();
    await question.getByLabel('Pourquoi').fill(WHY);
    await question.getByRole('button', { name: 'Retirer' }).click();
    await page.getByText('Seconds facteurs retirés.').waitFor();
    expect(await mailedWhy(nona)).toEqual([WHY]);
  });
});
