import { GraphQLSchemaHost } from '@nestjs/graphql';
import { io, type Socket } from 'socket.io-client';
import { operationsOf } from '../../test/operations.js';
import { cloneDatabase, openApp, type Client, type TestApp } from '../../test/harness.js';
import { eventually } from '../../test/platform.js';

const START = `mutation($input: ViewAsInput!) { done: startViewingAs(input: $input) { __typename ... on Refused { code } } }`;
const STOP = 'mutation { stopViewingAs { ok } }';
const SPACE = `mutation($input: SpaceInput!) { createSpace(input: $input) { ... on SpaceSaved { space { space { slug } } } } }`;
const ROLE = `mutation($handle: String!, $role: Role!) { done: setMemberRole(handle: $handle, role: $role) { __typename ... on Refused { code } } }`;

/** Looking at the house through other eyes, and rights that change, on two processes. */
describe('eyes', () => {
  let here: TestApp, there: TestApp;
  let admin: Client;
  const sockets: Socket[] = [];
  beforeAll(async () => {
    const url = await cloneDatabase();
    here = await openApp(url);
    there = await openApp(url, { FOYER_ROLE: 'web' });
    admin = await here.member('Ada', 'admin');
    await space('Pour les analystes', { access: 'restricted', readRoles: ['analyst'] });
    await space('Pour les ambassadrices', { access: 'restricted', readRoles: ['ambassador'] });
    await space('Pour tous', { access: 'public' });
    await eventually('the processes know each other', async () => (await Promise.all([here, there].map(async (app) => (await fetch(`${app.url}/health/ready`)).status))).every((status) => status === 200));
  });
  afterAll(async () => {
    for (const socket of sockets) socket.disconnect();
    await Promise.all([here, there].map((app) => app.close()));
  });

  async function space(nameFr: string, over: object): Promise<void> {
    const input = { nameFr, nameEn: '', descriptionFr: '', descriptionEn: '', icon: 'plain', whoStarts: 'members', readRoles: [], readGroups: [], startRoles: [], startGroups: [], ...over };
    await here.gql(SPACE, { input }, admin);
  }
  const start = async (as: Client, input: object, app = here): Promise<{ __typename: string; code?: string }> => (await app.gql<{ done: { __typename: string; code?: string } }>(START, { input }, as)).data.done;
  const spaces = async (as: Client, app = here): Promise<string[]> => (await app.gql<{ spaces: { name: string }[] }>('{ spaces { name } }', {}, as)).data.spaces.map((one) => one.name).sort();
  const follow = async (app: TestApp, as: Client): Promise<Socket> => {
    const socket = io(app.url, { transports: ['websocket'], reconnection: false, forceNew: true, extraHeaders: { cookie: as.cookie ?? '', origin: 'http://localhost' } });
    sockets.push(socket);
    await new Promise<void>((resolve, reject) => socket.once('connect', resolve).once('connect_error', reject));
    return socket;
  };
  const until = (socket: Socket, event: string): Promise<number> => new Promise((resolve) => socket.once(event, () => resolve(performance.now())));

  it('see what a role sees, on every process, and one’s own again afterwards', async () => {
    const own = await spaces(admin);
    expect(await start(admin, { role: 'analyst' })).toEqual({ __typename: 'Done' });
    expect(await spaces(admin, there)).toEqual(['Pour les analystes', 'Pour tous']);
    expect((await there.gql<{ viewingAs: unknown }>('{ viewingAs { role customRole member { handle } } }', {}, admin)).data.viewingAs).toEqual({ role: 'analyst', customRole: null, member: null });
    await there.gql(STOP, {}, admin);
    expect(await spaces(admin)).toEqual(own);
    const { rows } = await here.owner.query(`SELECT action, detail FROM audit_entries WHERE action LIKE 'viewAs.%' AND actor_id = $1 ORDER BY id`, [admin.memberId]);
    expect(rows).toEqual([{ action: 'viewAs.started', detail: { role: 'analyst' } }, { action: 'viewAs.stopped', detail: {} }]);
  });

  it('never see more than she who looks', async () => {
    const cm = await here.member('Camille', 'cm');
    expect(await spaces(cm)).toEqual(['Pour tous']);
    for (const role of ['analyst', 'ambassador', 'member', 'visitor'] as const) {
      expect(await start(cm, { role })).toEqual({ __typename: 'Done' });
      expect([role, await spaces(cm)]).toEqual([role, ['Pour tous']]);
      await here.gql(STOP, {}, cm);
    }
    expect(await start(cm, { role: 'cm' })).toMatchObject({ code: 'role.viewAsWhom' });
    expect(await start(cm, { handle: admin.handle })).toMatchObject({ code: 'role.viewAsWhom' });
    expect(await start(cm, {})).toMatchObject({ code: 'role.viewAsWhom' });
    expect(await start(cm, { role: 'member', handle: admin.handle })).toMatchObject({ code: 'role.viewAsWhom' });
  });

  it('see a visitor’s house, and the banner still knows', async () => {
    await start(admin, { role: 'visitor' });
    const answer = await here.gql<{ viewer: unknown; viewingAs: { role: string } }>('{ viewer { handle } viewingAs { role } }', {}, admin);
    expect(answer.data).toEqual({ viewer: null, viewingAs: { role: 'visitor' } });
    expect((await here.gql('{ adminSpaces { position } }', {}, admin)).errors[0]?.extensions['code']).toBe('UNAUTHENTICATED');
    await here.gql(STOP, {}, admin);
  });

  it('leave her own profile hers through a role’s eyes, and what a member keeps to herself hers', async () => {
    const kept = await here.member('Gardée', 'member');
    const profile = async (handle: string | null): Promise<unknown> =>
      (await here.gql<{ member: unknown }>('query($handle: String!) { member(handle: $handle) { place own { bioSource } } }', { handle }, admin)).data.member;
    await here.owner.query(`UPDATE members SET place = 'Sein', visibility = '{"place":"self"}', bio_source = 'Un mot' WHERE id = ANY ($1)`, [[admin.memberId, kept.memberId]]);
    expect(await start(admin, { role: 'member' })).toEqual({ __typename: 'Done' });
    expect(await profile(admin.handle)).toEqual({ place: 'Sein', own: { bioSource: 'Un mot' } });
    await here.gql(STOP, {}, admin);
    expect(await start(admin, { handle: kept.handle })).toEqual({ __typename: 'Done' });
    expect(await profile(kept.handle)).toEqual({ place: null, own: null });
    await here.gql(STOP, {}, admin);
  });

  it('see what a member sees, leave nothing of it with her, and what is hers alone stays hers', async () => {
    const seen = await here.member('Vue', 'ambassador');
    const before = await here.owner.query('SELECT last_seen_at, previous_visit_at, read_baseline_at, locale FROM members WHERE id = $1', [seen.memberId]);
    expect(await start(admin, { handle: seen.handle })).toEqual({ __typename: 'Done' });
    expect(await spaces(admin)).toEqual(['Pour les ambassadrices', 'Pour tous']);
    const answer = await here.gql<{ viewer: { handle: string }; viewingAs: { member: { handle: string } } }>('{ viewer { handle } viewingAs { member { handle } } }', {}, admin);
    expect(answer.data).toEqual({ viewer: { handle: seen.handle }, viewingAs: { member: { handle: seen.handle } } });
    const own = operationsOf(here.server.app.get(GraphQLSchemaHost).schema).filter((operation) => operation.kind === 'query' && operation.permission.startsWith('post.edit'));
    expect(own.length).toBeGreaterThan(0);
    for (const operation of own) expect((await here.gql(operation.document, operation.variables({}), admin)).errors[0]?.extensions['code']).toBe('FORBIDDEN');
    await here.owner.query(`UPDATE sessions SET last_used_at = now() - interval '1 hour' WHERE member_id = $1`, [admin.memberId]);
    await spaces(admin);
    expect((await here.owner.query('SELECT last_seen_at, previous_visit_at, read_baseline_at, locale FROM members WHERE id = $1', [seen.memberId])).rows).toEqual(before.rows);
    // She is suspended meanwhile: there is nobody to look as.
    await here.owner.query(`UPDATE members SET state = 'suspended' WHERE id = $1`, [seen.memberId]);
    expect((await here.gql<{ viewingAs: unknown }>('{ viewingAs { role } }', {}, admin)).data.viewingAs).toBeNull();
    await here.gql(STOP, {}, admin);
  });

  it.each([{ role: 'member' }, { role: 'visitor' }])('change nothing: every mutation but two answers READ_ONLY, as %j', async (input) => {
    const looking = await here.member('Regarde', 'admin');
    await start(looking, input);
    const before = await here.owner.query('SELECT count(*)::int AS count FROM audit_entries');
    for (const operation of operationsOf(here.server.app.get(GraphQLSchemaHost).schema).filter((one) => one.kind === 'mutation' && !['stopViewingAs', 'signOut'].includes(one.name))) {
      expect([operation.name, (await here.gql(operation.document, operation.variables({}), looking)).errors[0]?.extensions['code']]).toEqual([operation.name, 'READ_ONLY']);
    }
    expect((await here.owner.query('SELECT count(*)::int AS count FROM audit_entries')).rows).toEqual(before.rows);
    // Signing out ends her own session.
    await here.gql('mutation { signOut { ok } }', {}, looking);
    expect((await here.gql<{ viewer: unknown; viewingAs: unknown }>('{ viewer { handle } viewingAs { role } }', {}, looking)).data).toEqual({ viewer: null, viewingAs: null });
    const { rows } = await here.owner.query<{ actor_id: string }>(`SELECT actor_id FROM audit_entries WHERE action = 'session.closed' ORDER BY id DESC LIMIT 1`);
    expect(rows[0]?.actor_id).toBe(looking.memberId);
  });

  it.each(['her own', 'a member’s'])('bring no file through any door, and mark nothing as read, with %s place', async (whose) => {
    const [looking, seen] = [await here.member('Qui regarde', 'admin'), await here.member('Qui est vue')];
    const slug = (await here.gql<{ spaces: { slug: string; name: string }[] }>('{ spaces { slug name } }', {}, looking)).data.spaces.find((one) => one.name === 'Pour tous')?.slug;
    const input = { spaceSlug: slug, title: 'Un sujet à lire', kind: 'discussion', tags: [], body: 'Bonsoir', key: `eyes-doors-${seen.memberId}` };
    const threadCode = (await here.gql<{ startThread: { threadCode: string } }>('mutation($input: StartThreadInput!) { startThread(input: $input) { ... on ThreadStarted { threadCode } } }', { input }, admin)).data.startThread.threadCode;
    expect(await start(looking, whose === 'her own' ? { role: 'member' } : { handle: seen.handle })).toEqual({ __typename: 'Done' });
    const left = async (): Promise<unknown> =>
      (await here.owner.query(`SELECT (SELECT count(*)::int FROM uploads) AS uploads, (SELECT count(*)::int FROM files) AS files, (SELECT count(*)::int FROM thread_reads WHERE member_id = ANY ($1)) AS read, (SELECT count(*)::int FROM member_welcomes WHERE member_id = ANY ($1)) AS steps`, [[looking.memberId, seen.memberId]])).rows[0];
    const before = await left();
    const headers = { cookie: looking.cookie ?? '', origin: 'http://localhost' };
    const announced = await fetch(`${here.url}/files/uploads`, { method: 'POST', headers: { ...headers, 'tus-resumable': '1.0.0', 'upload-length': '3', 'upload-metadata': `purpose ${btoa('avatar')}` } });
    expect(announced.status).toBe(401);
    const body = new FormData();
    body.set('file', new Blob(['moi'], { type: 'image/jpeg' }), 'moi.jpg');
    const posted = await fetch(`${here.url}/files/forms/avatar`, { method: 'POST', body, redirect: 'manual', headers });
    expect([posted.status, posted.headers.get('location')]).toEqual([303, expect.stringMatching(/^\/sign-in/)]);
    await here.gql('query($code: String!) { thread(code: $code) { title } posts(threadCode: $code) { items { code } } threadMine(code: $code) { readPosition } }', { code: threadCode }, looking);
    const read = await here.gql('mutation($c: String!) { markThreadRead(threadCode: $c, position: 1) { ok } }', { c: threadCode }, looking);
    expect(read.errors[0]?.extensions['code']).toBe('READ_ONLY');
    expect(await left()).toEqual(before);
    await here.gql(STOP, {}, looking);
    await here.gql('mutation($c: String!) { markThreadRead(threadCode: $c, position: 1) { ok } }', { c: threadCode }, looking);
    expect(await left()).not.toEqual(before);
  });

  it('are hers no longer once she may not look', async () => {
    const cm = await here.member('Ancienne animatrice', 'cm');
    await start(cm, { role: 'member' });
    await here.gql(ROLE, { handle: cm.handle, role: 'ambassador' }, admin);
    expect((await here.gql<{ viewingAs: unknown; viewer: { role: string } }>('{ viewingAs { role } viewer { role } }', {}, cm)).data).toEqual({ viewingAs: null, viewer: { role: 'ambassador' } });
  });

  describe('open sockets', () => {
    let threadCode: string;
    beforeAll(async () => {
      const slug = (await here.gql<{ spaces: { slug: string; name: string }[] }>('{ spaces { slug name } }', {}, admin)).data.spaces.find((one) => one.name === 'Pour les ambassadrices')?.slug;
      const input = { spaceSlug: slug, title: 'Entre ambassadrices', kind: 'discussion', tags: [], body: 'Bonsoir', key: 'eyes-spec-0001' };
      const started = await here.gql<{ startThread: { threadCode: string } }>('mutation($input: StartThreadInput!) { startThread(input: $input) { ... on ThreadStarted { threadCode } } }', { input }, admin);
      threadCode = started.data.startThread.threadCode;
    });

    it('follow the eyes and the rights, within two seconds, on the other process', async () => {
      const socket = await follow(there, admin);
      expect(await socket.emitWithAck('thread:join', { code: threadCode })).toMatchObject({ ok: true });
      let began = performance.now();
      let left = until(socket, 'thread:left');
      await start(admin, { role: 'member' });
      expect((await left) - began).toBeLessThan(2_000);
      expect(await socket.emitWithAck('thread:join', { code: threadCode })).toMatchObject({ ok: false });
      await here.gql(STOP, {}, admin);
      await eventually('her own eyes again', async () => ((await socket.emitWithAck('thread:join', { code: threadCode })) as { ok: boolean }).ok);

      const ambassador = await here.member('Déchue', 'ambassador');
      const hers = await follow(there, ambassador);
      expect(await hers.emitWithAck('thread:join', { code: threadCode })).toMatchObject({ ok: true });
      left = until(hers, 'thread:left');
      began = performance.now();
      await here.gql(ROLE, { handle: ambassador.handle, role: 'member' }, admin);
      expect((await left) - began).toBeLessThan(2_000);

      const gone = until(hers, 'disconnect');
      began = performance.now();
      await here.gql('mutation($h: String!) { suspendMember(handle: $h, reason: "Essai") { __typename } }', { h: ambassador.handle }, admin);
      expect((await gone) - began).toBeLessThan(2_000);
    });

    it('show nobody who looks as somebody else, and let her write nothing', async () => {
      const [reader, seen] = [await here.member('Lectrice', 'ambassador'), await here.member('Regardée', 'ambassador')];
      const watching = await follow(here, reader);
      await watching.emitWithAck('thread:join', { code: threadCode });
      await start(admin, { handle: seen.handle });
      const socket = await follow(here, admin);
      let presence = '';
      socket.on('thread:presence', (told: object) => void (presence = JSON.stringify(told)));
      const joined = (await socket.emitWithAck('thread:join', { code: threadCode })) as { ok: boolean; presence: object };
      expect(joined.ok).toBe(true);
      presence ||= JSON.stringify(joined.presence);
      // Where she was as herself, she is told to have gone.
      await eventually('she is nowhere', () => presence.includes(`"${reader.handle}"`) && !presence.includes(`"${admin.handle}"`));
      expect(presence).not.toContain(`"${seen.handle}"`);
      expect(await socket.emitWithAck('thread:writing', { code: threadCode, writing: true })).toMatchObject({ ok: false });
      await here.gql(STOP, {}, admin);
    });
  });

  it('of two administrators who demote each other at once, one stays', async () => {
    const url = await cloneDatabase();
    const [one, two] = [await openApp(url), await openApp(url, { FOYER_ROLE: 'web' })];
    try {
      for (let round = 0; round < 5; round++) {
        await one.owner.query('ALTER TABLE members DISABLE TRIGGER USER');
        await one.owner.query(`UPDATE members SET role = 'member'`);
        await one.owner.query('ALTER TABLE members ENABLE TRIGGER USER');
        const [a, b] = [await one.member(`Alice ${round}`, 'admin'), await one.member(`Berthe ${round}`, 'admin')];
        await Promise.all([one.gql(ROLE, { handle: b.handle, role: 'member' }, a), two.gql(ROLE, { handle: a.handle, role: 'member' }, b)]);
        const { rows } = await one.owner.query<{ count: number }>(`SELECT count(*)::int AS count FROM members WHERE role = 'admin' AND state = 'active'`);
        expect([round, rows[0]?.count]).toEqual([round, 1]);
      }
    } finally {
      await Promise.all([one, two].map((app) => app.close()));
    }
  });
});
