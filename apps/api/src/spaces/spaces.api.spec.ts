import { canReadSpace, type SpaceRules } from '@foyer/domain/spaces';
import { ROLES, VISITOR as ANYBODY, type Role, type Viewer } from '@foyer/domain/access';
import { startApp, VISITOR, type Client, type TestApp } from '../../test/harness.js';
import { readableBy } from '../access/index.js';

const CREATE = `mutation Create($input: SpaceInput!) { createSpace(input: $input) { __typename ... on SpaceSaved { space { space { code slug name } readRoles readGroups position } } ... on Refused { code field message } } }`;

interface Created { createSpace: { __typename: string; space: { space: { code: string; slug: string; name: string } }; code?: string } }

const draft = (name: string, over: object = {}): object => ({
  nameFr: name, nameEn: '', descriptionFr: `Tout sur ${name}`, descriptionEn: '', icon: 'plain', access: 'public', whoStarts: 'members', readRoles: [], readGroups: [], startRoles: [], startGroups: [], ...over,
});

describe('spaces', () => {
  let app: TestApp;
  let admin: Client;
  beforeAll(async () => {
    app = await startApp();
    admin = await app.member('Ada Admin', 'admin');
  });
  afterAll(() => app.close());

  const create = async (name: string, over: object = {}): Promise<Created['createSpace']> => (await app.gql<Created>(CREATE, { input: draft(name, over) }, admin)).data.createSpace;
  const slugs = async (as: Client): Promise<string[]> => (await app.gql<{ spaces: { slug: string }[] }>('{ spaces { slug } }', {}, as)).data.spaces.map((space) => space.slug);

  it('are made by administrators, and nobody else', async () => {
    expect(await create('Lampes et lumière')).toMatchObject({ __typename: 'SpaceSaved', space: { space: { slug: 'lampes-et-lumiere', name: 'Lampes et lumière' } } });
    for (const role of ROLES.filter((other) => other !== 'admin')) {
      const answer = await app.gql(CREATE, { input: draft(`Par ${role}`) }, await app.member(`Someone ${role}`, role));
      expect(answer.errors[0]?.extensions['code']).toBe('FORBIDDEN');
    }
    expect((await app.gql(CREATE, { input: draft('Par personne') })).errors[0]?.extensions['code']).toBe('UNAUTHENTICATED');
  });

  it.each([
    [{ nameFr: 'x' }, 'space.nameShort'],
    [{ icon: '../../etc/passwd' }, 'space.icon'],
    [{ access: 'restricted' }, 'space.nobodyReads'],
    [{ descriptionFr: 'x'.repeat(301) }, 'space.descriptionLong'],
    [{ interests: 'a,b,c,d,e,f,g,h,i,j,k' }, 'space.interests'],
    [{ interests: 'x'.repeat(41) }, 'space.interestLong'],
  ])('refuse %j', async (over, code) => {
    expect(await create('Un espace', over)).toMatchObject({ __typename: 'Refused', code });
  });

  it('say what they are about, and keep it when an edit does not speak of it', async () => {
    const { code } = (await create('Bivouac', { interests: 'dormir dehors, #Randonnée, randonnée' })).space.space;
    const edit = async (over: object): Promise<string[]> =>
      (await app.gql<{ editSpace: { space: { interests: string[] } } }>('mutation($code: String!, $input: SpaceInput!) { editSpace(spaceCode: $code, input: $input) { ... on SpaceSaved { space { interests } } } }', { code, input: draft('Bivouac', over) }, admin)).data.editSpace.space.interests;
    expect(await edit({})).toEqual(['dormir dehors', 'Randonnée']);
    expect(await edit({ interests: 'étoiles' })).toEqual(['étoiles']);
    const { data } = await app.gql<{ welcome: { choices: string[] } }>('{ welcome { choices } }', {}, await app.member('Nouvelle Venue'));
    expect(data.welcome.choices).toContain('étoiles');
    expect(await edit({ interests: '' })).toEqual([]);
  });

  it('show in the viewer’s language, in the administrators’ order', async () => {
    const two = await create('Sentiers', { nameEn: 'Paths' });
    const answer = await app.gql<{ spaces: { name: string }[] }>('{ spaces { name } }', {}, VISITOR, { 'accept-language': 'en' });
    expect(answer.data.spaces.map((space) => space.name)).toContain('Paths');
    await app.gql('mutation Order($codes: [String!]!) { orderSpaces(spaceCodes: $codes) { ok } }', { codes: [two.space.space.code] }, admin);
    expect((await slugs(VISITOR))[0]).toBe('sentiers');
  });

  it('cost one statement to list, whatever their number', async () => {
    const visitor = await app.statements(() => slugs(VISITOR));
    expect(visitor).toBe(1);
  });

  it('hide an archived space from everybody but staff, and bring it back', async () => {
    const old = await create('Anciens modèles');
    const archive = (archived: boolean): Promise<unknown> => app.gql('mutation A($code: String!, $archived: Boolean!) { archiveSpace(spaceCode: $code, archived: $archived) { __typename } }', { code: old.space.space.code, archived }, admin);
    await archive(true);
    expect(await slugs(VISITOR)).not.toContain('anciens-modeles');
    const found = await app.gql<{ space: unknown }>('{ space(slug: "anciens-modeles") { slug } }', {}, VISITOR);
    expect(found.data.space).toBeNull();
    await archive(false);
    expect(await slugs(VISITOR)).toContain('anciens-modeles');
  });

  it('are read by exactly the same viewers in the rule and in SQL', async () => {
    const group = (await app.gql<{ createGroup: { group: { code: string } } }>('mutation { createGroup(name: "Testeurs", description: "") { ... on GroupSaved { group { code } } } }', {}, admin)).data.createGroup.group;
    await create('Membres seuls', { access: 'members' });
    await create('Cercle', { access: 'restricted', readRoles: ['ambassador', 'cm'] });
    const custom = (await app.owner.query<{ id: string }>(`INSERT INTO custom_roles (id, code, name, permissions) VALUES (gen_random_uuid(), 'scribes1', 'Scribes', '{}') RETURNING id`)).rows[0]?.id ?? '';
    await create('Scriptorium', { access: 'restricted', readCustomRoles: ['scribes1'] });
    await create('Essais', { access: 'restricted', readGroups: [group.code] });
    const { rows: groupRows } = await app.owner.query<{ id: string }>('SELECT id FROM groups WHERE code = $1', [group.code]);
    const groupId = groupRows[0]?.id ?? '';
    const { rows: spaces } = await app.owner.query<{ id: string; slug: string; access: SpaceRules['access']; archived: boolean; roles: Role[]; customs: string[]; groups: string[] }>(
      `SELECT s.id, s.slug, s.access, s.archived_at IS NOT NULL AS archived,
              ARRAY(SELECT role FROM space_grants g WHERE g.space_id = s.id AND role IS NOT NULL AND action = 'read') AS roles,
              ARRAY(SELECT custom_role_id::text FROM space_grants g WHERE g.space_id = s.id AND custom_role_id IS NOT NULL AND action = 'read') AS customs,
              ARRAY(SELECT group_id::text FROM space_grants g WHERE g.space_id = s.id AND group_id IS NOT NULL AND action = 'read') AS groups FROM spaces s`,
    );
    const plain: Viewer[] = [ANYBODY, ...ROLES.flatMap((role) => [[], [groupId]].flatMap((groupIds) => [[], [custom]].map((customRoleIds) => ({ memberId: admin.memberId, role, groupIds, customRoleIds, extraPermissions: [] }))))];
    // Through other eyes, too: never more than either of the two reads.
    const viewers = [...plain, ...plain.flatMap((seen) => plain.slice(0, 9).map((behind) => ({ ...seen, behind })))];
    for (const viewer of viewers) {
      const values: unknown[] = [];
      const sql = await app.database.rows<{ slug: string }>(`SELECT s.slug FROM spaces s WHERE ${readableBy(viewer, values)} ORDER BY s.slug`, values);
      const rule = spaces
        .filter((space) => canReadSpace(viewer, { access: space.access, whoStarts: 'members', archived: space.archived, read: { roles: space.roles, customRoleIds: space.customs, groupIds: space.groups }, start: { roles: [], customRoleIds: [], groupIds: [] } }))
        .map((space) => space.slug)
        .sort();
      expect([viewer, sql.map((row) => row.slug).sort()]).toEqual([viewer, rule]);
    }
  });

  it('answer a restricted space to a stranger exactly like one that does not exist', async () => {
    const stranger = await app.member('Une passante');
    const ask = (slug: string): Promise<string> => app.gql(`query S($slug: String!) { space(slug: $slug) { name description } }`, { slug }, stranger).then((answer) => answer.text);
    expect(await ask('cercle')).toBe(await ask('does-not-exist'));
  });

  it('open to a member as soon as she joins the group, and close when she leaves it', async () => {
    const tester = await app.member('Testeuse');
    const { rows } = await app.owner.query<{ code: string }>(`SELECT code FROM groups WHERE name = 'Testeurs'`);
    const set = (member: boolean): Promise<unknown> => app.gql('mutation M($code: String!, $handle: String!, $member: Boolean!) { setGroupMember(groupCode: $code, handle: $handle, member: $member) { __typename } }', { code: rows[0]?.code, handle: tester.handle, member }, admin);
    expect(await slugs(tester)).not.toContain('essais');
    await set(true);
    expect(await slugs(tester)).toContain('essais');
    await set(false);
    expect(await slugs(tester)).not.toContain('essais');
  });

  it('keep a group that still opens a space', async () => {
    const { rows } = await app.owner.query<{ code: string }>(`SELECT code FROM groups WHERE name = 'Testeurs'`);
    const answer = await app.gql('mutation D($code: String!) { deleteGroup(groupCode: $code) { __typename ... on Refused { code } } }', { code: rows[0]?.code }, admin);
    expect(answer.data).toMatchObject({ deleteGroup: { __typename: 'Refused', code: 'group.inUse' } });
  });
});
