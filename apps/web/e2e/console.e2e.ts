import { parse } from 'csv-parse/sync';
import { readFile } from 'node:fs/promises';
import { randomUUID } from 'node:crypto';
import type { Locator, Page } from 'playwright-core';
import { sql } from './database.js';
import { openHouse, PHONE } from './house.js';
import { demo, newAdmin, newMember, PASSWORD, proofIsOld, unique } from './people.js';

const house = openHouse();

describe('the console', () => {
  it('opens on what waits, with the rooms of one’s role under headings', async () => {
    const { page } = await house.visit(await demo('admin'));
    await page.goto('/console');
    await page.getByRole('heading', { level: 1, name: /^Bon(jour|soir) / }).waitFor();
    const nav = page.getByRole('navigation', { name: 'Navigation de la console' }).first();
    expect(await nav.getByRole('heading').allInnerTexts()).toEqual(expect.arrayContaining(['Animer', 'Communauté', 'Journal']));
    await nav.getByRole('link', { name: 'Journal d’audit' }).click();
    await page.waitForURL('/console/audit');
    const lea = await house.visit(await demo('cm'));
    lea.expectComplaints(/404/);
    await lea.page.goto('/console');
    expect(await lea.page.getByRole('link', { name: 'Journal d’audit' }).count()).toBe(0);
    expect((await lea.page.goto('/console/audit'))?.status()).toBe(404);
  });

  it('goes anywhere by Ctrl+K and a few letters, and back to where one was', async () => {
    const { page } = await house.visit(await demo('admin'));
    await page.goto('/console/groups');
    const opener = page.getByRole('button', { name: /Aller à, trouver, agir/ });
    await opener.waitFor();
    await opener.focus();
    await page.keyboard.press('Control+k');
    const box = page.getByRole('dialog').getByRole('combobox');
    await box.waitFor();
    await page.keyboard.press('Escape');
    await box.waitFor({ state: 'detached' });
    expect(await opener.evaluate((button) => document.activeElement === button)).toBe(true);

    await page.keyboard.press('Control+k');
    await box.fill('journ');
    await page.keyboard.press('Enter');
    await page.waitForURL('/console/audit');

    await page.keyboard.press('Control+k');
    await box.fill('maelle');
    await page.getByRole('option', { name: /@maelle/ }).waitFor();
    expect(await box.getAttribute('aria-activedescendant')).toContain('member-maelle');
    await page.keyboard.press('Enter');
    await page.waitForURL('/console/members/maelle');
  });

  it('changes the appearance from the palette, on a phone as well', async () => {
    const { page } = await house.visit(await newMember('Personne').then(() => demo('admin')), { viewport: PHONE });
    await page.goto('/console/spaces');
    await page.getByRole('button', { name: /Aller à, trouver, agir/ }).click();
    await page.getByRole('dialog').getByRole('combobox').fill('sombre');
    await page.getByRole('option', { name: /sombre/i }).click();
    await page.waitForFunction(() => document.documentElement.dataset['theme'] === 'dark');
    expect(new URL(page.url()).pathname).toBe('/console/spaces');
  });

  it('is walked through by keys, which explain themselves', async () => {
    const visit = await house.visit(await demo('admin'));
    const { page } = visit;
    // Somebody who is in the log may take her picture away while it is read.
    visit.expectComplaints(/\/media\/files\//);
    await page.goto('/console/audit?all=1');
    await page.getByRole('button', { name: /Aller à, trouver, agir/ }).waitFor();
    await page.keyboard.press('j');
    await page.keyboard.press('j');
    const second = page.locator('[data-row]').nth(1);
    expect(await second.locator('summary').evaluate((summary) => document.activeElement === summary)).toBe(true);
    await page.keyboard.press('Enter');
    await second.getByText('Adresse réseau').waitFor();
    await page.keyboard.press('k');
    expect(await page.locator('[data-row] summary').first().evaluate((summary) => document.activeElement === summary)).toBe(true);
    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: 'Touches de la console' }).getByText('Ligne suivante').waitFor();
  });
});

describe('the audit log', () => {
  it.each([[true], [false]])('is filtered, the filter kept, renamed, made the default and removed (script: %s)', async (javaScriptEnabled) => {
    const goulwen = await demo('admin');
    const name = unique('Sessions');
    const { page } = await house.visit(goulwen, { javaScriptEnabled });
    await page.goto('/console/audit?all=1');
    if (javaScriptEnabled) await page.getByRole('button', { name: /Aller à, trouver, agir/ }).waitFor();
    await page.getByLabel('Action').selectOption('session.opened');
    await page.getByRole('button', { name: 'Chercher', exact: true }).click();
    await page.waitForURL(/action=session.opened/);
    expect(new Set(await page.locator('[data-row] .sentence').allInnerTexts().then((all) => all.map((text) => text.includes('a ouvert une session'))))).toEqual(new Set([true]));
    await page.locator('summary', { hasText: 'Garder ce filtre' }).click();
    await page.getByLabel('Nom du filtre').fill(name);
    await page.getByRole('button', { name: 'Garder', exact: true }).click();
    const chip = page.getByRole('group', { name: 'Filtres gardés' }).getByRole('link', { name });
    await chip.and(page.locator('[aria-current]')).waitFor();
    await page.locator(`summary[aria-label="Modifier le filtre ${name}"]`).click();
    await page.getByLabel('Ouvrir la liste sur ce filtre').check();
    await page.getByRole('button', { name: 'Enregistrer' }).click();
    await chip.locator('svg use[href*="pin"]').waitFor({ state: 'attached' });
    await page.goto('/console/audit');
    await page.waitForURL(/action=session.opened/);
    await page.locator(`summary[aria-label="Modifier le filtre ${name}"]`).click();
    await page.getByRole('button', { name: 'Retirer ce filtre' }).click();
    await chip.waitFor({ state: 'detached' });
    await page.goto('/console/audit');
    expect(new URL(page.url()).search).toBe('');
  });

  it('is taken away as a spreadsheet with the filters of the page', async () => {
    const { page } = await house.visit(await demo('admin'));
    await page.goto('/console/audit?action=session.opened');
    await page.locator('summary[aria-label="Exporter"]').click();
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Tableur (CSV)' }).click()]);
    const rows = parse<Record<string, string>>(await readFile(await download.path(), 'utf8'), { columns: true, bom: true });
    const [counted] = await sql<{ count: string }>(`SELECT count(*) FROM audit_entries WHERE action = 'session.opened'`);
    expect(rows.length).toBeGreaterThan(0);
    expect(Math.abs(rows.length - Number(counted?.count))).toBeLessThan(5);
    expect(new Set(rows.map((row) => row['action']))).toEqual(new Set(['session.opened']));
  });

  it.each([[true], [false]])('is taken away after a proof of a moment ago (script: %s)', async (javaScriptEnabled) => {
    const admin = await newAdmin('Archiviste');
    const { page } = await house.visit(admin, { javaScriptEnabled });
    await page.goto('/console/audit?all=1');
    await proofIsOld(admin);
    const asked = async (): Promise<void> => {
      await page.locator('summary[aria-label="Exporter"]').click();
      await page.getByRole('button', { name: 'Lignes JSON' }).click();
    };
    await asked();
    await page.waitForURL(/\/step-up\?next=%2Fconsole%2Faudit$/);
    await page.getByLabel('Mot de passe').fill(PASSWORD);
    await page.getByRole('button', { name: 'C’est moi' }).click();
    await page.waitForURL(/\/console\/audit$/);
    const [download] = await Promise.all([page.waitForEvent('download'), asked()]);
    expect(download.suggestedFilename()).toMatch(/^foyer-audit-.*\.jsonl$/);
    expect(await sql(`SELECT 1 FROM audit_entries WHERE action = 'audit.exported' AND actor_id = (SELECT id FROM members WHERE handle = $1)`, [admin.handle])).toHaveLength(1);
  });
});

describe('what waits', () => {
  it('is told on the home to those who may treat it, and leads to its room', async () => {
    const who = unique('Qui attend');
    const id = randomUUID();
    await sql(`INSERT INTO applications (id, code, token_hash, email, display_name, locale, filed_at) VALUES ($1, $2, $3, $4, $5, 'fr', now() - interval '2 days')`, [id, id.slice(0, 8), Buffer.from(id), `${id}@example.org`, who]);
    // Older than any other mail: those who look for the latest one do not meet it.
    await sql(`INSERT INTO mails (id, template, to_address, locale, essential, data, state, last_error) VALUES ($1, 'accounts.addressTaken', $2, 'fr', true, '{"url": "http://localhost/"}', 'bounced', '550 no such user')`, [`00000000-0000-7000-8000-${id.slice(-12)}`, `${id}@example.org`]);
    const [admin, cm] = [await house.visit(await demo('admin')), await house.visit(await demo('cm'), { viewport: PHONE, javaScriptEnabled: false })];
    await admin.page.goto('/console');
    const row = (page: Page, words: RegExp): Locator => page.locator('li[data-row]').filter({ hasText: words });
    await row(admin.page, /mails? .*refusés? chez/).getByRole('link').click();
    await admin.page.waitForURL(/\/console\/mail\?state=bounced$/);
    await admin.page.getByRole('cell').getByText('550 no such user').waitFor();
    await cm.page.goto('/console');
    expect(await row(cm.page, /refusés? chez/).count()).toBe(0);
    await row(cm.page, /demandes? d’entrée attend/).getByRole('link').click();
    await cm.page.waitForURL(/\/console\/applications$/);
    await cm.page.getByText(who).first().waitFor();
  });
});

describe('the list of members', () => {
  it('is narrowed by role, and the filter stays with the page', async () => {
    const { page } = await house.visit(await demo('admin'));
    await page.goto('/console/members');
    await page.getByRole('button', { name: /Aller à, trouver, agir/ }).waitFor();
    await page.getByRole('combobox', { name: 'Rôle' }).selectOption('analyst');
    await page.getByRole('button', { name: 'Chercher', exact: true }).click();
    await page.waitForURL(/role=analyst/);
    await page.getByRole('cell', { name: 'Mesures' }).first().waitFor();
    expect(new Set(await page.locator('tbody tr td:nth-child(2)').allInnerTexts())).toEqual(new Set(['Mesures']));
    await page.getByRole('link', { name: 'Pas encore repris' }).click();
    await page.waitForURL(/unclaimed=1/);
    expect(new URL(page.url()).searchParams.get('role')).toBe('analyst');
  });
});
