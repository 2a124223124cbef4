import { jest } from '@jest/globals';
import { type Client, type TestApp } from '../../test/harness.js';
import { settled } from '../../test/mail-house.js';
import { openThreadsHouse, type ThreadsHouse } from '../../test/threads-house.js';

const PATH = `{ welcome { shown dismissed choices chosen introduceIn steps { name done } spaces { slug shared } threads { code } } }`;
const EDIT = 'mutation E($input: WelcomeInput!) { editWelcome(input: $input) { __typename ... on Refused { code field } } }';
const PREVIEW = 'mutation P($input: WelcomeInput!, $l: Locale!) { previewWelcome(input: $input, locale: $l) { ... on WelcomePreview { from subject paragraphs } ... on Refused { code } } }';
interface Path { welcome: { shown: boolean; dismissed: boolean; choices: string[]; chosen: string[]; introduceIn: string | null; steps: { name: string; done: boolean }[]; spaces: { slug: string; shared: string[] }[]; threads: { code: string }[] } }

jest.setTimeout(60_000);

describe('welcome', () => {
  let house: ThreadsHouse, app: TestApp, bivouac: string, lamps: string, secret: string, codes: Map<string, string>;
  const settings = (more: object = {}): object => ({ letter: true, signedBy: house.lea.handle, subjectFr: '', subjectEn: '', bodyFr: '', bodyEn: '', introduceSpace: codes.get(bivouac), spaces: [], ...more });
  const path = async (as: Client): Promise<Path['welcome']> => (await app.gql<Path>(PATH, {}, as)).data.welcome;
  const done = async (as: Client): Promise<string[]> => (await path(as)).steps.filter((step) => step.done).map((step) => step.name);
  const until = async (holds: () => Promise<boolean>): Promise<void> => {
    const end = Date.now() + 15_000;
    while (!(await holds())) {
      if (Date.now() > end) throw new Error('it never came true');
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  };

  beforeAll(async () => {
    house = await openThreadsHouse();
    app = house.app;
    [bivouac, lamps] = [await house.space('Bivouac'), await house.space('Lampes')];
    secret = await house.space('Cercle', { access: 'restricted', readRoles: ['ambassador'] });
    const { rows } = await app.owner.query<{ slug: string; code: string }>('SELECT slug, code FROM spaces');
    codes = new Map(rows.map((row) => [row.slug, row.code]));
    const spaces = [{ space: codes.get(bivouac), interests: 'dormir dehors, Randonnée' }, { space: codes.get(lamps), interests: 'réparer, #randonnée' }, { space: codes.get(secret), interests: 'canari' }];
    expect((await app.gql(EDIT, { input: settings({ spaces }) }, house.admin)).data).toEqual({ editWelcome: { __typename: 'Done' } });
  });
  afterAll(() => house.close());

  it('offers what the spaces that she may read are about, and orders them by what she chooses', async () => {
    const member = await app.member('Nouvelle Venue');
    const before = await path(member);
    expect(before).toMatchObject({ shown: true, choices: ['dormir dehors', 'Randonnée', 'réparer'], chosen: [], introduceIn: bivouac });
    await app.gql('mutation { chooseInterests(interests: ["RÉPARER", "canari", "inventé"]) { ok } }', {}, member);
    const after = await path(member);
    expect(after.chosen).toEqual(['réparer']);
    expect(after.spaces[0]).toEqual({ slug: lamps, shared: ['réparer'] });
    expect(JSON.stringify(after)).not.toContain(secret);
    expect(await done(member)).toEqual(['interests']);
  });

  it('sees her steps from what she does', async () => {
    const member = await app.member('Qui Avance');
    const thread = await house.start(bivouac, 'Bonsoir de Crozon', house.maelle);
    expect((await path(member)).threads[0]).toMatchObject({ code: thread });
    const { rows } = await app.owner.query<{ code: string }>('SELECT p.code FROM posts p JOIN threads t ON t.id = p.thread_id WHERE t.code = $1', [thread]);
    await house.one('read', { thread, position: 1 }, member);
    await house.one('react', { code: rows[0]?.code, kind: 'like', on: true }, member);
    await house.start(bivouac, 'Je me présente', member);
    await until(async () => (await done(member)).length === 3);
    expect(await done(member)).toEqual(['spaces', 'introduce', 'react']);
  });

  it('is put away and brought back', async () => {
    const member = await app.member('Pressée');
    await app.gql('mutation { dismissWelcome(on: true) { ok } }', {}, member);
    expect(await path(member)).toMatchObject({ shown: false, dismissed: true });
    await app.gql('mutation { dismissWelcome(on: false) { ok } }', {}, member);
    expect(await path(member)).toMatchObject({ shown: true, dismissed: false });
    await app.owner.query(`UPDATE members SET created_at = now() - interval '40 days' WHERE id = $1`, [member.memberId]);
    expect((await path(member)).shown).toBe(false);
  });

  it('keeps what she wrote in her profile herself', async () => {
    const member = await app.member('Cueilleuse');
    await app.owner.query(`UPDATE members SET interests = '{champignons,réparer}' WHERE id = $1`, [member.memberId]);
    await app.gql('mutation { chooseInterests(interests: ["Randonnée"]) { ok } }', {}, member);
    expect((await path(member)).chosen).toEqual(['Randonnée', 'champignons']);
  });

  it('writes to whoever came in, in the name of the team, once', async () => {
    const member = await app.member('Bien Venue');
    const mails = async (): Promise<{ from_name: string; data: { subject: string; paragraphs: string[] } }[]> =>
      (await app.owner.query<{ from_name: string; data: { subject: string; paragraphs: string[] } }>(`SELECT from_name, data FROM mails WHERE template = 'welcome.letter' AND member_id = $1`, [member.memberId])).rows;
    await settled(app);
    const [mail, ...more] = await mails();
    const { rows } = await app.owner.query<{ display_name: string }>('SELECT display_name FROM members WHERE id = $1', [house.lea.memberId]);
    expect(more).toEqual([]);
    expect(mail?.from_name).toBe(rows[0]?.display_name);
    expect(mail?.data.subject).toContain('Bien Venue');
    expect(mail?.data.paragraphs.length).toBeGreaterThan(1);
  });

  it('shows the letter before it is sent, its blanks filled and nothing else run', async () => {
    const input = settings({ subjectFr: 'Salut {name}', bodyFr: 'Un <b>mot</b> de {community}.\n\n{constructor} {inconnu}' });
    const answer = await app.gql<{ previewWelcome: { subject: string; paragraphs: string[] } }>(PREVIEW, { input, l: 'fr' }, house.admin);
    expect(answer.data.previewWelcome.subject).toMatch(/^Salut (?!\{)/);
    expect(answer.data.previewWelcome.paragraphs[1]).toBe('{constructor} {inconnu}');
  });

  it.each([
    [{ signedBy: 'nobody.at.all' }, 'welcome.signer', 'signedBy'], [{ introduceSpace: 'zzzzzzzz' }, 'welcome.space', 'introduceSpace'], [{ bodyFr: 'x'.repeat(4_001) }, 'welcome.long', 'bodyFr'],
    [{ spaces: [{ space: 'x', interests: 'a,b,c,d,e,f,g,h,i,j,k' }] }, 'space.interests', 'interests.0'],
  ])('refuses what cannot be %#', async (wrong, code, field) => {
    expect((await app.gql(EDIT, { input: settings(wrong) }, house.admin)).data).toEqual({ editWelcome: { __typename: 'Refused', code, field } });
  });

  it('lets no plain member sign', async () => {
    const member = await app.member('Sans Rôle');
    expect((await app.gql(EDIT, { input: settings({ signedBy: member.handle }) }, house.admin)).data).toMatchObject({ editWelcome: { code: 'welcome.signer' } });
  });
});
