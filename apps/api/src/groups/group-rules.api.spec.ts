import { randomUUID } from 'node:crypto';
import { startApp, type Client, type TestApp } from '../../test/harness.js';
import { Clock } from '../platform/clock/clock.js';
import { jest } from '@jest/globals';
import { GroupRules } from './group-rules.js';

const FIELDS = '{ __typename ... on GroupSaved { group { code membersCount rule { leastPosts roles } } } ... on Refused { code field } }';
const SET = `mutation($code: String!, $rule: GroupRuleInput) { done: setGroupRule(groupCode: $code, rule: $rule) ${FIELDS} }`;
const PREVIEW = `query($code: String, $rule: GroupRuleInput!) { done: previewGroupRule(groupCode: $code, rule: $rule) { __typename ... on GroupRulePreview { count joins leaves sample { handle } } ... on Refused { code field } } }`;
const PUT = `mutation($code: String!, $handle: String!, $member: Boolean!) { done: setGroupMember(groupCode: $code, handle: $handle, member: $member) { __typename ... on Refused { code } } }`;
const MEMBERS = `query($code: String!) { groupMembers(groupCode: $code) { members { card { handle } source } } }`;

describe('groups by rule', () => {
  let app: TestApp;
  let admin: Client;
  let code: string;
  beforeAll(async () => {
    // Of two rounds, the tests decide when the second begins.
    app = await startApp({ FOYER_ROLE: 'web' });
    admin = await app.member('Ada Admin', 'admin');
  });
  beforeEach(async () => {
    const made = await app.gql<{ createGroup: { group: { code: string } } }>('mutation($name: String!) { createGroup(name: $name, description: "") { ... on GroupSaved { group { code } } } }', { name: `Groupe ${randomUUID()}` }, admin);
    code = made.data.createGroup.group.code;
  });
  afterEach(() => jest.restoreAllMocks());
  afterAll(() => app.close());

  const ask = async (document: string, variables: Record<string, unknown>): Promise<Record<string, unknown>> => (await app.gql<{ done: Record<string, unknown> }>(document, { code, ...variables }, admin)).data.done;
  const inside = async (): Promise<Record<string, string>> => {
    const { groupMembers } = (await app.gql<{ groupMembers: { members: { card: { handle: string }; source: string }[] } }>(MEMBERS, { code }, admin)).data;
    return Object.fromEntries(groupMembers.members.map((one) => [one.card.handle, one.source]));
  };
  const posted = (member: Client, posts: number): Promise<unknown> => app.owner.query('UPDATE members SET posts_count = $2 WHERE id = $1', [member.memberId, posts]);
  const aMinuteLater = async (): Promise<number> => {
    const clock = app.server.app.get(Clock);
    const later = new Date(clock.now().getTime() + 61_000);
    jest.spyOn(clock, 'now').mockReturnValue(later);
    const rules = app.server.app.get(GroupRules);
    let rounds = 0;
    while ((await rules.round()) > 0) rounds++;
    jest.restoreAllMocks();
    return rounds;
  };

  it('say who would be in before anybody is', async () => {
    const [writer, reader] = [await app.member('Autrice'), await app.member('Lectrice')];
    await posted(writer, 4_712);
    expect(await ask(PREVIEW, { rule: { leastPosts: 4_712 } })).toEqual({ __typename: 'GroupRulePreview', count: 1, joins: 1, leaves: 0, sample: [{ handle: writer.handle }] });
    expect(await inside()).toEqual({});
    expect(await ask(PREVIEW, { rule: {} })).toMatchObject({ code: 'group.ruleEmpty' });
    await posted(writer, 0);
    expect(reader.handle).not.toBe(writer.handle);
  });

  it('let in whoever meets them and out whoever no longer does, but keep those added by hand', async () => {
    const [writer, guest, later] = [await app.member('Plume'), await app.member('Invitée'), await app.member('Tardive')];
    await posted(writer, 900);
    await ask(PUT, { handle: guest.handle, member: true });
    expect(await ask(SET, { rule: { leastPosts: 900 } })).toMatchObject({ __typename: 'GroupSaved', group: { membersCount: 2, rule: { leastPosts: 900, roles: null } } });
    expect(await inside()).toEqual({ [writer.handle ?? '']: 'rule', [guest.handle ?? '']: 'manual' });
    await posted(writer, 899);
    await posted(later, 901);
    expect(await aMinuteLater()).toBeGreaterThan(0);
    expect(await inside()).toEqual({ [later.handle ?? '']: 'rule', [guest.handle ?? '']: 'manual' });
    const { rows } = await app.owner.query<{ detail: { joined: number; gone: number; goneIds: string[] } }>(`SELECT detail FROM audit_entries WHERE action = 'group.ruleApplied' ORDER BY id DESC LIMIT 1`);
    expect(rows[0]?.detail).toMatchObject({ joined: 1, gone: 1, goneIds: [writer.memberId] });
    // Whoever came by the rule is not put out by hand; kept by hand, she stays without it.
    expect(await ask(PUT, { handle: later.handle, member: false })).toMatchObject({ code: 'group.byRule' });
    await ask(PUT, { handle: later.handle, member: true });
    await ask(SET, { rule: null });
    expect(await inside()).toEqual({ [later.handle ?? '']: 'manual', [guest.handle ?? '']: 'manual' });
    await Promise.all([posted(later, 0), posted(writer, 0)]);
  });

  it.each([
    ['posts', { leastPosts: 77 }, `posts_count = 77`, `posts_count = 76`],
    ['accepted answers', { leastAcceptedAnswers: 3 }, `accepted_answers = 3`, `accepted_answers = 2`],
    ['role', { roles: ['analyst', 'moderator'] }, `role = 'analyst'`, `role = 'cm'`],
    ['time here', { memberForDays: 3650 }, `created_at = now() - interval '3651 days'`, `created_at = now() - interval '3649 days'`],
    ['newness', { joinedWithinDays: 5, leastPosts: 5 }, `created_at = now() - interval '4 days', posts_count = 5`, `created_at = now() - interval '6 days', posts_count = 5`],
    ['interest', { interests: ['Bivouac'] }, `interests = '{"bivouac","lampes"}'`, `interests = '{"sentiers"}'`],
    ['being there', { leastPosts: 88 }, `posts_count = 88`, `posts_count = 88, state = 'suspended'`],
  ])('decide by %s', async (_what, rule, fits, fitsNot) => {
    const [yes, no] = [await app.member('Oui'), await app.member('Non')];
    await app.owner.query(`UPDATE members SET ${fits} WHERE id = $1`, [yes.memberId]);
    await app.owner.query(`UPDATE members SET ${fitsNot} WHERE id = $1`, [no.memberId]);
    await ask(SET, { rule });
    const handles = Object.keys(await inside());
    expect([handles.includes(yes.handle ?? ''), handles.includes(no.handle ?? '')]).toEqual([true, false]);
    await ask(SET, { rule: null });
    await app.owner.query(`UPDATE members SET posts_count = 0, role = 'member', state = 'active' WHERE id = ANY ($1)`, [[yes.memberId, no.memberId]]);
  });

  it('believe an address only once it is confirmed', async () => {
    const [yes, no] = [await app.member('Confirmée'), await app.member('Pas encore')];
    const domain = `d${randomUUID().slice(0, 8)}.example`;
    const move = (member: Client, confirmed: boolean): Promise<unknown> => app.owner.query(`UPDATE member_accounts SET email = $2, email_confirmed_at = CASE WHEN $3 THEN now() END WHERE member_id = $1`, [member.memberId, `${member.handle}@${domain}`, confirmed]);
    await Promise.all([move(yes, true), move(no, false)]);
    await ask(SET, { rule: { mailDomains: [domain] } });
    expect(await inside()).toEqual({ [yes.handle ?? '']: 'rule' });
  });

  it('open a space to whoever comes to meet them', async () => {
    const member = await app.member('Bientôt');
    await ask(SET, { rule: { leastPosts: 555 } });
    const name = `Cercle ${randomUUID().slice(0, 8)}`;
    const input = { nameFr: name, nameEn: '', descriptionFr: '', descriptionEn: '', icon: 'plain', access: 'restricted', whoStarts: 'members', readRoles: [], readGroups: [code], startRoles: [], startGroups: [] };
    await app.gql('mutation($input: SpaceInput!) { createSpace(input: $input) { __typename } }', { input }, admin);
    const reads = async (): Promise<boolean> => (await app.gql('{ spaces { name } }', {}, member)).text.includes(name);
    expect(await reads()).toBe(false);
    await posted(member, 555);
    await aMinuteLater();
    expect(await reads()).toBe(true);
  });

  it('refuse what is no rule, and a group that there is not', async () => {
    expect(await ask(SET, { rule: { leastPosts: -1 } })).toMatchObject({ code: 'group.ruleFigure', field: 'leastPosts' });
    expect(await ask(SET, { code: 'zzzzzzzz', rule: { leastPosts: 1 } })).toMatchObject({ code: 'group.unknown' });
  });
});
