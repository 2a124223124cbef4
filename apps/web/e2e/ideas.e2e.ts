import { openHouse, PHONE } from './house.js';
import { ThreadPage } from './pages/thread-page.js';
import { demo, newAdmin, newMember, unique } from './people.js';
import { done } from './operations.js';
import { startThread } from './threads.js';
import { sql } from './database.js';

const house = openHouse();

describe('an idea', () => {
  it('is voted for once, answered for in public, and listed by its votes, without JavaScript too', async () => {
    const [author, fan, admin, cm] = await Promise.all([newMember('Inventrice'), newMember('Enthousiaste'), newAdmin('Maîtresse'), demo('cm')]);
    const slug = unique('idees').replace(' ', '-');
    const input = { nameFr: slug, nameEn: '', descriptionFr: '', descriptionEn: '', icon: 'plain', access: 'public', whoStarts: 'members', readRoles: [], readCustomRoles: [], readGroups: [], startRoles: [], startCustomRoles: [], startGroups: [] };
    await done('CreateSpace', { input }, admin.cookie);
    await sql(`UPDATE spaces SET type = 'ideas', revision = revision + 1 WHERE slug = $1`, [slug]);
    const at = await startThread(author, { title: 'Une lampe qui flotte', space: slug });

    const hers = await new ThreadPage((await house.visit(fan)).page).open(at);
    await hers.page.getByRole('button', { name: '0 votes' }).click();
    await hers.page.getByRole('button', { name: '1 vote', pressed: true }).waitFor();
    await hers.page.reload();
    await hers.page.getByRole('button', { name: '1 vote', pressed: true }).waitFor();

    const plain = await house.visit(author, { javaScriptEnabled: false, viewport: PHONE });
    await plain.page.goto(at.path);
    await plain.page.getByRole('button', { name: '1 vote' }).click();
    await plain.page.getByRole('button', { name: '2 votes', pressed: true }).waitFor();

    const team = await house.visit(cm, { javaScriptEnabled: false });
    team.expectComplaints(/422/);
    await team.page.goto(`${at.path}/idea`);
    await team.page.getByLabel('État').selectOption({ label: 'Prévue' });
    await team.page.getByRole('button', { name: 'Publier la réponse' }).click();
    await team.page.getByText('Le message est vide.').waitFor();
    await team.page.getByLabel('Réponse publique').fill('Elle flottera au printemps.');
    await team.page.getByRole('button', { name: 'Publier la réponse' }).click();
    await team.page.locator('article .rich', { hasText: 'Elle flottera au printemps.' }).waitFor();
    await team.page.locator('main header').getByText('Prévue').waitFor();
    await plain.page.goto(`/spaces/${slug}?filter=votes`);
    await plain.page.locator('main li', { hasText: 'Une lampe qui flotte' }).getByText('2 votes').waitFor();
  });
});
