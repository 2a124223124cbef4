import { randomUUID } from 'node:crypto';
import { GraphQLSchemaHost } from '@nestjs/graphql';
import { holds, ROLES, type Role } from '@foyer/domain/access';
import { VISITOR, type Answer, type Client } from './harness.js';
import { operationsOf, type Operation, type Values } from './operations.js';
import { openThreadsHouse, type ThreadsHouse } from './threads-house.js';

/** Forms of ids that nothing has. */
const NOTHING = { code: 'zzzzzzzz', slug: 'nowhere-at-all', handle: 'nobody.at.all' };
const THREAD_ARGS = ['threadCode', 'input.threadCode'];
const POST_ARGS = ['postCode', 'input.postCode', 'input.replyTo'];
const SLUG_ARGS = ['slug', 'spaceSlug', 'input.spaceSlug'];

const who: readonly (Role | null)[] = [null, ...ROLES];

/**
 * Every operation of the schema, as everybody, with ids that are theirs, others' and nobody's: what it answers is what
 * the permission table says, and a text that may not be read is found nowhere.
 */
describe('access', () => {
  let house: ThreadsHouse;
  let operations: Operation[];
  const clients = new Map<Role | null, Client>([[null, VISITOR]]);
  const client = (role: Role | null): Client => clients.get(role) ?? VISITOR;
  const run = (operation: Operation, values: Values, as: Client): Promise<Answer> => house.app.gql(operation.document, operation.variables({ ...REFUSABLE, ...values }), as);
  const codeOf = (answer: Answer): unknown => answer.errors[0]?.extensions['code'];

  /** Inputs that change nothing for whoever may send them: too short, unknown, the same as before. */
  const REFUSABLE: Values = {
    displayName: 'x', email: 'nobody', password: 'x', token: 'x', name: 'x', description: '', kind: 'nothing', prefix: 'x', since: '0', body: ' ',
    code: NOTHING.code, slug: NOTHING.slug, handle: NOTHING.handle, groupCode: NOTHING.code, spaceCode: NOTHING.code, spaceCodes: [], codes: [NOTHING.code],
    threadCode: NOTHING.code, postCode: NOTHING.code, reason: 'x', spaceSlug: NOTHING.slug,
    roleCode: NOTHING.code, permissions: [], 'input.key': 'access-spec-key', 'input.nameFr': 'x', 'input.spaceSlug': NOTHING.slug, 'input.threadCode': NOTHING.code, 'input.postCode': NOTHING.code, 'input.replyTo': null, 'input.body': 'x', 'input.title': 'x',
  };

  beforeAll(async () => {
    house = await openThreadsHouse();
    operations = operationsOf(house.app.server.app.get(GraphQLSchemaHost).schema);
    for (const role of ROLES) clients.set(role, await house.app.member(`Someone ${role}`, role));
  });
  afterAll(() => house.close());

  it('asks about every operation there is', () => {
    expect(operations.length).toBeGreaterThan(50);
    expect(operations.filter((operation) => operation.permission === undefined)).toEqual([]);
  });

  it.each(who)('as %s: what the role does not hold is refused before anything else, the rest is not', async (role) => {
    for (const operation of operations) {
      const as = operation.name === 'signOut' && role !== null ? await house.app.member(`Leaving ${role}`, role) : client(role);
      const code = codeOf(await run(operation, {}, as));
      const expected = holds({ role, extraPermissions: [] }, operation.permission) ? 'allowed' : role === null ? 'UNAUTHENTICATED' : 'FORBIDDEN';
      const found = code === 'UNAUTHENTICATED' || code === 'FORBIDDEN' ? code : 'allowed';
      expect([operation.name, found]).toEqual([operation.name, expected]);
      // What is allowed and finds nothing says so, and nothing breaks.
      expect([operation.name, [undefined, 'NOT_FOUND', 'UNAUTHENTICATED', 'FORBIDDEN'].includes(code as string)]).toEqual([operation.name, true]);
    }
  });

  describe('a restricted space', () => {
    const canary = (what: string): string => `canari-${what}-${run8}`;
    const run8 = randomUUID().slice(0, 8);
    let slug: string, thread: string, opening: string, reply: string, removed: string, edited: string, groupMember: Client, writer: Client;
    /** Who may read it, by role or by group. */
    const readers: readonly (Role | null)[] = ['admin', 'ambassador'];
    const strangers = who.filter((role) => !readers.includes(role));

    beforeAll(async () => {
      const { app, admin, one } = house;
      const group = await app.gql<{ createGroup: { group: { code: string } } }>(`mutation { createGroup(name: "${canary('group')}", description: "${canary('group-text')}") { ... on GroupSaved { group { code } } } }`, {}, admin);
      groupMember = await app.member('In The Group');
      await app.gql('mutation($g: String!, $h: String!) { setGroupMember(groupCode: $g, handle: $h, member: true) { __typename } }', { g: group.data.createGroup.group.code, h: groupMember.handle }, admin);
      slug = await house.space(canary('space'), {
        nameEn: canary('space-en'), descriptionFr: canary('description'), descriptionEn: canary('description-en'),
        access: 'restricted', readRoles: ['ambassador'], readGroups: [group.data.createGroup.group.code],
      });
      writer = client('ambassador');
      thread = await house.start(slug, canary('title'), writer, { kind: 'question', tags: [canary('tag')], body: canary('opening') });
      opening = ((await one('posts', { code: thread }, writer))['items'] as { code: string }[])[0]?.code ?? '';
      reply = (await house.reply(thread, canary('reply'), groupMember)).code;
      removed = (await house.reply(thread, canary('removed'), groupMember)).code;
      await one('remove', { code: removed, reason: canary('reason') }, admin);
      edited = (await house.reply(thread, canary('edited-away'), groupMember)).code;
      await one('edit', { input: { postCode: edited, body: canary('edited-to'), version: 0 } }, groupMember);
      await one('react', { code: reply, kind: 'like', on: true }, writer);
      await one('accept', { thread, post: reply }, writer);
      await one('pin', { thread, on: true }, admin);
      const { rows } = await app.owner.query<{ t: string; p: string; s: string }>(
        `SELECT t.id AS t, p.id AS p, s.id AS s FROM threads t JOIN spaces s ON s.id = t.space_id JOIN posts p ON p.thread_id = t.id AND p.code = $2 WHERE t.code = $1`, [thread, reply],
      );
      await app.owner.query(
        `INSERT INTO import_refs (source, kind, external_id, internal_id) VALUES ('x','thread','4711',$1), ('x','post','4712',$2), ('x','space','4713',$3)`,
        [rows[0]?.t, rows[0]?.p, rows[0]?.s],
      );
    });

    /** Each id of the space for each argument that takes one, one after the other. */
    function* questions(operation: Operation): Generator<[real: Values, nothing: Values, ids: readonly string[]]> {
      const code = ['code', ...THREAD_ARGS].filter((arg) => operation.takes.has(arg));
      const post = ['code', ...POST_ARGS].filter((arg) => operation.takes.has(arg));
      const slugs = SLUG_ARGS.filter((arg) => operation.takes.has(arg));
      const set = (args: readonly string[], value: unknown): Values => Object.fromEntries(args.map((arg) => [arg, value]));
      const more: Values = { 'input.body': 'Un mot', 'input.title': 'Un titre', reason: 'x', 'input.version': 0, kind: 'like', prefix: 'Someone', first: 50, 'input.key': randomUUID() };
      if (slugs.length > 0) yield [{ ...more, ...set(slugs, slug) }, { ...more, ...set(slugs, NOTHING.slug) }, [slug]];
      if (operation.takes.has('codes')) yield [{ codes: [thread] }, { codes: [NOTHING.code] }, [thread]];
      for (const one of [opening, reply, removed, edited]) {
        const threads = set(code, thread), posts = set(post.filter((arg) => arg !== 'input.replyTo'), one);
        if (code.length + post.length > 0) yield [{ ...more, ...threads, ...posts }, { ...more, ...set(code, NOTHING.code), ...set(post.filter((arg) => arg !== 'input.replyTo'), NOTHING.code) }, [thread, one]];
      }
    }

    it.each(strangers)('answers %s exactly as if it did not exist, whatever is asked or done', async (role) => {
      for (const operation of operations) {
        for (const [real, nothing, ids] of questions(operation)) {
          const [found, absent] = [await run(operation, real, client(role)), await run(operation, nothing, client(role))];
          const blank = (text: string): string => ids.concat(Object.values(NOTHING)).reduce((all, id) => all.replaceAll(id, '?'), text);
          expect([operation.name, real, found.status, blank(found.text)]).toEqual([operation.name, real, absent.status, blank(absent.text)]);
        }
      }
    });

    it.each([...readers, 'group'] as const)('is read by %s', async (reader) => {
      const as = reader === 'group' ? groupMember : client(reader as Role);
      expect((await house.ask('thread', { code: thread }, as)).text).toContain(canary('title'));
      expect((await house.ask('posts', { code: thread }, as)).text).toContain(canary('reply'));
      expect((await house.ask('history', { code: edited }, as)).text).toContain(canary('edited-away'));
      expect((await house.ask('list', { slug }, as)).text).toContain(canary('edited-to'));
      expect((await house.ask('insight', { slug }, as)).text).toContain(canary('tag'));
    });

    it.each(strangers)('leaves no word of it in anything that %s can ask', async (role) => {
      const as = client(role);
      // What the pages keep was filled by those who may read it.
      await Promise.all([house.ask('home', {}, writer), house.ask('list', { slug }, writer), house.ask('insight', { slug }, writer), house.ask('posts', { code: thread }, house.admin)]);
      const asked: Values[] = [
        {}, { slug, spaceSlug: slug }, { tag: canary('tag') }, { code: thread, threadCode: thread, codes: [thread], since: '0' }, { code: reply, postCode: reply }, { code: edited, postCode: edited }, { code: removed, postCode: removed },
        { handle: groupMember.handle }, { handle: writer.handle }, { search: 'canari', prefix: 'canari' }, { spaceSlug: null, first: 100 },
        ...['recent', 'unread', 'unanswered', 'mine', 'popular'].map((filter) => ({ spaceSlug: null, filter, first: 100 })),
      ];
      for (const operation of operations.filter((one) => one.kind === 'query')) {
        for (const values of asked) {
          const { text } = await run(operation, values, as);
          // Searching for a word repeats it in no answer either.
          expect([operation.name, values, /canari-/.test(text)]).toEqual([operation.name, values, false]);
        }
      }
      for (const address of ['/t/x/4711', '/t/4711/2', '/p/4712', `/c/${slug}/4713`, '/c/4713', '/media/avatars/canari.svg', `/media/flags/${slug}.svg`]) {
        const headers = { ...(as.cookie && { cookie: as.cookie }) };
        const [found, absent] = await Promise.all([address, address.replace(/471\d/, '9999').replace('/p/9999', '/p/9998')].map((path) => fetch(`${house.app.url}${path}`, { headers, redirect: 'manual' })));
        const text = (await found?.text()) + JSON.stringify([...(found?.headers ?? [])].filter(([name]) => name !== 'date'));
        expect([address, found?.status]).toEqual([address, absent?.status]);
        expect(text).not.toMatch(/canari-(?!space)/);
      }
    });

    it('shows old addresses to those who may read what they lead to', async () => {
      const found = await fetch(`${house.app.url}/t/x/4711`, { headers: { cookie: writer.cookie ?? '' }, redirect: 'manual' });
      expect([found.status, found.headers.get('location')]).toEqual([301, expect.stringContaining(thread)]);
      expect(found.headers.get('cache-control')).toContain('private');
    });

    it('closes to a member in the middle of everything: what others have in memory does not reach her', async () => {
      const before = await house.ask('posts', { code: thread }, groupMember);
      expect(before.text).toContain(canary('reply'));
      const { rows } = await house.app.owner.query<{ code: string }>('SELECT code FROM groups WHERE name = $1', [canary('group')]);
      await house.app.gql('mutation($g: String!, $h: String!) { setGroupMember(groupCode: $g, handle: $h, member: false) { __typename } }', { g: rows[0]?.code, h: groupMember.handle }, house.admin);
      await house.ask('posts', { code: thread }, house.admin);
      for (const op of ['thread', 'posts', 'mine', 'changes'] as const) expect((await house.ask(op, { code: thread, since: '0' }, groupMember)).data).toEqual({ [{ thread: 'thread', posts: 'posts', mine: 'threadMine', changes: 'threadChanges' }[op]]: null });
      expect((await house.ask('list', { slug }, groupMember)).errors[0]?.extensions['code']).toBe('NOT_FOUND');
      expect((await house.ask('memberPosts', { handle: groupMember.handle }, groupMember)).text).not.toContain('canari');
      // Her own key does not bring back what she made there.
      const key = randomUUID();
      await house.app.owner.query('UPDATE posts SET client_key = $2 WHERE code = $1', [reply, key]);
      const open = await house.space(`Ouvert ${run8}`);
      const again = await house.ask('start', { input: { spaceSlug: open, title: 'Un autre sujet', body: 'Un mot', key } }, groupMember);
      expect([again.errors[0]?.extensions['code'], again.text.includes('canari')]).toEqual(['NOT_FOUND', false]);
    });
  });

  describe('a removed post of a public space', () => {
    const secret = `canari-${randomUUID().slice(0, 8)}`;
    let slug: string, thread: string, post: string, answer: string;
    const staff: readonly (Role | null)[] = ['admin', 'cm', 'moderator'];

    beforeAll(async () => {
      slug = await house.space('Place publique');
      thread = await house.start(slug, 'Un sujet public', house.maelle, { kind: 'question' });
      post = (await house.reply(thread, `${secret}-version-une`, house.yann)).code;
      await house.one('edit', { input: { postCode: post, body: `${secret}-version-deux`, version: 0 } }, house.yann);
      answer = (await house.reply(thread, 'Je réponds', house.maelle, { replyTo: post })).code;
      await house.one('accept', { thread, post }, house.maelle);
      // Kept in memory for readers while it was still there.
      await Promise.all([house.ask('thread', { code: thread }), house.ask('posts', { code: thread }), house.ask('list', { slug }), house.ask('home')]);
      await house.one('remove', { code: post, reason: 'Hors sujet' }, house.lea);
    });

    it.each([...who.filter((role) => !staff.includes(role)), 'author'] as const)('is read by nobody but staff: not by %s', async (role) => {
      const as = role === 'author' ? house.yann : client(role as Role | null);
      const asked: Values[] = [{}, { slug, spaceSlug: slug }, { code: thread, threadCode: thread, codes: [thread] }, { code: post, postCode: post }, { code: answer, postCode: answer }, { handle: house.yann.handle }];
      for (const operation of operations.filter((one) => one.kind === 'query')) {
        for (const values of asked) expect([operation.name, values, (await run(operation, values, as)).text.includes(secret)]).toEqual([operation.name, values, false]);
      }
      for (const op of [{ op: 'reply', input: { threadCode: thread, body: 'Je cite', replyTo: post, key: randomUUID() } }, { op: 'react', code: answer, kind: 'like', on: true }] as const) {
        const { op: name, ...variables } = op;
        expect((await house.ask(name, variables, as)).text).not.toContain(secret);
      }
    });

    it.each(staff)('is read by %s, with what it was before', async (role) => {
      expect((await house.ask('post', { code: post }, client(role))).text).toContain(`${secret}-version-deux`);
      expect((await house.ask('history', { code: post }, client(role))).text).toContain(`${secret}-version-une`);
    });
  });
});
