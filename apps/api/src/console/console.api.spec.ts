import { randomUUID } from 'node:crypto';
import { startApp, type Client, type TestApp } from '../../test/harness.js';
import { WEEK } from './console.queries.js';

const SAVE = `mutation($list: String!, $name: String!, $query: String!) { saveConsoleFilter(list: $list, name: $name, query: $query) { ... on ConsoleFilterSaved { filter { id name query isDefault } } ... on Refused { code } } }`;
const EDIT = `mutation($id: String!, $name: String!, $isDefault: Boolean!) { editConsoleFilter(id: $id, name: $name, isDefault: $isDefault) { ... on ConsoleFilterSaved { filter { name isDefault } } ... on Refused { code } } }`;
const REMOVE = `mutation($id: String!) { removeConsoleFilter(id: $id) { ... on Done { ok } ... on Refused { code } } }`;
const LIST = `query($list: String!) { consoleFilters(list: $list) { id name query isDefault } }`;
const FIND = `query($search: String!) { consoleSearch(search: $search) { members { handle } spaces { name } groups { name } } }`;
interface Saved { filter?: { id: string; name: string; query: string; isDefault: boolean }; code?: string }

describe('the console', () => {
  let app: TestApp;
  let admin: Client;
  let lea: Client;
  let yann: Client;
  beforeAll(async () => {
    app = await startApp();
    [admin, lea, yann] = [await app.member('Goulwen', 'admin'), await app.member('Léa', 'cm'), await app.member('Yann')];
  });
  afterAll(() => app.close());
  const save = async (name: string, query: string, as = lea, list = 'members'): Promise<Saved> => (await app.gql<{ saveConsoleFilter: Saved }>(SAVE, { list, name, query }, as)).data.saveConsoleFilter;
  const edit = async (id: string, name: string, isDefault: boolean, as = lea): Promise<Saved> => (await app.gql<{ editConsoleFilter: Saved }>(EDIT, { id, name, isDefault }, as)).data.editConsoleFilter;
  const listed = async (as = lea, list = 'members'): Promise<{ id: string; name: string; isDefault: boolean }[]> => (await app.gql<{ consoleFilters: { id: string; name: string; isDefault: boolean }[] }>(LIST, { list }, as)).data.consoleFilters;

  const createSpace = async (name: string): Promise<string> => {
    const input = { nameFr: name, nameEn: '', descriptionFr: '', descriptionEn: '', icon: 'plain', access: 'members', whoStarts: 'members', readRoles: [], readCustomRoles: [], readGroups: [], startRoles: [], startCustomRoles: [], startGroups: [] };
    const made = await app.gql<{ createSpace: { space: { space: { code: string } } } }>('mutation($input: SpaceInput!) { createSpace(input: $input) { ... on SpaceSaved { space { space { code } } } } }', { input }, admin);
    return made.data.createSpace.space.space.code;
  };

  it('keeps filters by name, for whoever made them, without the place in the list', async () => {
    const saved = await save('  Importés ', '?unclaimed=1&after=abc&q=&b=2&a=1');
    expect(saved.filter).toMatchObject({ name: 'Importés', query: 'a=1&b=2&unclaimed=1', isDefault: false });
    expect((await save('importés', 'unclaimed=1')).filter).toMatchObject({ id: saved.filter?.id, query: 'unclaimed=1' });
    expect(await listed()).toHaveLength(1);
    expect([await listed(admin), await listed(lea, 'audit')]).toEqual([[], []]);
    for (const [name, query, code] of [['', 'a=1', 'console.filterNameMissing'], ['x'.repeat(41), 'a=1', 'console.filterNameLong'], ['Rien', '?after=x', 'console.filterEmpty'], ['Rien', `a=${'x'.repeat(700)}`, 'console.filterEmpty']] as const) expect((await save(name, query)).code).toBe(code);
    expect((await app.gql(LIST, { list: 'members' }, yann)).errors[0]?.extensions['code']).toBe('FORBIDDEN');
  });

  it('has one default per list, and lets nobody touch another’s', async () => {
    const [first, second] = [(await save('Une', 'a=1', lea, 'audit')).filter?.id ?? '', (await save('Deux', 'a=2', lea, 'audit')).filter?.id ?? ''];
    await edit(first, 'Une', true);
    expect((await edit(second, 'Seconde', true)).filter).toEqual({ name: 'Seconde', isDefault: true });
    expect((await listed(lea, 'audit')).map(({ name, isDefault }) => [name, isDefault])).toEqual([['Seconde', true], ['Une', false]]);
    expect((await edit(first, 'seconde', false)).code).toBe('console.filterNameTaken');
    expect((await edit(first, 'À moi', true, admin)).code).toBe('console.filterUnknown');
    const removed = await app.gql<{ removeConsoleFilter: { code?: string; ok?: boolean } }>(REMOVE, { id: first }, admin);
    expect(removed.data.removeConsoleFilter.code).toBe('console.filterUnknown');
    expect((await app.gql<{ removeConsoleFilter: { ok?: boolean } }>(REMOVE, { id: first }, lea)).data.removeConsoleFilter.ok).toBe(true);
  });

  it('keeps thirty of a list at most, even of those that come at once', async () => {
    const results = await Promise.all(Array.from({ length: 34 }, (_, index) => save(`Filtre ${index}`, `n=${index}`, admin, 'plein')));
    expect(results.filter(({ filter }) => filter)).toHaveLength(30);
    expect(new Set(results.filter(({ filter }) => !filter).map(({ code }) => code))).toEqual(new Set(['console.filterTooMany']));
  });

  it('finds what one may administer, and nothing else', async () => {
    await app.gql('mutation { createGroup(name: "Bivouaqueurs", description: "") { __typename } }', {}, admin);
    await createSpace('Bivouac');
    const find = async (search: string, as: Client): Promise<unknown> => (await app.gql<{ consoleSearch: unknown }>(FIND, { search }, as)).data.consoleSearch;
    const all = (await find('bivoua', admin)) as { spaces: unknown[]; groups: unknown[] };
    expect(all).toMatchObject({ spaces: [{ name: 'Bivouac' }], groups: [{ name: 'Bivouaqueurs' }] });
    expect(await find('bivoua', lea)).toEqual({ members: [], spaces: [], groups: [] });
    expect(await find('@yan', lea)).toEqual({ members: [{ handle: yann.handle }], spaces: [], groups: [] });
    expect(await find('y', lea)).toEqual({ members: [], spaces: [], groups: [] });
    expect(await find('%%', admin)).toEqual({ members: [], spaces: [], groups: [] });
    expect((await app.gql(FIND, { search: 'yann' }, yann)).errors[0]?.extensions['code']).toBe('FORBIDDEN');
  });

  describe('its home', () => {
    interface Home { waiting: { kind: string; count: number; oldestAt: string | null }[]; week: Record<string, number> }
    const HOME = '{ consoleHome { waiting { kind count oldestAt } week { newMembers newMembersBefore activeMembers activeMembersBefore posts postsBefore } } }';
    const home = async (as: Client): Promise<Home> => (await app.gql<{ consoleHome: Home }>(HOME, {}, as)).data.consoleHome;
    const mail = (state: string, data: string | null): Promise<unknown> =>
      app.owner.query(`INSERT INTO mails (id, template, to_address, locale, essential, data, state, created_at) VALUES ($1, 'welcome.letter', 'x@example.org', 'fr', false, $2, $3, '2026-01-02T03:04:05Z')`, [randomUUID(), data, state]);

    it('says what waits, to those who may treat it', async () => {
      await app.owner.query(`UPDATE members SET state = 'unclaimed' WHERE id = $1`, [(await app.member('Celle d’avant')).memberId]);
      expect(await home(admin)).toMatchObject({ waiting: [{ kind: 'members.unclaimed', count: 1, oldestAt: null }], week: { newMembers: 3, newMembersBefore: 0, activeMembers: 0, activeMembersBefore: 0, posts: 0, postsBefore: 0 } });
      expect((await home(lea)).waiting).toEqual([]);
      for (const [state, filedAt] of [['waiting', '2026-01-03T00:00:00Z'], ['waiting', '2026-01-01T00:00:00Z'], ['accepted', '2025-01-01T00:00:00Z']]) {
        const id = randomUUID();
        await app.owner.query(`INSERT INTO applications (id, code, token_hash, email, display_name, locale, state, filed_at) VALUES ($1, $2, $3, $4, 'Qui attend', 'fr', $5, $6)`, [id, id.slice(0, 8), Buffer.from(id), `${id}@example.org`, state, filedAt]);
      }
      for (const [state, data] of [['failed', '{}'], ['bounced', '{}'], ['bounced', '{}'], ['bounced', null], ['kept', '{}']] as const) await mail(state, data);
      const applications = { kind: 'applications.waiting', count: 2, oldestAt: '2026-01-01T00:00:00.000Z' };
      const oldestAt = '2026-01-02T03:04:05.000Z';
      expect(new Set((await home(admin)).waiting)).toEqual(new Set([{ kind: 'members.unclaimed', count: 1, oldestAt: null }, applications, { kind: 'mails.failed', count: 1, oldestAt }, { kind: 'mails.bounced', count: 2, oldestAt }]));
      // A community manager answers those who want in; mails are not hers to read.
      expect((await home(lea)).waiting).toEqual([applications]);
    });

    it('counts who wrote and what, this week and the one before', async () => {
      const [space] = (await app.owner.query<{ id: string }>('SELECT id FROM spaces WHERE code = $1', [await createSpace('Chiffres')])).rows;
      const thread = randomUUID();
      await app.owner.query(`INSERT INTO threads (id, code, space_id, author_id, kind, title, slug, locale, created_at, last_post_at) VALUES ($1, $2, $3, $4, 'discussion', 'Chiffres', 'chiffres', 'fr', now(), now())`, [thread, thread.slice(0, 8), space?.id, yann.memberId]);
      const days = [[1, yann, 'visible'], [2, yann, 'visible'], [3, lea, 'visible'], [4, admin, 'removed'], [8, yann, 'visible'], [9, yann, 'visible'], [15, lea, 'visible']] as const;
      for (const [index, [ago, author, state]] of days.entries()) {
        const id = randomUUID();
        await app.owner.query(`INSERT INTO posts (id, code, thread_id, author_id, position, state, source, html, renderer, plain, created_at) VALUES ($1, $2, $3, $4, $5, $6, 'x', 'x', 1, 'x', now() - make_interval(days => $7))`, [id, id.slice(0, 8), thread, author.memberId, index + 1, state, ago]);
      }
      expect((await home(admin)).week).toMatchObject({ activeMembers: 2, activeMembersBefore: 1, posts: 3, postsBefore: 2 });
    });

    it('costs two statements beside the viewer’s own, whatever waits, and reads two weeks of posts from their index', async () => {
      const own = await app.statements(() => app.gql('{ viewer { handle } }', {}, admin));
      expect(await app.statements(() => home(admin))).toBe(own + 2);
      await app.owner.query('BEGIN; SET LOCAL enable_seqscan = off');
      const { rows } = await app.owner.query<Record<string, string>>(`EXPLAIN ${WEEK.replaceAll('$1', "now()")}`);
      await app.owner.query('ROLLBACK');
      const plan = rows.map((row) => row['QUERY PLAN']).join('\n');
      expect(plan).toContain('posts_recent');
      expect(plan).not.toContain('Seq Scan on posts');
      expect(plan).not.toContain('Seq Scan on members');
    });
  });
});
