import { randomUUID } from 'node:crypto';
import { connect } from 'node:net';
import { GraphQLSchemaHost } from '@nestjs/graphql';
import { ROLES, type Role } from '@foyer/domain/access';
import { VISITOR, type Answer, type Client } from './harness.js';
import { operationsOf, type Operation } from './operations.js';
import { openThreadsHouse, type ThreadsHouse } from './threads-house.js';

const NUL = 'a\u0000b';
const HALF = 'a\ud800b';
const cursor = (...key: unknown[]): string => Buffer.from(JSON.stringify(key)).toString('base64url');

/** What no form of ours sends: each is refused as malformed or not found, and nothing breaks. */
describe('hostile input', () => {
  let house: ThreadsHouse;
  let operations: Operation[];
  let thread: string, slug: string;
  const clients = new Map<Role | null, Client>([[null, VISITOR]]);
  const codeOf = (answer: Answer): unknown => answer.errors[0]?.extensions['code'];
  const post = (body: string, headers: Record<string, string> = {}, path = '/graphql'): Promise<Response> =>
    fetch(`${house.app.url}${path}`, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body });

  beforeAll(async () => {
    house = await openThreadsHouse();
    operations = operationsOf(house.app.server.app.get(GraphQLSchemaHost).schema);
    for (const role of ROLES) clients.set(role, await house.app.member(`Sender ${role}`, role));
    slug = await house.space('Hostile');
    thread = await house.start(slug, 'Un sujet');
  });
  afterAll(() => house.close());

  it.each([
    ['NUL', NUL], ['half a pair', HALF], ['nothing', ''], ['a long text', 'x'.repeat(25_000)], ['accents without end', `a${'\u0301'.repeat(6_000)}${'\u0316'.repeat(6_000)}`],
    ['blanks without end', `a${' '.repeat(25_000)}b`], ['a path', '../../../etc/passwd'], ['SQL', `'; DROP TABLE members; --`], ['a name of every object', '__proto__'], ['wild cards', '%_\\%_\\'],
  ])('%s in every text of every operation', async (_what, text) => {
    for (const operation of operations) {
      // Whoever may send most; a sign-out would end the story.
      if (operation.name === 'signOut') continue;
      const values = Object.fromEntries([...operation.takes].map((name) => [name, undefined as unknown]));
      for (const name of operation.takes) if (!['input', 'first', 'codes', 'spaceCodes', 'from', 'to', 'filter', 'role', 'locale', 'closed', 'pinned', 'on', 'archived', 'member', 'imported', 'position'].includes(name) && !/\.(kind|locale|version|access|whoStarts|readRoles|startRoles|tags|readGroups|startGroups|readCustomRoles|startCustomRoles)$/.test(name)) values[name] = text;
      for (const list of ['codes', 'spaceCodes', 'input.tags', 'input.readGroups', 'input.startGroups']) if (operation.takes.has(list)) values[list] = [text];
      const given = Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
      const began = performance.now();
      const answer = await house.app.gql(operation.document, operation.variables(given), clients.get('admin'));
      expect([operation.name, performance.now() - began < 1_000]).toEqual([operation.name, true]);
      expect([operation.name, codeOf(answer) ?? 'none', answer.status]).toEqual([operation.name, expect.stringMatching(/^(none|NOT_FOUND|BAD_USER_INPUT|TOO_LARGE)$/), expect.anything()]);
    }
  });

  it.each([
    ['threads', { after: cursor(-9e15, randomUUID()), filter: 'popular' }], ['threads', { after: cursor(1, 'x') }], ['threads', { after: 'x'.repeat(5_000) }], ['threads', { after: cursor(1.5, randomUUID()) }],
    ['threads', { after: cursor(1, randomUUID()), before: cursor(1, randomUUID()) }], ['memberPosts', { after: cursor(NUL, NUL) }],
    ['adminMembers', { after: cursor('x', 'not-a-uuid') }], ['adminMembers', { after: cursor(NUL, randomUUID()) }], ['groupMembers', { after: cursor('x', 'y') }], ['adminMembers', { after: cursor({}, []) }],
    ['threadChanges', { since: '-1' }], ['threadChanges', { since: '9'.repeat(30) }], ['threadChanges', { since: '1e9' }], ['posts', { from: 1, to: 1 }], ['threadsMine', { codes: Array(500).fill('zzzzzzzz') }],
  ])('%s refuses %j', async (name, values) => {
    const operation = operations.find((one) => one.name === name);
    const { rows } = await house.app.owner.query<{ code: string }>(`INSERT INTO groups (id, code, name) VALUES (gen_random_uuid(), 'gggggggg', 'G') ON CONFLICT (code) DO UPDATE SET name = 'G' RETURNING code`);
    const answer = await house.app.gql(operation?.document ?? '', operation?.variables({ spaceSlug: slug, code: thread, threadCode: thread, handle: house.maelle.handle, groupCode: rows[0]?.code, ...values }), clients.get('admin'));
    expect(codeOf(answer)).toBe('BAD_USER_INPUT');
  });

  it.each([
    ['posts', { from: -5, first: -1 }], ['posts', { to: 2_147_483_647, first: 2_147_483_647 }], ['posts', { from: -2_147_483_648 }], ['threadMine', { from: 2_147_483_647, to: 2_147_483_647 }], ['threadMine', { from: -2_147_483_648, to: -2_147_483_648 }],
    ['threads', { first: 0 }], ['threads', { after: cursor(9e15, randomUUID()) }], ['memberPosts', { after: cursor(-9e15, randomUUID()) }], ['threads', { first: -3, filter: 'unread' }], ['memberPosts', { first: 2_147_483_647 }], ['markThreadRead', { position: -2_147_483_648 }], ['markThreadRead', { position: 2_147_483_647 }],
  ])('%s takes the nearest that makes sense for %j', async (name, values) => {
    const operation = operations.find((one) => one.name === name);
    const answer = await house.app.gql(operation?.document ?? '', operation?.variables({ spaceSlug: slug, code: thread, threadCode: thread, handle: house.maelle.handle, ...values }), house.maelle);
    expect([answer.status, answer.errors]).toEqual([200, []]);
  });

  it.each(['threads', 'home', 'spacesMine', 'threadsMine'])('%s answers whoever is nobody', async (name) => {
    const operation = operations.find((one) => one.name === name);
    for (const filter of ['mine', 'unread']) expect((await house.app.gql(operation?.document ?? '', operation?.variables({ filter, codes: [thread] }))).errors).toEqual([]);
  });

  it.each([
    ['deep JSON', `{"query":"{ community { name } }","variables":${'['.repeat(100_000)}${']'.repeat(100_000)}}`],
    ['deep variables', JSON.stringify({ query: 'query($codes: [String!]!) { threadsMine(codes: $codes) { code } }', variables: { codes: JSON.parse(`${'['.repeat(5_000)}${']'.repeat(5_000)}`) as unknown } })],
    ['a prototype', '{"query":"{ community { name } }","__proto__":{"admin":true}}'],
    ['a constructor', '{"query":"{ community { name } }","constructor":{"prototype":{"admin":true}}}'],
    ['a batch', '[{"query":"{ community { name } }"},{"query":"{ community { name } }"}]'],
    ['a hash that is an object', '{"extensions":{"persistedQuery":{"sha256Hash":{"$ne":""}}}}'],
    ['extensions that are null', '{"query":"{ nothing }","extensions":null}'],
    ['variables that are a text', '{"query":"query($a: Int) { posts(threadCode: \\"x\\", from: $a) { hasAfter } }","variables":"x"}'],
    ['an unknown field of an input', JSON.stringify({ query: 'mutation($i: ReplyInput!) { reply(input: $i) { __typename } }', variables: { i: { threadCode: 'zzzzzzzz', body: 'x', key: 'abcdefgh', authorId: randomUUID(), position: 1 } } })],
  ])('refuses %s without breaking', async (_what, body) => {
    const response = await post(body);
    const text = await response.text();
    expect(response.status).toBeLessThan(500);
    expect(text).not.toMatch(/INTERNAL|node_modules/);
    expect(({} as Record<string, unknown>)['admin']).toBeUndefined();
  });

  it('takes invalid UTF-8 for what it is: no text of ours', async () => {
    const bytes = Buffer.concat([Buffer.from('{"query":"{ space(slug: \\"'), Buffer.from([0xff, 0xfe, 0xc3, 0x28]), Buffer.from('\\") { slug } }"}')]);
    const response = await fetch(`${house.app.url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: bytes });
    expect([response.status, await response.json()]).toEqual([200, { data: { space: null } }]);
  });

  it.each(['GET', 'HEAD', 'PUT', 'DELETE', 'PATCH', 'OPTIONS'])('changes nothing by %s', async (method) => {
    const response = await fetch(`${house.app.url}/graphql?query=${encodeURIComponent('mutation { signOut { ok } }')}`, { method, headers: { 'apollo-require-preflight': '1' } });
    expect(response.status).toBeGreaterThanOrEqual(400);
    expect(response.status).toBeLessThan(500);
  });

  it.each(['/graphql', '/%67raphql', '/graphql?x=1', '/%67%72aphql'])('asks where a request comes from, however %s is written', async (path) => {
    const response = await post('{"query":"{ community { name } }"}', { origin: 'https://evil.example' }, path);
    expect(response.status).toBe(403);
  });

  it.each(['text/plain', 'multipart/form-data; boundary=x', 'application/x-www-form-urlencoded', 'application/json; charset=utf-7', 'text/plain; application/json'])('takes no operation as %s', async (type) => {
    const response = await post('{"query":"{ community { name } }"}', { 'content-type': type });
    expect([type, response.status >= 400 && response.status < 500 ? 'refused' : response.status]).toEqual([type, type.startsWith('application/json') ? expect.anything() : 'refused']);
  });

  it('names no request but its own: two with the same id are two', async () => {
    const leaving = await house.app.member('Leaving Soon');
    const id = { 'x-request-id': 'one-and-the-same' };
    const viewer = (): Promise<Answer<{ viewer: unknown }>> => house.app.gql('{ viewer { handle } }', {}, leaving, id);
    expect((await viewer()).data.viewer).not.toBeNull();
    await house.app.gql('mutation { signOut { ok } }', {}, leaving, id);
    expect((await viewer()).data.viewer).toBeNull();
  });

  it('answers garbage on the wire and goes on', async () => {
    const { port } = new URL(house.app.url);
    for (const bytes of ['GET / HTTP/9.9\r\n\r\n', 'GET //\r\n\r\n', '\x16\x03\x01', `GET /health/live HTTP/1.1\r\nHost: x\r\nX: ${'x'.repeat(100_000)}\r\n\r\n`, 'POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n']) {
      await new Promise<void>((resolve) => {
        const socket = connect(Number(port), '127.0.0.1', () => socket.end(bytes));
        socket.on('error', () => undefined).on('close', () => resolve()).resume();
      });
    }
    expect((await fetch(`${house.app.url}/health/live`)).status).toBe(200);
  });

  it('lets namesakes join at the same moment', async () => {
    const joined = await Promise.all(Array.from({ length: 8 }, () => house.app.member('Même Nom')));
    expect(new Set(joined.map(({ handle }) => handle)).size).toBe(8);
  });

  it.each(['/u/%00', '/c/%00', '/t/%00', '/t/999999999999', '/p/1', '/media/avatars/%00.svg', '/media/story/..%2f..%2f..%2fpackage.json', '/media/flags/%2e%2e/%2e%2e/x.svg', '/media/story/%00.svg', '/u/%ff'])('finds nothing at %s', async (path) => {
    const response = await fetch(`${house.app.url}${path}`, { redirect: 'manual' });
    expect([path, response.status >= 400 && response.status < 500]).toEqual([path, true]);
  });
});
