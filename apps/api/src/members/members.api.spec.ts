import { AUDIENCES, profileFields, type Audience, type ProfileField } from '@foyer/domain/members';
import { startApp, VISITOR, type Client, type TestApp } from '../../test/harness.js';

const PROFILE = `query P($handle: String!) { member(handle: $handle) {
  handle displayName bioHtml bioExcerpt bioSource place pronouns expertise interests links lastSeen followersCount followingCount teamTask teamContact
  relation { following watching followsYou blocked muted } own { bioSource visibility { field audience } handleChangeFrom formerHandles } } }`;
const UPDATE = `mutation U($input: ProfileInput!) { updateProfile(input: $input) { __typename ... on Refused { code field } } }`;
const LIST = `query L($filter: MembersFilter!, $sort: MembersSort, $after: String, $first: Int) { members(filter: $filter, sort: $sort, after: $after, first: $first) {
  items { handle bioExcerpt place expertise interests following } next total } }`;

interface Profile { handle: string; displayName: string; followersCount: number | null; relation: object | null; own: { handleChangeFrom: string | null; formerHandles: string[] } | null; [field: string]: unknown }
interface Listed { items: { handle: string; [field: string]: unknown }[]; next: string | null; total: number }

const profileInput = (over: object = {}): object => ({ displayName: 'Maëlle Le Goff', bio: '', expertise: [], interests: [], links: [], visibility: [], ...over });

describe('members', () => {
  let app: TestApp;
  let admin: Client, maelle: Client, yann: Client, nolwenn: Client;
  const profile = async (handle: string | null, as: Client = VISITOR): Promise<Profile | null> => (await app.gql<{ member: Profile | null }>(PROFILE, { handle }, as)).data.member;
  const update = (input: object, as: Client) => app.gql<{ updateProfile: { __typename: string; code?: string; field?: string } }>(UPDATE, { input }, as).then((answer) => answer.data.updateProfile);
  const list = async (filter: object, as: Client, more: object = {}): Promise<Listed> => (await app.gql<{ members: Listed }>(LIST, { filter, ...more }, as)).data.members;
  const handles = async (filter: object, as: Client, more: object = {}): Promise<string[]> => (await list(filter, as, more)).items.map((one) => one.handle);
  const act = (what: 'followMember' | 'watchMember' | 'blockMember' | 'muteMember', other: Client, on: boolean, as: Client) =>
    app.gql<Record<string, { __typename: string; code?: string }>>(`mutation A($handle: String!, $on: Boolean!) { ${what}(handle: $handle, on: $on) { __typename ... on Refused { code } } }`, { handle: other.handle, on }, as).then((answer) => answer.data[what]);

  beforeAll(async () => {
    app = await startApp();
    [admin, maelle, yann, nolwenn] = [await app.member('Ada Admin', 'admin'), await app.member('Maëlle Le Goff'), await app.member('Yann Kerbrat'), await app.member('Nolwenn Abgrall', 'cm')];
  });
  afterAll(() => app.close());

  describe('a profile', () => {
    it('shows what its member wrote, with links in their normal form', async () => {
      expect(await update(profileInput({ bio: 'Je **marche**.', place: ' Landerneau ', expertise: ['Couture'], links: ['example.org'] }), maelle)).toEqual({ __typename: 'Done' });
      expect(await profile(maelle.handle, yann)).toMatchObject({ bioExcerpt: 'Je marche.', place: 'Landerneau', expertise: ['couture'], links: ['https://example.org/'], bioSource: null, own: null });
      expect(await profile(maelle.handle, maelle)).toMatchObject({ own: { bioSource: 'Je **marche**.', handleChangeFrom: null }, relation: null });
    });

    it.each([[{ links: ['javascript:alert(1)'] }, 'links'], [{ expertise: Array.from({ length: 11 }, (_, i) => `mot ${i}`) }, 'expertise'], [{ displayName: 'x' }, 'displayName']])('refuses %j at its field', async (over, field) => {
      expect(await update(profileInput(over), maelle)).toMatchObject({ __typename: 'Refused', field });
    });

    it('costs one statement beside the session', async () => {
      const session = await app.statements(() => app.gql('{ viewer { handle } }', {}, yann));
      expect(await app.statements(() => profile(maelle.handle, yann))).toBe(session + 1);
    });

    it('lets nobody but the team say what they do on the team', async () => {
      await update(profileInput({ teamTask: 'Je mens', teamContact: 'moi@example.org' }), maelle);
      expect(await profile(maelle.handle)).toMatchObject({ teamTask: null, teamContact: null });
      await update(profileInput({ displayName: 'Nolwenn Abgrall', teamTask: 'Accueil et réparations', teamContact: 'nolwenn@example.org' }), nolwenn);
      expect(await profile(nolwenn.handle)).toMatchObject({ teamTask: 'Accueil et réparations', teamContact: 'nolwenn@example.org' });
      const team = await app.gql<{ team: { handle: string; task: string | null }[] }>('{ team { handle role task contact } }');
      expect(team.data.team.map((one) => [one.handle, one.task])).toEqual([[nolwenn.handle, 'Accueil et réparations'], [admin.handle, null]]);
    });
  });

  describe('each field, for each audience', () => {
    const canary = (field: ProfileField): string => `canari-${field}`;
    let owner: Client;
    /** Who belongs to which audiences. */
    const viewers: readonly (readonly [string, () => Client, readonly Audience[]])[] = [
      ['a visitor', () => VISITOR, ['everybody']], ['a member', () => yann, ['everybody', 'members']], ['the team', () => nolwenn, ['everybody', 'members', 'team']],
      ['an administrator', () => admin, ['everybody', 'members', 'team']], ['herself', () => owner, AUDIENCES],
    ];
    const texts = profileFields.filter((field) => !['cover', 'activity', 'follows'].includes(field));

    beforeAll(async () => {
      owner = await app.member('Canari Jaune');
      await act('followMember', owner, true, yann);
      await app.owner.query('UPDATE members SET last_seen_at = now() WHERE id = $1', [owner.memberId]);
    });

    it.each(AUDIENCES)('chosen "%s" is found by those it is for in everything they can ask, and by nobody else', async (audience) => {
      const saved = await update({
        displayName: 'Canari Jaune', bio: canary('bio'), place: canary('place'), pronouns: canary('pronouns'), expertise: [canary('expertise')], interests: [canary('interests')], links: [`https://${canary('links')}.example`],
        visibility: profileFields.map((field) => ({ field, audience })),
      }, owner);
      expect(saved).toEqual({ __typename: 'Done' });
      for (const [name, client, belongs] of viewers) {
        const as = client();
        const may = belongs.includes(audience);
        const answer = await app.gql<{ member: Profile }>(PROFILE, { handle: owner.handle }, as);
        for (const field of texts) expect([name, field, answer.text.includes(canary(field))]).toEqual([name, field, may]);
        expect([name, answer.data.member['lastSeen'] !== null, answer.data.member.followersCount !== null]).toEqual([name, may, may]);
        if (as === VISITOR) continue;
        // The directory neither shows a hidden field nor finds by it.
        const all = await app.gql(LIST, { filter: { search: 'Canari Jaune' } }, as);
        for (const field of ['bio', 'place', 'expertise', 'interests'] as const) expect([name, field, all.text.includes(canary(field))]).toEqual([name, field, may]);
        for (const filter of [{ place: canary('place') }, { expertise: canary('expertise') }, { interest: canary('interests') }, { active: true, search: 'Canari Jaune' }]) {
          expect([name, filter, (await handles(filter, as)).includes(owner.handle ?? '')]).toEqual([name, filter, may]);
        }
        const words = await app.gql('{ directoryWords { expertise { word } interests { word } } }', {}, as);
        expect([name, words.text.includes('canari')]).toEqual([name, may]);
        const followers = await app.gql<{ followers: object | null }>('query F($h: String!) { followers(handle: $h) { items { handle } } }', { h: owner.handle }, as);
        expect([name, followers.data.followers !== null]).toEqual([name, may]);
      }
    });
  });

  describe('a handle', () => {
    const change = (wished: string, as: Client) => app.gql<{ changeHandle: { __typename: string; handle?: string; code?: string; message?: string } }>('mutation H($wished: String!) { changeHandle(wished: $wished) { __typename ... on HandleChanged { handle } ... on Refused { code message } } }', { wished }, as).then((answer) => answer.data.changeHandle);

    it('changes, leads on from the old one, and waits thirty days before the next change', async () => {
      const brieg = await app.member('Brieg Cloarec');
      const old = brieg.handle ?? '';
      expect(await change('@Brieg.De.Brest', brieg)).toEqual({ __typename: 'HandleChanged', handle: 'brieg.de.brest' });
      expect((await profile(old))?.handle).toBe('brieg.de.brest');
      expect((await profile('brieg.de.brest', brieg))?.own).toMatchObject({ formerHandles: [old], handleChangeFrom: expect.any(String) });
      // A card, and the team in the console, follow it as a page does.
      for (const as of [yann, admin]) expect((await profile(old, as))?.handle).toBe('brieg.de.brest');
      const administered = await app.gql<{ administeredMember: { card: { handle: string } } | null }>('query A($h: String!) { administeredMember(handle: $h) { card { handle } } }', { h: old }, admin);
      expect(administered.data.administeredMember?.card.handle).toBe('brieg.de.brest');
      expect(await change('brieg.de.paris', brieg)).toMatchObject({ code: 'member.handleSoon', message: expect.stringContaining('30') });
      // Nobody else takes the old one within a year: neither by choice nor by joining.
      expect(await change(old, yann)).toMatchObject({ code: 'member.handleTaken' });
      expect((await app.member('Brieg Cloarec')).handle).not.toBe(old);
      await app.owner.query(`UPDATE members SET handle_changed_at = now() - interval '31 days' WHERE id = $1`, [brieg.memberId]);
      expect(await change(old, brieg)).toMatchObject({ handle: old });
      expect((await profile('brieg.de.brest'))?.handle).toBe(old);
      await app.owner.query(`UPDATE handle_history SET reserved_until = now() - interval '1 day'`);
      const next = await app.member('Une Autre');
      expect(await change('brieg.de.brest', next)).toMatchObject({ handle: 'brieg.de.brest' });
      expect((await profile('brieg.de.brest'))?.displayName).toBe('Une Autre');
    });

    it('is given once when two take it at the same moment', async () => {
      const pair = [await app.member('Premier'), await app.member('Second')];
      const answers = await Promise.all(pair.map((one) => change('le.meme', one)));
      expect(answers.map((one) => one.code ?? one.handle).sort()).toEqual(['le.meme', 'member.handleTaken']);
    });

    it.each(['admin', 'à', '.x.', 'x'.repeat(33)])('is not %s', async (wished) => expect((await change(wished, yann)).__typename).toBe('Refused'));
  });

  describe('the directory', () => {
    it('finds by name, handle and accent, forgives a letter, and is not for visitors', async () => {
      expect(await handles({ search: 'kerb' }, maelle)).toEqual([yann.handle]);
      expect(await handles({ search: 'Nolwen Abgral' }, maelle)).toContain(nolwenn.handle);
      expect(await handles({ search: '%' }, maelle)).toEqual([]);
      expect((await app.gql(LIST, { filter: {} })).errors[0]?.extensions['code']).toBe('UNAUTHENTICATED');
    });

    it('is in the order people expect, accents aside', async () => {
      await app.member('Aïda Ordre');
      await app.member('Alma Ordre');
      await app.member('Élodie Ordre');
      await app.member('Enora Ordre');
      const { items } = await list({ search: 'Ordre' }, maelle);
      expect(items.map((one) => one.handle)).toEqual(['aida.ordre', 'alma.ordre', 'elodie.ordre', 'enora.ordre']);
    });

    it('filters by role, newness, and groups that are hers to see', async () => {
      expect(await handles({ role: 'cm' }, maelle)).toEqual([nolwenn.handle]);
      expect(await handles({ recent: true, search: 'Kerbrat' }, maelle)).toEqual([yann.handle]);
      const { data } = await app.gql<{ createGroup: { group: { code: string } } }>('mutation { createGroup(name: "Testeurs", description: "") { ... on GroupSaved { group { code } } } }', {}, admin);
      const groupCode = data.createGroup.group.code;
      await app.gql('mutation G($g: String!, $h: String!) { setGroupMember(groupCode: $g, handle: $h, member: true) { __typename } }', { g: groupCode, h: yann.handle }, admin);
      expect([await handles({ groupCode }, maelle), await handles({ groupCode }, yann), await handles({ groupCode }, admin)]).toEqual([[], [yann.handle], [yann.handle]]);
    });

    it.each(['name', 'newest', 'posts'])('pages through everybody once, sorted by %s', async (sort) => {
      const whole = await list({}, maelle, { sort, first: 60 });
      const paged: string[] = [];
      for (let after: string | null = null, pages = 0; pages < 60; pages++) {
        const page: Listed = await list({}, maelle, { sort, first: 3, after });
        paged.push(...page.items.map((one) => one.handle));
        if ((after = page.next) === null) break;
      }
      expect(paged).toEqual(whole.items.map((one) => one.handle));
      expect([new Set(paged).size, whole.total]).toEqual([paged.length, paged.length]);
    });

    it('costs one statement beside the session, and refuses a broken cursor', async () => {
      const session = await app.statements(() => app.gql('{ viewer { handle } }', {}, yann));
      expect(await app.statements(() => list({ search: 'a', active: true }, yann))).toBe(session + 1);
      expect((await app.gql(LIST, { filter: {}, after: 'x' }, yann)).errors[0]?.extensions['code']).toBe('BAD_USER_INPUT');
    });
  });

  describe('following', () => {
    it('is counted once, listed, told once, and undone', async () => {
      for (let twice = 0; twice < 2; twice++) expect(await act('followMember', maelle, true, yann)).toEqual({ __typename: 'Done' });
      expect(await profile(maelle.handle, yann)).toMatchObject({ followersCount: 1, relation: { following: true } });
      expect(await profile(yann.handle, maelle)).toMatchObject({ relation: { followsYou: true } });
      expect(await handles({ followed: true }, yann)).toContain(maelle.handle);
      const { rows } = await app.owner.query<{ n: number }>(`SELECT count(*)::int AS n FROM domain_events WHERE type = 'member.followed' AND subject_id = $1`, [maelle.memberId]);
      expect(rows[0]?.n).toBe(1);
      // Closer, and back; whoever is watched without being followed is followed.
      await act('watchMember', maelle, true, yann);
      expect(await profile(maelle.handle, yann)).toMatchObject({ followersCount: 1, relation: { following: true, watching: true } });
      await act('watchMember', maelle, false, yann);
      expect(await profile(maelle.handle, yann)).toMatchObject({ relation: { following: true, watching: false } });
      await act('watchMember', nolwenn, true, yann);
      expect(await profile(nolwenn.handle, yann)).toMatchObject({ relation: { following: true, watching: true } });
      await act('followMember', nolwenn, false, yann);
      await act('followMember', maelle, false, yann);
      expect(await profile(maelle.handle, yann)).toMatchObject({ followersCount: 0, relation: { following: false, watching: false } });
      expect(await act('followMember', yann, true, yann)).toMatchObject({ code: 'member.oneself' });
    });
  });

  describe('a block', () => {
    it('parts two members both ways, ends their follows, and tells nothing', async () => {
      const [gwenn, loic] = [await app.member('Gwenn Bloque'), await app.member('Loïc Bloqué')];
      await update(profileInput({ displayName: 'Gwenn Bloque', place: 'Quimper' }), gwenn);
      await act('followMember', gwenn, true, loic);
      expect(await act('blockMember', loic, true, gwenn)).toEqual({ __typename: 'Done' });
      expect([await handles({ search: 'Bloqu' }, gwenn), await handles({ search: 'Bloqu' }, loic)]).toEqual([[gwenn.handle], [loic.handle]]);
      // He is shown what a visitor is, and may follow as ever: it reaches nobody.
      expect(await profile(gwenn.handle, loic)).toMatchObject({ place: null, relation: { following: false, blocked: false } });
      expect(await act('followMember', gwenn, true, loic)).toEqual({ __typename: 'Done' });
      expect(await profile(gwenn.handle, gwenn)).toMatchObject({ followersCount: 0 });
      const { rows } = await app.owner.query(`SELECT 1 FROM domain_events WHERE type = 'member.followed' AND subject_id = $1 OFFSET 1`, [gwenn.memberId]);
      expect(rows).toEqual([]);
      expect(await act('followMember', loic, true, gwenn)).toMatchObject({ code: 'member.followBlocked' });
      expect(await profile(loic.handle, gwenn)).toMatchObject({ relation: { blocked: true } });
      await act('blockMember', loic, false, gwenn);
      expect(await profile(gwenn.handle, loic)).toMatchObject({ place: 'Quimper' });
    });

    it('does not reach the team, which can be muted; both lists are one’s own', async () => {
      expect(await act('blockMember', nolwenn, true, maelle)).toMatchObject({ code: 'member.blockTeam' });
      expect(await act('muteMember', nolwenn, true, maelle)).toEqual({ __typename: 'Done' });
      expect(await act('blockMember', yann, true, maelle)).toEqual({ __typename: 'Done' });
      const mine = await app.gql<{ shutOutPeople: object }>('{ shutOutPeople { blocked { handle } muted { handle } } }', {}, maelle);
      expect(mine.data.shutOutPeople).toEqual({ blocked: [{ handle: yann.handle }], muted: [{ handle: nolwenn.handle }] });
      const his = await app.gql<{ shutOutPeople: object }>('{ shutOutPeople { blocked { handle } muted { handle } } }', {}, yann);
      expect(his.data.shutOutPeople).toEqual({ blocked: [], muted: [] });
      await act('blockMember', yann, false, maelle);
      await act('muteMember', nolwenn, false, maelle);
    });

    it('and a follow at the same moment leave no follow behind', async () => {
      const [a, b] = [await app.member('Course Une'), await app.member('Course Deux')];
      await Promise.all([act('followMember', b, true, a), act('blockMember', b, true, a), act('followMember', a, true, b), act('blockMember', a, true, b)]);
      const { rows } = await app.owner.query<{ counted: number }>(`SELECT count(*)::int AS counted FROM member_blocks WHERE blocker_id = ANY ($1)`, [[a.memberId, b.memberId]]);
      expect(rows[0]?.counted).toBe(2);
      expect(await profile(a.handle, a)).toMatchObject({ followersCount: 0 });
    });
  });

  describe('whoever keeps order', () => {
    const edit = (input: object, as: Client) => app.gql<{ editMember: { __typename: string; code?: string; field?: string } }>('mutation E($input: MemberEditInput!) { editMember(input: $input) { __typename ... on Refused { code field } } }', { input }, as);

    it('changes what others show, with a reason that stays in the audit log', async () => {
      const rude = await app.member('Nom Grossier');
      await update(profileInput({ displayName: 'Nom Grossier', bio: 'Grossier', place: 'Ici' }), rude);
      expect((await edit({ handle: rude.handle, reason: ' ', displayName: 'Membre' }, nolwenn)).data.editMember).toMatchObject({ field: 'reason' });
      expect((await edit({ handle: rude.handle, reason: 'Insulte', displayName: 'Membre', bio: '' }, nolwenn)).data.editMember).toEqual({ __typename: 'Done' });
      expect(await profile(rude.handle, yann)).toMatchObject({ displayName: 'Membre', bioHtml: null, place: 'Ici' });
      const { rows } = await app.owner.query<{ detail: object }>(`SELECT detail FROM audit_entries WHERE action = 'member.edited' AND subject_id = $1`, [rude.memberId]);
      expect(rows).toEqual([{ detail: { fields: ['display_name', 'bio_source'], reason: 'Insulte' } }]);
    });

    it('leaves the team to administrators, and is nobody else', async () => {
      expect((await edit({ handle: admin.handle, reason: 'x', bio: 'x' }, nolwenn)).data.editMember).toMatchObject({ code: 'member.teamEdit' });
      expect((await edit({ handle: nolwenn.handle, reason: 'x', place: 'Brest' }, admin)).data.editMember).toEqual({ __typename: 'Done' });
      expect((await edit({ handle: yann.handle, reason: 'x', bio: 'x' }, maelle)).errors[0]?.extensions['code']).toBe('FORBIDDEN');
    });
  });

  it('are listed for the console by role, page after page', async () => {
    interface Page { items: { handle: string; role: string }[]; next: string | null }
    const page = async (variables: object, as = nolwenn): Promise<Page> =>
      (await app.gql<{ adminMembers: Page }>('query($role: Role, $search: String, $after: String, $first: Int) { adminMembers(role: $role, search: $search, after: $after, first: $first) { items { handle role } next } }', { first: 100, ...variables }, as)).data.adminMembers;
    const team = await page({ role: 'cm' });
    expect(team.items.map(({ handle }) => handle)).toContain(nolwenn.handle);
    expect(new Set(team.items.map(({ role }) => role))).toEqual(new Set(['cm']));
    const all = (await page({ role: 'member' })).items.map(({ handle }) => handle);
    const first = await page({ role: 'member', first: 1 });
    expect([first.items[0]?.handle, (await page({ role: 'member', first: 1, after: first.next })).items[0]?.handle]).toEqual(all.slice(0, 2));
    expect((await page({ role: 'analyst' })).items).toEqual([]);
    expect((await page({ role: 'cm', search: yann.handle })).items).toEqual([]);
    // Only whoever may read addresses finds by them.
    const { email } = (await app.owner.query<{ email: string }>('SELECT email FROM member_accounts WHERE member_id = $1', [yann.memberId])).rows[0] ?? { email: '' };
    expect((await page({ search: email }, admin)).items.map(({ handle }) => handle)).toEqual([yann.handle]);
    expect((await page({ search: email })).items).toEqual([]);
  });
});
