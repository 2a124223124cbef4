import { jest } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { io, type Socket } from 'socket.io-client';
import { openApp, startApp, VISITOR, type Client, type TestApp } from '../../../test/harness.js';
import { eventually } from '../../../test/platform.js';
import { ClusterBus } from '../../platform/realtime/cluster-bus.js';

jest.setTimeout(60_000);

interface Changes {
  readonly code: string;
  readonly since: string;
  readonly revision: string;
  readonly reload: boolean;
  readonly thread: { repliesCount: number; closed: boolean; lastPostAt: string } | null;
  readonly posts: { position: number; html: string; state: string; createdAt: string; author: { handle: string } }[];
  readonly actions: { kind: string }[];
}
interface Presence {
  readonly readers: { handle: string; avatarUrl: string }[];
  readonly readersCount: number;
  readonly visitorsCount: number;
  readonly writers: { handle: string }[];
}
interface Watcher {
  readonly socket: Socket;
  readonly changes: Changes[];
  readonly presence: Presence[];
  readonly left: string[];
}

describe('threads, live', () => {
  let first: TestApp;
  let second: TestApp;
  let admin: Client;
  let moderator: Client;
  let maya: Client;
  let louis: Client;
  const sockets: Socket[] = [];

  beforeAll(async () => {
    // One process that does everything, and one that only serves.
    first = await startApp();
    second = await openApp(first.settings.databaseUrl ?? '', { FOYER_ROLE: 'web' });
    [admin, moderator, maya, louis] = [await first.member('Ada', 'admin'), await first.member('Mo', 'moderator'), await first.member('Maya'), await first.member('Louis')];
    const buses = [first, second].map((process) => process.server.app.get(ClusterBus));
    await eventually('the processes know each other', async () => !(await Promise.all(buses.map((bus) => bus.alone()))).includes(true), 20_000);
  });
  afterEach(() => {
    for (const socket of sockets.splice(0)) socket.disconnect();
  });
  afterAll(async () => {
    await second.close();
    await first.close();
  });

  const mutate = async (document: string, variables: object, as: Client, process = first): Promise<Record<string, Record<string, unknown>>> => {
    const answer = await process.gql<Record<string, Record<string, unknown>>>(document, variables as Record<string, unknown>, as);
    if (answer.errors.length > 0) throw new Error(answer.text);
    return answer.data;
  };
  const space = async (over: object = {}): Promise<{ slug: string; code: string; input: object }> => {
    const input = { nameFr: `Espace ${randomUUID()}`, nameEn: '', descriptionFr: '', descriptionEn: '', icon: 'plain', access: 'public', whoStarts: 'members', readRoles: [], readGroups: [], startRoles: [], startGroups: [], ...over };
    const data = await mutate('mutation($input: SpaceInput!) { createSpace(input: $input) { ... on SpaceSaved { space { space { slug code } } } ... on Refused { message } } }', { input }, admin);
    const saved = (data['createSpace'] as { space: { space: { slug: string; code: string } } }).space.space;
    return { ...saved, input };
  };
  const startThread = async (spaceSlug: string): Promise<string> => {
    const input = { spaceSlug, title: 'Une lampe qui fume', body: 'Que faire ?', kind: 'question', key: randomUUID() };
    const data = await mutate('mutation($input: StartThreadInput!) { startThread(input: $input) { ... on ThreadStarted { threadCode } ... on Refused { message } } }', { input }, maya);
    return String(data['startThread']?.['threadCode']);
  };
  const reply = async (threadCode: string, body: string, as = louis, process = first): Promise<{ code: string }> => {
    const data = await mutate('mutation($input: ReplyInput!) { reply(input: $input) { ... on PostSaved { post { code } } ... on Refused { message } } }', { input: { threadCode, body, key: randomUUID() } }, as, process);
    return (data['reply'] as { post: { code: string } }).post;
  };

  const connect = async (process: TestApp, as: Client): Promise<Watcher> => {
    const socket = io(process.url, { transports: ['websocket'], reconnection: false, forceNew: true, extraHeaders: { ...(as.cookie && { cookie: as.cookie }), 'accept-language': 'fr' } });
    sockets.push(socket);
    const watcher: Watcher = { socket, changes: [], presence: [], left: [] };
    socket.on('thread:changes', (changes: Changes) => watcher.changes.push(changes));
    socket.on('thread:presence', (presence: Presence) => watcher.presence.push(presence));
    socket.on('thread:left', ({ code }: { code: string }) => watcher.left.push(code));
    await new Promise<void>((resolve, reject) => socket.once('connect', resolve).once('connect_error', reject));
    return watcher;
  };
  const join = (watcher: Watcher, code: string): Promise<{ ok: boolean; revision: string; presence: Presence }> => watcher.socket.emitWithAck('thread:join', { code, revision: '1' });
  const watch = async (process: TestApp, as: Client, code: string): Promise<Watcher> => {
    const watcher = await connect(process, as);
    expect(await join(watcher, code)).toMatchObject({ ok: true });
    return watcher;
  };

  it('shows a new reply to watchers of every process, visitors included, from the revision they have', async () => {
    const code = await startThread((await space()).slug);
    const here = await watch(first, maya, code);
    const there = await watch(second, VISITOR, code);
    await reply(code, 'Coupe la mèche.');
    for (const watcher of [here, there]) {
      await eventually('the reply is shown', () => watcher.changes.length === 1);
      const [changes] = watcher.changes;
      expect(changes).toMatchObject({ code, reload: false, thread: { repliesCount: 1 }, posts: [{ position: 2, author: { handle: louis.handle } }] });
      expect(changes?.posts[0]?.html).toContain('Coupe la mèche.');
      expect(BigInt(changes?.revision ?? 0)).toBeGreaterThan(BigInt(changes?.since ?? 0));
    }
    const asked = await first.gql<{ threadChanges: object }>(
      `query($code: String!, $since: String!) { threadChanges(code: $code, since: $since) { since revision posts { html createdAt } thread { lastPostAt } } }`,
      { code, since: here.changes[0]?.since ?? '' }, maya,
    );
    expect(here.changes[0]).toMatchObject(asked.data.threadChanges);
  });

  it('is as quick when the process that takes the reply does not work itself', async () => {
    const code = await startThread((await space()).slug);
    const watcher = await watch(second, maya, code);
    await reply(code, 'Première', louis, second);
    await eventually('the reply is shown, well before workers look by themselves', () => watcher.changes.length === 1, 1_500);
  });

  it('joins several replies of a moment into few messages that leave no gap', async () => {
    const code = await startThread((await space()).slug);
    const watcher = await watch(second, maya, code);
    await Promise.all(Array.from({ length: 12 }, (_, i) => reply(code, `Réponse ${i}`)));
    const positions = (): number[] => watcher.changes.flatMap((changes) => changes.posts.map((post) => post.position));
    await eventually('all replies are shown', () => new Set(positions()).size === 12);
    expect(watcher.changes.length).toBeLessThan(12);
    for (let i = 1; i < watcher.changes.length; i++) expect(watcher.changes[i]?.since).toBe(watcher.changes[i - 1]?.revision);
  });

  it('shows what a removed post said to staff alone', async () => {
    const code = await startThread((await space()).slug);
    const staff = await watch(second, moderator, code);
    const reader = await watch(second, maya, code);
    const post = await reply(code, 'canari-4711');
    await eventually('both saw it', () => staff.changes.length === 1 && reader.changes.length === 1);
    await mutate('mutation($code: String!) { removePost(postCode: $code, reason: "Hors sujet") { ... on PostSaved { revision } ... on Refused { message } } }', { code: post.code }, moderator);
    await eventually('both saw it go', () => staff.changes.length === 2 && reader.changes.length === 2);
    expect(JSON.stringify(staff.changes[1])).toContain('canari-4711');
    expect(JSON.stringify(reader.changes[1])).not.toContain('canari-4711');
    expect(reader.changes[1]?.posts[0]).toMatchObject({ state: 'removed', html: '' });
  });

  it('answers alike for a thread that is hidden and one that does not exist', async () => {
    const hidden = await space({ access: 'restricted', readRoles: ['member'], startRoles: ['member'] });
    const code = await startThread(hidden.slug);
    const visitor = await connect(first, VISITOR);
    expect(await join(visitor, code)).toEqual({ ok: false });
    expect(await join(visitor, '22222222')).toEqual({ ok: false });
    expect(await visitor.socket.emitWithAck('thread:join', { code: ['x'] })).toEqual({ ok: false });
    expect(await join(await connect(first, maya), code)).toMatchObject({ ok: true });
  });

  it('leaves the room within 2 seconds when the space closes to the member, on every process', async () => {
    const opened = await space();
    const code = await startThread(opened.slug);
    const watcher = await watch(second, maya, code);
    const staying = await watch(second, moderator, code);
    const began = performance.now();
    await mutate(
      'mutation($code: String!, $input: SpaceInput!) { editSpace(spaceCode: $code, input: $input) { ... on Refused { message } } }',
      { code: opened.code, input: { ...opened.input, slug: opened.slug, access: 'restricted', readRoles: ['moderator'], startRoles: ['moderator'] } }, admin,
    );
    await eventually('she is out', () => watcher.left.includes(code));
    expect(performance.now() - began).toBeLessThan(2_000);
    await reply(code, 'Entre nous', moderator);
    await eventually('the moderator sees it', () => staying.changes.length === 1);
    expect(watcher.changes).toEqual([]);
  });

  it('tells nobody what was written after the space closed to them, even when no hint came', async () => {
    const opened = await space();
    const code = await startThread(opened.slug);
    const watchers = await Promise.all([first, second].flatMap((process) => [watch(process, maya, code), watch(process, VISITOR, code)]));
    const staying = await watch(second, moderator, code);
    await first.owner.query(`WITH closed AS (UPDATE spaces SET access = 'restricted', revision = revision + 1 WHERE code = $1 RETURNING id)
      INSERT INTO space_grants (id, space_id, action, role) SELECT gen_random_uuid(), id, 'read', 'moderator' FROM closed`, [opened.code]);
    await reply(code, 'Entre nous', moderator);
    await eventually('the moderator sees it', () => staying.changes.length === 1);
    await eventually('the others are out', () => watchers.every((watcher) => watcher.left.includes(code)));
    expect(watchers.flatMap((watcher) => watcher.changes)).toEqual([]);
  });

  it('shows those who may not follow it out when a thread moves to another space, and everybody when it is merged', async () => {
    const [opened, closed] = [await space(), await space({ access: 'restricted', readRoles: ['moderator'], startRoles: ['moderator'] })];
    const [code, other] = [await startThread(opened.slug), await startThread(opened.slug)];
    const watchers = await Promise.all([first, second].flatMap((process) => [watch(process, maya, code), watch(process, VISITOR, code)]));
    const staying = await watch(second, moderator, code);
    await mutate('mutation($t: String!, $s: String!) { moveThread(threadCode: $t, spaceSlug: $s) { ... on Refused { message } } }', { t: code, s: closed.slug }, moderator);
    await eventually('the others are out', () => watchers.every((watcher) => watcher.left.includes(code)));
    await eventually('the moderator is told to load it again', () => staying.changes.some((changes) => changes.reload));
    await reply(code, 'Entre nous', moderator);
    await eventually('the moderator sees it', () => staying.changes.some((changes) => changes.posts.length === 1));
    expect(watchers.flatMap((watcher) => watcher.changes)).toEqual([]);
    await mutate('mutation($t: String!, $i: String!) { mergeThread(threadCode: $t, intoCode: $i) { ... on Refused { message } } }', { t: code, i: other }, moderator);
    await eventually('there is nothing to follow any more', () => staying.left.includes(code));
  });

  it('moves a member to the readers when she loses her role', async () => {
    const code = await startThread((await space()).slug);
    const helper = await first.member('Nora', 'moderator');
    const watcher = await watch(second, helper, code);
    await first.owner.query(`UPDATE members SET role = 'member' WHERE id = $1`, [helper.memberId]);
    first.server.app.get(ClusterBus).emit('member.roleChanged', { memberId: helper.memberId ?? '' });
    const post = await reply(code, 'canari-4712');
    await eventually('she saw the reply', () => watcher.changes.length === 1);
    await mutate('mutation($code: String!) { removePost(postCode: $code, reason: "Hors sujet") { ... on PostSaved { revision } ... on Refused { message } } }', { code: post.code }, moderator);
    await eventually('she saw it go', () => watcher.changes.length === 2);
    expect(JSON.stringify(watcher.changes[1])).not.toContain('canari-4712');
  });

  it('tells who is there and who is writing, across processes, and forgets them when they leave', async () => {
    const code = await startThread((await space()).slug);
    const here = await watch(first, maya, code);
    const there = await watch(second, louis, code);
    await watch(second, VISITOR, code);
    const last = (watcher: Watcher): Presence | undefined => watcher.presence.at(-1);
    await eventually('both are there', () => last(here)?.readersCount === 2 && last(here)?.visitorsCount === 1);
    expect(last(here)?.readers.map((reader) => reader.handle).sort()).toEqual([louis.handle, maya.handle].sort());
    await there.socket.emitWithAck('thread:writing', { code, writing: true });
    await eventually('he is writing', () => last(here)?.writers[0]?.handle === louis.handle);
    there.socket.disconnect();
    await eventually('he is gone', () => last(here)?.readersCount === 1 && last(here)?.writers.length === 0);
  });

  it('lets nobody write who may not, nor follow more than five threads', async () => {
    const { slug } = await space();
    const codes = await Promise.all(Array.from({ length: 6 }, () => startThread(slug)));
    const visitor = await connect(first, VISITOR);
    for (const code of codes.slice(0, 5)) expect(await join(visitor, code)).toMatchObject({ ok: true });
    expect(await join(visitor, codes[5] ?? '')).toEqual({ ok: false });
    expect(await visitor.socket.emitWithAck('thread:writing', { code: codes[0], writing: true })).toEqual({ ok: false });
    expect(await visitor.socket.emitWithAck('thread:leave', { code: codes[0] })).toEqual({ ok: true });
    expect(await join(visitor, codes[5] ?? '')).toMatchObject({ ok: true });
  });

  it('shows neither of two who are apart that the other is there or writes, at once and on the other process', async () => {
    const { slug } = await space();
    const thread = await startThread(slug);
    const [anna, brice] = [await first.member('Anna Bloque'), await first.member('Brice Bloqué')];
    const block = (on: boolean): Promise<unknown> => mutate('mutation($h: String!, $on: Boolean!) { blockMember(handle: $h, on: $on) { __typename } }', { h: brice.handle, on }, anna);
    const [hers, his, witness] = [await connect(first, anna), await connect(second, brice), await connect(second, louis)];
    for (const { socket } of [hers, his, witness]) await socket.emitWithAck('thread:join', { code: thread });
    const seenBy = (watcher: Watcher): string[] => (watcher.presence.at(-1)?.readers ?? []).map((one) => one.handle).sort();
    const all = [anna.handle, brice.handle, louis.handle].sort();
    await eventually('everybody sees everybody', () => [hers, his, witness].every((one) => JSON.stringify(seenBy(one)) === JSON.stringify(all)), 20_000);
    await block(true);
    await eventually('they are apart', () => JSON.stringify([seenBy(hers), seenBy(his)]) === JSON.stringify([all.filter((one) => one !== brice.handle), all.filter((one) => one !== anna.handle)]), 20_000);
    expect(hers.presence.at(-1)?.readersCount).toBe(2);
    const [from, to] = [hers.presence.length, witness.presence.length];
    await his.socket.emitWithAck('thread:writing', { code: thread, writing: true });
    await eventually('the others see him write', () => witness.presence.slice(to).some((one) => one.writers.some((writer) => writer.handle === brice.handle)), 20_000);
    const joined = (await hers.socket.emitWithAck('thread:join', { code: thread })) as { presence: Presence };
    expect(JSON.stringify([joined.presence, hers.presence.slice(from)])).not.toContain(brice.handle ?? '');
    expect(seenBy(witness)).toEqual(all);
    await block(false);
    await eventually('they see each other again', () => seenBy(hers).includes(brice.handle ?? '') && seenBy(his).includes(anna.handle ?? ''), 20_000);
  });
});
