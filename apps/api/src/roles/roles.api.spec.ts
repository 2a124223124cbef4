import { randomUUID } from 'node:crypto';
import { PERMISSIONS } from '@foyer/domain/access';
import { startApp, VISITOR, type Client, type TestApp } from '../../test/harness.js';
import { AREAS, PERMISSION_WORDS } from './permission-words.js';

interface Outcome { __typename: string; code?: string; field?: string; role?: { code: string; permissions: string[] } }

const CREATE = `mutation($name: String!, $permissions: [String!]!) { done: createCustomRole(name: $name, description: "", permissions: $permissions) { __typename ... on CustomRoleSaved { role { code permissions } } ... on Refused { code field } } }`;
const EDIT = `mutation($code: String!, $name: String!, $permissions: [String!]!) { done: editCustomRole(roleCode: $code, name: $name, description: "", permissions: $permissions) { __typename ... on CustomRoleSaved { role { code permissions } } ... on Refused { code field } } }`;
const DONE = `{ __typename ... on Refused { code field } }`;
const REMOVE = `mutation($code: String!) { done: deleteCustomRole(roleCode: $code) ${DONE} }`;
const HOLD = `mutation($handle: String!, $code: String!, $held: Boolean!) { done: setMemberCustomRole(handle: $handle, roleCode: $code, held: $held) ${DONE} }`;
const ROLE = `mutation($handle: String!, $role: Role!) { done: setMemberRole(handle: $handle, role: $role) ${DONE} }`;
const SUSPEND = `mutation($handle: String!, $reason: String!) { done: suspendMember(handle: $handle, reason: $reason) ${DONE} }`;
const REACTIVATE = `mutation($handle: String!) { done: reactivateMember(handle: $handle) ${DONE} }`;
const SIGN_OUT = `mutation($handle: String!) { done: endMemberSessions(handle: $handle) ${DONE} }`;

describe('roles', () => {
  let app: TestApp;
  let admin: Client, cm: Client;
  beforeAll(async () => {
    app = await startApp();
    admin = await app.member('Ada Admin', 'admin');
    cm = await app.member('Camille', 'cm');
  });
  afterAll(() => app.close());

  const act = async (document: string, variables: Record<string, unknown>, as: Client): Promise<Outcome> => {
    const answer = await app.gql<{ done: Outcome }>(document, variables, as);
    return answer.errors[0] ? { __typename: String(answer.errors[0].extensions['code']) } : answer.data.done;
  };
  const unique = (name: string): string => `${name} ${randomUUID().slice(0, 8)}`;
  const create = async (permissions: readonly string[], as = admin): Promise<string> => (await act(CREATE, { name: unique('Rôle'), permissions }, as)).role?.code ?? '';
  const permissionsSeen = async (as: Client): Promise<string[]> => (await app.gql<{ viewer: { permissions: string[] } }>('{ viewer { permissions } }', {}, as)).data.viewer.permissions;
  const lastEntry = async (action: string): Promise<unknown> => (await app.owner.query<{ detail: unknown }>('SELECT detail FROM audit_entries WHERE action = $1 ORDER BY id DESC LIMIT 1', [action])).rows[0]?.detail;

  it('are all told in words, in both languages, each once', async () => {
    expect(Object.keys(PERMISSION_WORDS).sort()).toEqual(Object.keys(PERMISSIONS).sort());
    for (const locale of ['fr', 'en'] as const) {
      const sentences = Object.values(PERMISSION_WORDS).map((words) => words[locale]);
      expect(new Set(sentences).size).toBe(sentences.length);
      expect(sentences.filter((sentence) => sentence.length < 6)).toEqual([]);
    }
    await app.gql('mutation { setLocale(locale: en) { ok } }', {}, cm);
    const answer = await app.gql<{ roleMatrix: { areas: { key: string; permissions: { name: string; sentence: string }[] }[] } }>('{ roleMatrix { areas { key permissions { name sentence } } } }', {}, cm);
    expect(answer.data.roleMatrix.areas.map((area) => area.key)).toEqual(Object.keys(AREAS));
    expect(answer.data.roleMatrix.areas.flatMap((area) => area.permissions.map((one) => one.name)).sort()).toEqual(Object.keys(PERMISSIONS).sort());
    expect(answer.text).toContain(PERMISSION_WORDS['thread.pin'].en);
  });

  it('cost two statements to show, however many there are', async () => {
    await create(['thread.pin']);
    const before = await app.statements(() => app.gql('{ roleMatrix { custom { code } builtIn { membersCount } } }', {}, cm));
    await Promise.all([create(['thread.pin']), create(['thread.close'])]);
    expect(await app.statements(() => app.gql('{ roleMatrix { custom { code } builtIn { membersCount } } }', {}, cm))).toBe(before);
    expect(before).toBeLessThanOrEqual(3);
  });

  it('of one’s own making add to what a member may do, follow their changes, and go with them', async () => {
    const member = await app.member('Nona');
    const code = await create(['thread.pin', 'thread.read']);
    expect(await permissionsSeen(member)).not.toContain('thread.pin');
    expect(await act(HOLD, { handle: member.handle, code, held: true }, admin)).toMatchObject({ __typename: 'Done' });
    expect(await permissionsSeen(member)).toContain('thread.pin');
    expect(await lastEntry('member.roleGiven')).toMatchObject({ before: { held: false }, after: { held: true } });
    const edited = await act(EDIT, { code, name: unique('Autre nom'), permissions: ['thread.close'] }, admin);
    expect(edited.role?.permissions).toEqual(['thread.close']);
    expect(await permissionsSeen(member)).not.toContain('thread.pin');
    expect(await lastEntry('role.edited')).toMatchObject({ before: { permissions: ['thread.pin'] }, after: { permissions: ['thread.close'] } });
    await act(REMOVE, { code }, admin);
    expect(await permissionsSeen(member)).not.toContain('thread.close');
    expect(await lastEntry('role.deleted')).toMatchObject({ before: { members: 1 } });
  });

  it('refuse a name that is taken, too short or too long, and a permission that there is not', async () => {
    const name = unique('Déjà pris');
    await act(CREATE, { name, permissions: [] }, admin);
    expect(await act(CREATE, { name: name.toUpperCase(), permissions: [] }, admin)).toMatchObject({ code: 'role.nameTaken', field: 'name' });
    expect(await act(CREATE, { name: ' x ', permissions: [] }, admin)).toMatchObject({ code: 'role.nameShort' });
    expect(await act(CREATE, { name: 'x'.repeat(41), permissions: [] }, admin)).toMatchObject({ code: 'role.nameLong' });
    expect(await act(CREATE, { name: unique('Rêve'), permissions: ['house.burn'] }, admin)).toEqual({ __typename: 'BAD_USER_INPUT' });
    expect(await act(EDIT, { code: 'zzzzzzzz', name: unique('Rien'), permissions: [] }, admin)).toMatchObject({ code: 'role.unknown' });
  });

  it('cannot be used to climb: who gives without being an administrator gives what she has, to those below', async () => {
    const delegate = await app.member('Délégué', 'moderator');
    const keeper = await create(['role.assign', 'role.administer', 'role.read', 'member.administer', 'member.suspend']);
    await act(HOLD, { handle: delegate.handle, code: keeper, held: true }, admin);
    const [pins, closes, other] = [await create(['thread.pin']), await create(['thread.close']), await app.member('Une autre')];
    // She closes threads, she does not pin them.
    expect(await act(HOLD, { handle: other.handle, code: closes, held: true }, delegate)).toMatchObject({ __typename: 'Done' });
    expect(await act(HOLD, { handle: other.handle, code: pins, held: true }, delegate)).toMatchObject({ code: 'role.notYours' });
    expect(await act(HOLD, { handle: other.handle, code: keeper, held: true }, delegate)).toMatchObject({ code: 'role.notYours' });
    expect(await act(HOLD, { handle: delegate.handle, code: closes, held: true }, delegate)).toMatchObject({ code: 'role.oneself' });
    expect(await act(CREATE, { name: unique('Trop'), permissions: ['role.assign'] }, delegate)).toMatchObject({ code: 'role.notYours', field: 'permissions' });
    expect(await act(EDIT, { code: pins, name: unique('Vidé'), permissions: [] }, delegate)).toMatchObject({ code: 'role.notYours' });
    expect(await act(REMOVE, { code: keeper }, delegate)).toMatchObject({ code: 'role.notYours' });
    expect(await act(ROLE, { handle: delegate.handle, role: 'admin' }, delegate)).toMatchObject({ code: 'role.oneself' });
    expect(await act(ROLE, { handle: other.handle, role: 'admin' }, delegate)).toMatchObject({ code: 'role.notYours' });
    expect(await act(ROLE, { handle: other.handle, role: 'cm' }, delegate)).toMatchObject({ code: 'role.notYours' });
    expect(await act(ROLE, { handle: admin.handle, role: 'member' }, delegate)).toMatchObject({ code: 'role.notYours' });
    expect(await act(SUSPEND, { handle: cm.handle, reason: 'Pour voir' }, delegate)).toMatchObject({ code: 'role.notYours' });
    expect(await act(ROLE, { handle: other.handle, role: 'ambassador' }, delegate)).toMatchObject({ __typename: 'Done' });
    expect(await lastEntry('member.roleSet')).toEqual({ before: { role: 'member' }, after: { role: 'ambassador' } });
  });

  it('open spaces, and are kept as long as they do', async () => {
    const code = await create([]);
    const [inside, outside] = [await app.member('Dedans'), await app.member('Dehors')];
    const name = unique('Atelier');
    const input = { nameFr: name, nameEn: '', descriptionFr: '', descriptionEn: '', icon: 'plain', access: 'restricted', whoStarts: 'restricted', readRoles: [], readCustomRoles: [code], readGroups: [], startRoles: [], startCustomRoles: [code], startGroups: [] };
    const made = await app.gql<{ createSpace: { space: { readCustomRoles: string[] } } }>('mutation($input: SpaceInput!) { createSpace(input: $input) { ... on SpaceSaved { space { readCustomRoles } } } }', { input }, admin);
    expect(made.data.createSpace.space.readCustomRoles).toEqual([code]);
    const names = async (as: Client): Promise<string[]> => (await app.gql<{ spaces: { name: string }[] }>('{ spaces { name } }', {}, as)).data.spaces.map((space) => space.name);
    await act(HOLD, { handle: inside.handle, code, held: true }, admin);
    expect([await names(inside), await names(outside)].map((all) => all.includes(name))).toEqual([true, false]);
    const mine = await app.gql<{ spacesMine: { slug: string; canStart: boolean }[] }>('{ spacesMine { slug canStart } }', {}, inside);
    expect(mine.data.spacesMine.at(-1)?.canStart).toBe(true);
    expect(await act(REMOVE, { code }, admin)).toMatchObject({ code: 'role.inUse' });
    await act(HOLD, { handle: inside.handle, code, held: false }, admin);
    expect(await names(inside)).not.toContain(name);
  });

  it('keep the last administrator, whatever is tried', async () => {
    const house = await startApp();
    try {
      const [only, helper] = [await house.member('Seule', 'admin'), await house.member('Aide', 'cm')];
      const tried = async (document: string, variables: object, as: Client): Promise<string | undefined> => (await house.gql<{ done: Outcome }>(document, { ...variables }, as)).data.done.code;
      expect(await tried(ROLE, { handle: only.handle, role: 'member' }, only)).toBe('role.lastAdmin');
      expect(await tried(SUSPEND, { handle: only.handle, reason: 'Au revoir' }, only)).toBe('role.oneself');
      expect(await tried(SUSPEND, { handle: only.handle, reason: 'Au revoir' }, helper)).toBe('role.notYours');
      for (const statement of [`UPDATE members SET role = 'cm' WHERE id = $1`, `UPDATE members SET state = 'suspended' WHERE id = $1`, 'DELETE FROM members WHERE id = $1']) {
        await expect(house.owner.query(statement, [only.memberId])).rejects.toThrow('the last administrator stays');
      }
      // A suspended one is no other one.
      const second = await house.member('Seconde', 'admin');
      expect(await tried(SUSPEND, { handle: second.handle, reason: 'Une pause' }, only)).toBeUndefined();
      expect(await tried(ROLE, { handle: only.handle, role: 'member' }, only)).toBe('role.lastAdmin');
    } finally {
      await house.close();
    }
  });

  it('suspended, a member is out everywhere, and comes back as what she was', async () => {
    const member = await app.member('Suspendue', 'ambassador');
    expect(await act(SUSPEND, { handle: member.handle, reason: ' x ' }, cm)).toMatchObject({ code: 'role.reasonShort', field: 'reason' });
    expect(await act(SUSPEND, { handle: member.handle, reason: 'Messages blessants, après deux rappels.' }, cm)).toMatchObject({ __typename: 'Done' });
    expect((await app.gql<{ viewer: unknown }>('{ viewer { handle } }', {}, member)).data.viewer).toBeNull();
    const seen = await app.gql<{ administeredMember: { state: string; suspendedReason: string; suspendedBy: { handle: string }; openSessions: number; email: null } }>(
      'query($h: String!) { administeredMember(handle: $h) { state suspendedReason suspendedBy { handle } openSessions email } }', { h: member.handle }, cm,
    );
    expect(seen.data.administeredMember).toEqual({ state: 'suspended', suspendedReason: 'Messages blessants, après deux rappels.', suspendedBy: { handle: cm.handle }, openSessions: 0, email: null });
    await act(REACTIVATE, { handle: member.handle }, cm);
    const { rows } = await app.owner.query('SELECT role, state, suspended_reason FROM members WHERE id = $1', [member.memberId]);
    expect(rows).toEqual([{ role: 'ambassador', state: 'active', suspended_reason: null }]);
    expect(await lastEntry('member.suspended')).toMatchObject({ before: { state: 'active' }, after: { state: 'suspended' }, sessionsEnded: 1 });
  });

  it('signed out by somebody above, a member has to sign in again', async () => {
    const member = await app.member('Déconnectée');
    await act(SIGN_OUT, { handle: member.handle }, cm);
    expect((await app.gql<{ viewer: unknown }>('{ viewer { handle } }', {}, member)).data.viewer).toBeNull();
    expect(await act(SIGN_OUT, { handle: admin.handle }, cm)).toMatchObject({ code: 'role.notYours' });
  });

  it('show a visitor and a member nothing of who may do what', async () => {
    for (const as of [VISITOR, await app.member('Curieuse')]) {
      expect((await app.gql('{ roleMatrix { areas { key } } customRoles { code } }', {}, as)).errors[0]?.extensions['code']).toMatch(/UNAUTHENTICATED|FORBIDDEN/);
    }
  });
});
