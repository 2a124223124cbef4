import { person, SsoHouse } from '../../test/sso-house.js';

describe('what a provider gives', () => {
  let house: SsoHouse;
  beforeAll(async () => {
    house = await SsoHouse.open();
  });
  afterAll(() => house.close());

  let group: string, custom: string;
  const inside = async (handle: string | undefined): Promise<string[]> =>
    (await house.app.owner.query<{ code: string }>('SELECT g.code FROM group_members x JOIN groups g ON g.id = x.group_id JOIN members m ON m.id = x.member_id WHERE m.handle = $1', [handle])).rows.map((row) => row.code);

  beforeAll(async () => {
    const made = await house.app.gql<{ createGroup: { group: { code: string } } }>('mutation { createGroup(name: "Équipe", description: "") { ... on GroupSaved { group { code } } } }', {}, house.admin);
    group = made.data.createGroup.group.code;
    custom = 'rrrrrrrr';
    await house.app.owner.query(`INSERT INTO custom_roles (id, code, name, permissions) VALUES (gen_random_uuid(), $1, 'Atelier', '{thread.pin}')`, [custom]);
    await house.configure({
      mappings: [{ value: 'equipe', role: 'cm' }, { value: 'chefs', role: 'admin' }, { value: 'equipe', group }, { value: 'ateliers', customRole: custom }],
    });
  });

  it('follow what the provider says, at each sign-in', async () => {
    const who = person({ groups: ['equipe', 'ateliers'] });
    const first = (await house.come(who)).data.finishSso.viewer;
    expect(first).toMatchObject({ role: 'cm' });
    expect(await inside(first?.handle)).toEqual([group]);
    const moved = (await house.come({ ...who, groups: ['ateliers'] })).data.finishSso.viewer;
    expect(moved).toMatchObject({ handle: first?.handle, role: 'member' });
    expect(moved?.permissions).toContain('thread.pin');
    expect(await inside(first?.handle)).toEqual([]);
    expect((await house.come({ ...who, groups: [] })).data.finishSso.viewer?.permissions).not.toContain('thread.pin');
    const { rows } = await house.app.owner.query<{ action: string }>('SELECT action FROM audit_entries WHERE actor_id = (SELECT id FROM members WHERE handle = $1)', [first?.handle]);
    expect(rows.map((row) => row.action)).toEqual(expect.arrayContaining(['sso.accountCreated', 'member.roleChanged', 'group.memberAdded', 'group.memberRemoved', 'role.memberAdded', 'role.memberRemoved']));
  });

  it('that somebody here gave stay', async () => {
    const who = person();
    const handle = (await house.come(who)).data.finishSso.viewer?.handle;
    await house.app.owner.query(`UPDATE members SET role = 'moderator' WHERE handle = $1`, [handle]);
    await house.app.gql('mutation($g: String!, $h: String!) { setGroupMember(groupCode: $g, handle: $h, member: true) { __typename } }', { g: group, h: handle }, house.admin);
    await house.come({ ...who, groups: ['equipe'] });
    expect([await house.roleOf(handle), await inside(handle)]).toEqual(['cm', [group]]);
    await house.come(who);
    expect([await house.roleOf(handle), await inside(handle)]).toEqual(['moderator', [group]]);
  });

  it('leave an administrator', async () => {
    const chief = person({ groups: ['chefs'] });
    const handle = (await house.come(chief)).data.finishSso.viewer?.handle;
    expect(await house.roleOf(handle)).toBe('admin');
    await house.app.owner.query(`UPDATE members SET role = 'member' WHERE id = $1`, [house.admin.memberId]);
    await house.come({ ...chief, groups: [] });
    expect(await house.roleOf(handle)).toBe('admin');
    await house.app.owner.query(`UPDATE members SET role = 'admin' WHERE id = $1`, [house.admin.memberId]);
    await house.come({ ...chief, groups: [] });
    expect(await house.roleOf(handle)).toBe('member');
  });

  it('go with the provider', async () => {
    const handle = (await house.come(person({ groups: ['equipe'] }))).data.finishSso.viewer?.handle;
    expect((await house.remove(house.kerlune)).data).toEqual({ removeSsoProvider: { __typename: 'Done' } });
    expect([await house.roleOf(handle), await inside(handle)]).toEqual(['member', []]);
    expect((await house.start(house.kerlune)).data.startSso.code).toBe('sso.unknown');
  });
});
