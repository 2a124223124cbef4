import type { Client } from '../../../test/harness.js';
import { openThreadsHouse, type ThreadsHouse } from '../../../test/threads-house.js';
import { CloseQuietThreads } from './close-quiet-threads.js';

const OPS = {
  pace: `mutation($thread: String!, $slow: Int!, $days: Int) { paceThread(input: { threadCode: $thread, slowSeconds: $slow, autoCloseDays: $days }) { __typename ... on Refused { code } } }`,
  space: `mutation($space: String!, $slow: Int!, $days: Int) { paceSpace(input: { spaceCode: $space, slowSeconds: $slow, autoCloseDays: $days }) { __typename ... on Refused { code } } }`,
  reply: `mutation($thread: String!, $body: String!, $key: String!) { reply(input: { threadCode: $thread, body: $body, key: $key }) { __typename ... on Refused { code field message } } }`,
  pin: `mutation($post: String!, $on: Boolean!) { pinReply(postCode: $post, pinned: $on) { __typename ... on PostSaved { post { pinned } } ... on Refused { code } } }`,
  wiki: `mutation($post: String!, $on: Boolean!) { openWiki(postCode: $post, wiki: $on) { __typename ... on PostSaved { post { wiki } } ... on Refused { code } } }`,
  best: `query($code: String!) { thread(code: $code) { slowSeconds autoCloseDays best { postCode reason score } } }`,
} as const;

describe('the pace of threads and what stands out in them', () => {
  let house: ThreadsHouse;
  beforeAll(async () => {
    house = await openThreadsHouse();
  });
  afterAll(() => house.close());

  const ask = async <T>(op: keyof typeof OPS, values: object, as: Client): Promise<T> => {
    const answer = await house.app.gql<Record<string, T>>(OPS[op], values as Record<string, unknown>, as);
    if (answer.errors.length > 0) throw new Error(answer.text);
    return Object.values(answer.data)[0] as T;
  };
  let keys = 0;
  const reply = (thread: string, as: Client): Promise<{ __typename: string; code?: string; field?: string; message?: string }> => ask('reply', { thread, body: 'Un mot', key: `pace-key-${keys++}` }, as);
  const spaceCode = async (slug: string): Promise<string> => (await house.app.owner.query<{ code: string }>('SELECT code FROM spaces WHERE slug = $1', [slug])).rows[0]?.code ?? '';

  it('makes members wait in slow mode, of the thread or of its space, says how long, and lets one of many at once through', async () => {
    const slug = await house.space('Lent');
    const thread = await house.start(slug, 'Au pas', house.maelle);
    expect((await reply(thread, house.yann)).__typename).toBe('PostSaved');
    expect(await ask('pace', { thread, slow: 600 }, house.lea)).toEqual({ __typename: 'Done' });
    expect(await reply(thread, house.yann)).toMatchObject({ __typename: 'Refused', code: 'thread.slow', field: 'body', message: expect.stringContaining('10\u00a0min') as string });
    expect((await reply(thread, house.lea)).__typename).toBe('PostSaved');
    expect((await reply(thread, house.lea)).__typename).toBe('PostSaved');
    await house.app.owner.query(`UPDATE thread_participants SET last_post_at = now() - interval '11 minutes'`);
    const sent = await Promise.all(Array.from({ length: 5 }, () => reply(thread, house.yann)));
    expect(sent.map((one) => one.__typename).sort()).toEqual(['PostSaved', 'Refused', 'Refused', 'Refused', 'Refused']);
    expect(await ask('best', { code: thread }, house.yann)).toMatchObject({ slowSeconds: 600, autoCloseDays: null });
    await ask('pace', { thread, slow: 0 }, house.lea);
    expect((await reply(thread, house.yann)).__typename).toBe('PostSaved');
    await ask('space', { space: await spaceCode(slug), slow: 30 }, house.admin);
    expect((await reply(thread, house.yann)).code).toBe('thread.slow');
    expect(await ask('pace', { thread, slow: -1 }, house.lea)).toMatchObject({ code: 'thread.slowRange' });
    expect(await ask('pace', { thread, slow: 0, days: 0 }, house.lea)).toMatchObject({ code: 'thread.autoCloseRange' });
    expect((await house.app.gql(OPS.pace, { thread, slow: 5 }, house.maelle)).errors[0]?.extensions['code']).toBe('FORBIDDEN');
  });

  it('closes what has been quiet for long, once, as the house; what is pinned or young stays open', async () => {
    const slug = await house.space('Calme plat');
    const threads = [];
    for (let i = 0; i < 4; i++) threads.push(await house.start(slug, `Sujet calme ${i}`));
    const [quiet, own, pinned, young] = threads;
    await ask('space', { space: await spaceCode(slug), slow: 0, days: 30 }, house.admin);
    await ask('pace', { thread: own, slow: 0, days: 7 }, house.lea);
    await house.one('pin', { thread: pinned, on: true }, house.admin);
    await house.app.owner.query(`UPDATE threads SET last_post_at = now() - CASE WHEN code = $2 THEN interval '8 days' WHEN code = $3 THEN interval '29 days' ELSE interval '31 days' END WHERE code = ANY ($1)`, [threads, own, young]);
    const worker = house.app.server.app.get(CloseQuietThreads, { strict: false });
    // Its own loop may have been faster: whoever did it, it was done once.
    await Promise.all([worker.round(), worker.round()]);
    await worker.round();
    const { rows } = await house.app.owner.query<{ code: string; closed: boolean; told: number; noted: number }>(
      `SELECT t.code, t.closed_at IS NOT NULL AS closed, (SELECT count(*)::int FROM thread_actions a WHERE a.thread_id = t.id AND a.kind = 'quiet') AS told,
              (SELECT count(*)::int FROM audit_entries e WHERE e.subject_id = t.id AND e.action = 'thread.closedQuiet' AND e.actor_id IS NULL) AS noted FROM threads t WHERE t.code = ANY ($1)`, [threads]);
    const of = (code: string | undefined): unknown => { const { code: _code, ...rest } = rows.find((row) => row.code === code) ?? { code: '' }; return rest; };
    expect([quiet, own, pinned, young].map(of)).toEqual([{ closed: true, told: 1, noted: 1 }, { closed: true, told: 1, noted: 1 }, { closed: false, told: 0, noted: 0 }, { closed: false, told: 0, noted: 0 }]);
    expect((await reply(quiet ?? '', house.yann)).code).toBe('thread.closed');
  });

  it('shows the replies worth reading first: the accepted one, those the team pinned, the best liked', async () => {
    const thread = await house.start(await house.space('Palmarès'), 'Le meilleur', house.maelle, { kind: 'question' });
    const posts: string[] = [];
    for (let i = 0; i < 6; i++) posts.push((await house.reply(thread, `Réponse ${i}`)).code);
    const [liked, accepted, pinned, plain, removed] = posts;
    for (const by of [house.maelle, house.lea, house.admin]) await house.one('react', { code: liked, kind: 'like', on: true }, by);
    for (const by of [house.maelle, house.lea, house.admin]) await house.one('react', { code: removed, kind: 'thanks', on: true }, by);
    await house.one('react', { code: plain, kind: 'like', on: true }, house.maelle);
    await house.one('remove', { code: removed, reason: 'Hors sujet' }, house.lea);
    await house.one('accept', { thread, post: accepted }, house.maelle);
    expect(await ask('pin', { post: pinned, on: true }, house.lea)).toEqual({ __typename: 'PostSaved', post: { pinned: true } });
    expect((await ask<{ best: unknown }>('best', { code: thread }, house.yann)).best).toEqual([
      { postCode: accepted, reason: 'accepted', score: 0 }, { postCode: pinned, reason: 'pinned', score: 0 }, { postCode: liked, reason: 'top', score: 3 },
    ]);
    // Three at most, of many who pin at once.
    const pins = await Promise.all([0, 1, 3, 5].map((at) => ask<{ __typename: string; code?: string }>('pin', { post: posts[at], on: true }, house.lea)));
    expect(pins.map((one) => one.code ?? one.__typename).sort()).toEqual(['PostSaved', 'PostSaved', 'post.pinnedMany', 'post.pinnedMany']);
    expect((await house.app.gql(OPS.pin, { post: plain, on: true }, house.maelle)).errors[0]?.extensions['code']).toBe('FORBIDDEN');
  });

  it('lets many edit a post that was opened to them; the history says who', async () => {
    const thread = await house.start(await house.space('Chantier'), 'Un guide', house.maelle);
    const post = (await house.reply(thread, 'Premier jet', house.maelle)).code;
    const edit = (body: string, version: number, as: Client) => house.one('edit', { input: { postCode: post, body, version } }, as);
    expect(await edit('Par Yann', 0, house.yann)).toMatchObject({ code: 'post.notAllowed' });
    expect(await house.one('source', { code: post }, house.yann)).toBeNull();
    expect(await ask('wiki', { post, on: true }, house.yann)).toMatchObject({ code: 'post.notAllowed' });
    expect(await ask('wiki', { post, on: true }, house.maelle)).toEqual({ __typename: 'PostSaved', post: { wiki: true } });
    expect(await house.one('source', { code: post }, house.yann)).toEqual({ source: 'Premier jet', version: 0 });
    expect(await edit('Par Yann', 0, house.yann)).toMatchObject({ __typename: 'PostSaved' });
    expect(await edit('Trop tard', 0, house.lea)).toMatchObject({ code: 'post.changedMeanwhile' });
    expect(((await house.one('history', { code: post }, house.maelle))['versions'] as { editor: { handle: string } }[]).map((version) => version.editor.handle)).toEqual([house.maelle.handle, house.yann.handle]);
    await ask('wiki', { post, on: false }, house.lea);
    expect(await edit('Encore', 1, house.yann)).toMatchObject({ code: 'post.notAllowed' });
  });
});
