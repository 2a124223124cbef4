import type { Page } from 'playwright-core';
import { eventually } from './eventually.js';
import { openHouse, PHONE, type Visit } from './house.js';
import { openOwnHouse, type OwnHouse } from './own-house.js';
import { freshEmail, PASSWORD } from './people.js';
import { SecurityPage } from './pages/security-page.js';
import { SignInPage } from './pages/sign-in-page.js';
import { SignUpPage } from './pages/sign-up-page.js';

const house = openHouse();

/** Who comes in, and on what terms: in a house of its own, since each changes what holds for everybody. */
describe('the door', () => {
  let own: OwnHouse;
  let admin: { readonly email: string };

  beforeAll(async () => {
    own = await openOwnHouse();
  });
  afterAll(() => own.close());

  const visitor = (options: Parameters<typeof house.visitor>[0] = {}): Promise<Visit> => house.visitor({ baseURL: own.url, ...options });
  const codeFor = (email: string): Promise<{ code: string; url: string }> =>
    eventually(async () => {
      const [mail] = await own.sql<{ code: string; url: string }>(`SELECT data->>'code' AS code, data->>'url' AS url FROM mails WHERE to_address = $1 AND template = 'admissions.confirm' ORDER BY id DESC LIMIT 1`, [email]);
      if (!mail) throw new Error(`no code for ${email} yet`);
      return mail;
    });
  const linkOf = (email: string, template: string): Promise<string> =>
    eventually(async () => {
      const [mail] = await own.sql<{ url: string }>(`SELECT data->>'url' AS url FROM mails WHERE to_address = $1 AND template = $2 ORDER BY id DESC LIMIT 1`, [email, template]);
      if (!mail) throw new Error(`no ${template} for ${email} yet`);
      return new URL(mail.url).pathname;
    });
  const fill = async (page: Page, person: { readonly name: string; readonly email: string }): Promise<void> => {
    await page.getByLabel('Nom affiché').fill(person.name);
    await page.getByLabel('Adresse e-mail').fill(person.email);
    await page.getByLabel('Mot de passe').fill(PASSWORD);
    await page.getByText('Oui', { exact: true }).click();
    const rules = page.getByRole('checkbox', { name: /J’accepte les règles/ });
    if ((await rules.count()) > 0) await rules.check();
  };
  const typeCode = async (page: Page, email: string): Promise<void> => {
    await page.waitForURL(/\/confirm\//);
    await page.getByLabel('Code').fill((await codeFor(email)).code);
    await page.getByRole('button', { name: 'Entrer' }).click();
  };
  /** Signs somebody up like everybody, in a browser of hers. */
  const join = async (name: string, options: Parameters<typeof visitor>[0] = {}): Promise<Visit & { readonly email: string }> => {
    const visit = await visitor(options);
    const email = freshEmail('porte');
    await new SignUpPage(visit.page).open();
    await fill(visit.page, { name, email });
    await new SignUpPage(visit.page).create();
    await typeCode(visit.page, email);
    await visit.page.waitForURL((url) => !url.pathname.startsWith('/confirm'));
    return { ...visit, email };
  };
  const administrator = async (): Promise<Page> => {
    const { page, expectComplaints } = await visitor();
    // What is refused there is refused on purpose.
    expectComplaints(/422/);
    await (await new SignInPage(page).open('/console')).enter(admin.email, PASSWORD);
    await page.waitForURL(/\/console$/);
    return page;
  };
  const openDoor = (mode: string, questions: readonly object[] = []): Promise<unknown> => own.sql('UPDATE admission_settings SET mode = $1, questions = $2', [mode, JSON.stringify(questions)]);

  it('is opened by a code that is typed, or brought by the mail’s link into another browser, once', async () => {
    const first = await join('Goulwen Première');
    await own.sql(`UPDATE members SET role = 'admin' WHERE id = (SELECT member_id FROM member_accounts WHERE email = $1)`, [first.email]);
    admin = { email: first.email };
    const here = await visitor();
    const email = freshEmail('ailleurs');
    await new SignUpPage(here.page).open();
    await fill(here.page, { name: 'Deux Écrans', email });
    await new SignUpPage(here.page).create();
    await here.page.waitForURL(/\/confirm\//);
    const link = new URL((await codeFor(email)).url);
    const phone = await visitor({ viewport: PHONE });
    await phone.page.goto(link.pathname + link.search);
    // Opening it changes nothing: mail programs open links too.
    expect(await own.sql('SELECT 1 FROM member_accounts WHERE email = $1', [email])).toEqual([]);
    if ((await phone.page.getByLabel('Code').inputValue()) === '') await phone.page.getByLabel('Code').fill((await codeFor(email)).code);
    await phone.page.getByRole('button', { name: 'Entrer' }).click();
    await phone.page.waitForURL((url) => !url.pathname.startsWith('/confirm'));
    here.expectComplaints(/422/);
    await here.page.getByLabel('Code').fill((await codeFor(email)).code);
    await here.page.getByRole('button', { name: 'Entrer' }).click();
    await here.page.getByText('Ce code n’est plus valable').waitFor();
  });

  it('by invitation: a link gives its role and its group, and its one place', async () => {
    await openDoor('invitation');
    await own.sql(`INSERT INTO groups (id, code, name) VALUES (gen_random_uuid(), 'lanterne', 'Porteurs de lanterne')`);
    const office = await administrator();
    await office.goto('/console/invitations');
    const form = office.locator('form[action="?/link"]');
    await form.getByLabel('Nom du lien').fill('Salon d’automne');
    await form.getByLabel('Places').fill('1');
    await form.getByLabel('Rôle').selectOption({ label: 'Ambassade' });
    await form.getByRole('checkbox', { name: 'Porteurs de lanterne' }).check();
    await form.getByRole('button', { name: 'Créer le lien' }).click();
    const link = new URL(await office.getByLabel('Créer un lien').inputValue()).pathname;

    const outside = await visitor();
    await new SignUpPage(outside.page).open();
    await outside.page.getByText('On entre ici sur invitation.').waitFor();
    expect(await outside.page.getByRole('button', { name: 'Créer mon compte' }).count()).toBe(0);

    const [one, two] = [await visitor({ viewport: PHONE }), await visitor({ javaScriptEnabled: false })];
    two.expectComplaints(/422/);
    const emails = [freshEmail('invitee'), freshEmail('seconde')] as const;
    for (const [{ page }, email] of [[one, emails[0]], [two, emails[1]]] as const) {
      await page.goto(link);
      await page.getByText('Porteurs de lanterne').waitFor();
      await fill(page, { name: 'Invitée', email });
      await page.getByRole('button', { name: 'Créer mon compte' }).click();
      await page.waitForURL(/\/confirm\//);
    }
    await typeCode(one.page, emails[0]);
    await one.page.waitForURL((url) => !url.pathname.startsWith('/confirm'));
    await typeCode(two.page, emails[1]);
    await two.page.getByText('Toutes les places de ce lien sont prises.').waitFor();
    expect(await own.sql(`SELECT m.role, g.code FROM member_accounts a JOIN members m ON m.id = a.member_id JOIN group_members x ON x.member_id = m.id JOIN groups g ON g.id = x.group_id WHERE a.email = $1`, [emails[0]])).toEqual([{ role: 'ambassador', code: 'lanterne' }]);
    await (await visitor()).page.goto(link).then((answer) => expect(answer?.ok()).toBe(true));
  });

  it('by application: asked, queued, declined with a reason, reopened since it was a mistake, accepted, and in', async () => {
    await openDoor('approval', [{ id: 'q1', fr: 'Où marches-tu ?', en: 'Where do you walk?', required: true }]);
    const { page, expectComplaints } = await visitor({ viewport: PHONE });
    expectComplaints(/422/);
    const email = freshEmail('candidate');
    await new SignUpPage(page).open();
    await fill(page, { name: 'Candidate Patiente', email });
    await page.getByRole('button', { name: 'Envoyer ma demande' }).click();
    await page.getByText('L’équipe a besoin de ta réponse.').waitFor();
    await page.getByLabel('Où marches-tu ?').fill('Le long de la côte, de nuit.');
    await page.getByLabel('Mot de passe').fill(PASSWORD);
    await page.getByRole('button', { name: 'Envoyer ma demande' }).click();
    await typeCode(page, email);
    await page.getByRole('heading', { level: 1, name: 'Ta demande est arrivée, Candidate Patiente' }).waitFor();
    const mine = page.url();

    const office = await administrator();
    await office.goto('/console/applications');
    await office.getByText('Le long de la côte, de nuit.').waitFor();
    await office.getByRole('checkbox', { name: /Candidate Patiente/ }).check();
    await office.locator('summary', { hasText: 'Refuser' }).click();
    await office.getByLabel('Raison').selectOption('other');
    await office.getByRole('button', { name: /^Refuser/ }).last().click();
    await office.getByText('Écris ce que la personne doit savoir.').waitFor();
    await office.locator('textarea[name=words]').fill('Nous pensions à quelqu’un d’autre.');
    await office.getByRole('button', { name: /^Refuser/ }).last().click();
    await office.getByText('Une demande traitée').waitFor();
    await page.goto(mine);
    await page.getByRole('heading', { level: 1, name: 'Pas cette fois, Candidate Patiente' }).waitFor();
    await page.getByText('Nous pensions à quelqu’un d’autre.').waitFor();

    await office.goto('/console/applications?state=declined');
    await office.getByRole('button', { name: 'Rouvrir' }).click();
    await office.getByText('La demande est de nouveau dans la file').waitFor();
    await page.goto(mine);
    await page.getByRole('heading', { level: 1, name: 'Ta demande est arrivée, Candidate Patiente' }).waitFor();
    await office.goto('/console/applications');
    await office.getByRole('checkbox', { name: /Candidate Patiente/ }).check();
    await office.getByRole('button', { name: /^Accepter/ }).click();
    await office.getByText('Une demande traitée').waitFor();
    const told = await own.sql<{ template: string }>(`SELECT template FROM mails WHERE to_address = $1 AND template LIKE 'admissions.%' ORDER BY id`, [email]);
    expect(told.map((mail) => mail.template)).toEqual(['admissions.confirm', 'admissions.filed', 'admissions.declined', 'admissions.reopened', 'admissions.accepted']);
    await page.goto(await linkOf(email, 'admissions.accepted'));
    await new SignInPage(page).enter(email, PASSWORD);
    await page.waitForURL((url) => url.pathname === '/');
  });

  it.each([{ javaScriptEnabled: true }, { javaScriptEnabled: false, viewport: PHONE }])('rules that changed are asked again before anything is written, and kept as agreed: %j', async (options) => {
    await openDoor('open');
    const member = await join(`Règles ${options.javaScriptEnabled ? 'Un' : 'Deux'}`, options);
    const office = await administrator();
    await office.goto('/console/rules');
    const said = `On se parle comme autour d’un feu${options.javaScriptEnabled ? '' : ', et on écoute'}.`;
    await office.getByLabel('Texte français (Markdown)').fill(`# Nos règles\n\n${said}`);
    await office.getByLabel('Texte anglais (Markdown)').fill(`# Our rules\n\nWe talk as one does around a fire${options.javaScriptEnabled ? '' : ', and listen'}.`);
    await office.getByLabel('Ce qui change, en une phrase').fill('Le feu est arrivé.');
    await office.getByRole('button', { name: 'Publier cette version' }).click();
    await office.getByText('est publiée.').waitFor();
    const { page } = member;
    await page.goto('/settings/profile');
    await page.getByText('Les règles ont changé.').waitFor();
    await page.goto('/rules/accept?next=/settings/profile');
    await page.getByText(said).waitFor();
    await page.getByRole('button', { name: 'J’accepte ces règles' }).click();
    await page.waitForURL((url) => url.pathname === '/settings/profile');
    expect(await page.getByText('Les règles ont changé.').count()).toBe(0);
    const [proof] = await own.sql<{ same: boolean; way: string }>(
      `SELECT c.text_hash = r.hash_fr AS same, c.way FROM member_consents c JOIN rules_versions r ON r.version = c.version JOIN member_accounts a ON a.member_id = c.member_id
        WHERE a.email = $1 AND c.kind = 'rules' ORDER BY c.at DESC LIMIT 1`,
      [member.email],
    );
    expect(proof).toEqual({ same: true, way: 'rules-page' });
    await page.getByLabel('Nom affiché').fill('Nouveau Nom');
    await page.getByRole('button', { name: 'Enregistrer' }).click();
    await page.getByRole('link', { name: 'Voir mon profil' }).waitFor();
  });

  it('an address changes by the links in both mailboxes, and the old one takes the account back', async () => {
    const member = await join('Aziliz Déménage');
    const moved = freshEmail('nouvelle');
    await new SecurityPage(member.page).open();
    await member.page.getByLabel('Nouvelle adresse').fill(moved);
    await member.page.getByRole('button', { name: 'Changer d’adresse' }).click();
    await member.page.getByText('À confirmer').first().waitFor();
    const phone = await visitor({ viewport: PHONE, javaScriptEnabled: false });
    await phone.page.goto(await linkOf(moved, 'accounts.addressConfirm'));
    await phone.page.getByRole('button', { name: 'Confirmer' }).click();
    await phone.page.getByText('Il reste à accepter le changement depuis l’ancienne adresse').waitFor();
    await new SecurityPage(member.page).open();
    await member.page.locator('p.address', { hasText: member.email }).waitFor();
    const old = await visitor();
    await old.page.goto(await linkOf(member.email, 'accounts.addressChanging'));
    await old.page.getByRole('button', { name: 'Accepter', exact: true }).click();
    await old.page.getByText('Ton compte est maintenant à sa nouvelle adresse.').waitFor();
    await new SecurityPage(member.page).open();
    await member.page.locator('p.address', { hasText: moved }).waitFor();
    await old.page.goto(await linkOf(member.email, 'accounts.addressChanging'));
    await old.page.getByRole('button', { name: 'Reprendre mon compte' }).click();
    await old.page.getByLabel('Nouveau mot de passe').fill('une autre phrase au large');
    await old.page.getByRole('button', { name: 'Choisir ce mot de passe' }).click();
    await old.page.getByText('Ton nouveau mot de passe est en place').waitFor();
    await new SignInPage(old.page).enter(member.email, 'une autre phrase au large');
    await old.page.waitForURL((url) => url.pathname === '/');
    await member.page.goto('/settings/security');
    await member.page.waitForURL(/\/sign-in/);
  });
});
