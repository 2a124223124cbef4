import fc from 'fast-check';
import { VISITOR, type Client } from '../../../test/harness.js';
import { eventually } from '../../../test/platform.js';
import { openThreadsHouse, type ThreadsHouse } from '../../../test/threads-house.js';
import { recountCommunity } from '../../imports/index.js';

const ARRANGED = '{ __typename ... on Arranged { id threadCode threadSlug } ... on Refused { code message } }';
const OPS = {
  move: `mutation($thread: String!, $space: String!) { moveThread(threadCode: $thread, spaceSlug: $space) ${ARRANGED} }`,
  split: `mutation($thread: String!, $title: String!, $posts: [String!]!) { splitThread(input: { threadCode: $thread, title: $title, postCodes: $posts }) ${ARRANGED} }`,
  merge: `mutation($thread: String!, $into: String!) { mergeThread(threadCode: $thread, intoCode: $into) ${ARRANGED} }`,
  undo: `mutation($id: String!) { undoArrangement(id: $id) ${ARRANGED} }`,
  where: `query($code: String!) { threadPlace(code: $code) { threadCode } }`,
  place: `query($code: String!) { postPlace(code: $code) { threadCode position } }`,
  lines: `query($thread: String!) { arrangements(threadCode: $thread) { id kind by other } }`,
} as const;

interface Done { __typename: string; id: string; threadCode: string; code?: string }
interface Window { items: { code: string; position: number; html: string; replyTo: { code: string } | null }[]; actions: { kind: string; detail: string | null }[] }

describe('threads that are moved, split and merged', () => {
  let house: ThreadsHouse;
  beforeAll(async () => {
    house = await openThreadsHouse();
  });
  afterAll(() => house.close());

  const act = async (op: 'move' | 'split' | 'merge' | 'undo', values: object, as: Client = house.lea): Promise<Done> => {
    const answer = await house.app.gql<Record<string, Done>>(OPS[op], values as Record<string, unknown>, as);
    const [done] = Object.values(answer.data ?? {});
    if (!done) throw new Error(answer.text);
    return done;
  };
  const query = async <T>(op: 'where' | 'place' | 'lines', values: object, as: Client = VISITOR): Promise<T> => Object.values((await house.app.gql<Record<string, T>>(OPS[op], values as Record<string, unknown>, as)).data)[0] as T;
  const posts = async (code: string, as: Client = house.maelle): Promise<Window> => (await house.one('posts', { code, first: 100 }, as)) as unknown as Window;
  const codesOf = async (code: string): Promise<string[]> => (await posts(code)).items.map((post) => post.code);
  const kept = async (): Promise<string> =>
    JSON.stringify([
      (await house.app.owner.query(`SELECT slug, threads_count, posts_count FROM spaces ORDER BY slug`)).rows,
      (await house.app.owner.query(
        `SELECT m.handle, m.posts_count, m.threads_count, m.likes_received, m.accepted_answers,
                (SELECT jsonb_agg(jsonb_build_array(s.slug, c.posts, c.threads, c.likes, c.answers) ORDER BY s.slug) FROM member_space_counts c JOIN spaces s ON s.id = c.space_id WHERE c.member_id = m.id AND (c.posts, c.threads, c.likes, c.answers) <> (0, 0, 0, 0)) AS by_space
           FROM members m ORDER BY m.id`)).rows,
    ]);
  const settled = (): Promise<void> =>
    eventually('everything is counted', async () => (await house.app.owner.query(
      `SELECT 1 FROM domain_events e CROSS JOIN (VALUES ('members.counters'), ('spaces.counters')) AS c (name)
        WHERE e.type = ANY ($1) AND NOT EXISTS (SELECT 1 FROM consumed_events done WHERE done.event_id = e.id AND done.consumer = c.name) LIMIT 1`,
      [['thread.started', 'thread.replied', 'post.removed', 'post.restored', 'thread.moved', 'thread.split', 'thread.merged']])).rowCount === 0, 20_000);

  it('moves a thread: who may read it changes at once, the address stays, and it comes back where it was', async () => {
    const [open, closed] = [await house.space('Place'), await house.space('Réserve', { access: 'restricted', readRoles: ['moderator'], startRoles: ['moderator'] })];
    const code = await house.start(open, 'Un sujet qui déménage');
    await house.app.gql('mutation($t: String!) { pinThread(threadCode: $t, pinned: true) { __typename } }', { t: code }, house.admin);
    const revision = ((await house.one('thread', { code }))['revision'] as string);
    expect(await act('move', { thread: code, space: open })).toMatchObject({ __typename: 'Refused', code: 'thread.movedNowhere' });
    const done = await act('move', { thread: code, space: closed });
    expect(done).toMatchObject({ __typename: 'Arranged', threadCode: code });
    for (const as of [VISITOR, house.maelle]) expect((await house.ask('thread', { code }, as)).data).toEqual({ thread: null });
    expect((await house.ask('posts', { code }, house.maelle)).data).toEqual({ posts: null });
    expect(await house.one('thread', { code }, house.lea)).toMatchObject({ space: { slug: closed }, pinned: false });
    // Her reply, decided upon what she read before, is written nowhere.
    expect((await house.ask('reply', { input: { threadCode: code, body: 'Trop tard', key: 'reply-after-move' } }, house.maelle)).errors[0]?.extensions['code']).toBe('NOT_FOUND');
    expect((await house.one('changes', { code, since: revision }, house.lea))['reload']).toBe(true);
    expect(await query('lines', { thread: code }, house.lea)).toEqual([{ id: done.id, kind: 'moved', by: 'Léa Modo', other: 'Place' }]);
    expect(await act('undo', { id: done.id })).toMatchObject({ threadCode: code });
    expect(await house.one('thread', { code }, VISITOR)).toMatchObject({ space: { slug: open }, pinned: true });
    expect(await act('undo', { id: done.id })).toMatchObject({ code: 'thread.undoneAlready' });
  });

  it('splits posts: they keep their codes, the rest its places, what was read stays read, and it is undone with what came since', async () => {
    const slug = await house.space('Atelier');
    const code = await house.start(slug, 'Deux sujets en un', house.maelle, { kind: 'question' });
    const made = [];
    for (let i = 2; i <= 5; i++) made.push(await house.reply(code, `Message ${i}`, i === 4 ? house.maelle : house.yann));
    const answering = await house.reply(code, 'Réponse au troisième', house.yann, { replyTo: made[1]?.code });
    const [third, fifth] = [made[1]?.code ?? '', made[3]?.code ?? ''];
    await house.one('accept', { thread: code, post: fifth }, house.maelle);
    await house.one('read', { thread: code, position: 6 }, house.maelle);
    const before = await codesOf(code);
    expect(await act('split', { thread: code, title: 'Sans rien', posts: [] })).toMatchObject({ code: 'thread.splitNothing' });
    expect(await act('split', { thread: code, title: 'Tout', posts: before })).toMatchObject({ code: 'thread.splitOpening' });
    const done = await act('split', { thread: code, title: 'L’autre sujet', posts: [fifth, third] });
    expect(done.__typename).toBe('Arranged');
    expect(await posts(done.threadCode)).toMatchObject({ items: [{ code: third, position: 1 }, { code: fifth, position: 2 }], actions: [{ kind: 'parted', detail: 'Deux sujets en un' }] });
    expect((await posts(code)).items.map((post) => post.position)).toEqual([1, 2, 4, 6]);
    expect(await house.one('thread', { code })).toMatchObject({ repliesCount: 3, lastPosition: 6, accepted: null });
    expect(await house.one('thread', { code: done.threadCode })).toMatchObject({ title: 'L’autre sujet', repliesCount: 1, author: { handle: house.yann.handle } });
    expect(await house.one('mine', { code: done.threadCode }, house.maelle)).toMatchObject({ readPosition: 2, unread: 0 });
    expect(await query('place', { code: third })).toEqual({ threadCode: done.threadCode, position: 1 });
    // What it answers is elsewhere now, where others may read.
    expect((await posts(code)).items.find((post) => post.code === answering.code)?.replyTo).toBeNull();
    const since = await house.reply(done.threadCode, 'Écrit depuis', house.maelle);
    expect(await act('split', { thread: code, title: 'Encore', posts: [third] })).toMatchObject({ code: 'thread.splitElsewhere' });
    await act('undo', { id: done.id });
    expect(await codesOf(code)).toEqual([...before, since.code]);
    expect(await house.one('thread', { code })).toMatchObject({ repliesCount: 6, accepted: { postCode: fifth } });
    expect((await posts(code)).items.find((post) => post.code === answering.code)?.replyTo).toEqual(expect.objectContaining({ code: third }));
    expect(await query('where', { code: done.threadCode })).toEqual({ threadCode: code });
    // The places that were given are never given again.
    expect((await house.reply(code, 'La suite')).position).toBeGreaterThan(7);
  });

  it('merges a thread: its posts follow, its address leads there, and both stand as before when it is undone', async () => {
    const slug = await house.space('Carrefour');
    const [one, two] = [await house.start(slug, 'Premier fil'), await house.start(slug, 'Doublon', house.yann)];
    await house.reply(one, 'Une réponse');
    const doubled = await house.reply(two, 'Dans le doublon', house.maelle);
    const [first, second] = [await codesOf(one), await codesOf(two)];
    expect(await act('merge', { thread: two, into: two })).toMatchObject({ code: 'thread.mergeItself' });
    const done = await act('merge', { thread: two, into: one });
    expect(await codesOf(one)).toEqual([...first, ...second]);
    expect((await posts(one)).actions).toMatchObject([{ kind: 'merged', detail: 'Doublon' }]);
    expect(await query('where', { code: two })).toEqual({ threadCode: one });
    expect(await query('place', { code: doubled.code })).toEqual({ threadCode: one, position: 4 });
    expect((await house.ask('thread', { code: two })).data).toEqual({ thread: null });
    // Who was writing there has her reply here.
    const late = await house.reply(two, 'J’écrivais encore', house.maelle);
    expect(await query('place', { code: late.code })).toEqual({ threadCode: one, position: 5 });
    await act('undo', { id: done.id });
    expect(await codesOf(one)).toEqual([...first, late.code]);
    expect(await codesOf(two)).toEqual(second);
    expect(await house.one('thread', { code: two })).toMatchObject({ repliesCount: 1, lastPosition: 2 });
  });

  it('is not for members, and what they may not read is not there', async () => {
    const slug = await house.space('Chez nous');
    const code = await house.start(slug, 'Pas à toi');
    for (const op of ['move', 'split', 'merge'] as const) {
      const answer = await house.app.gql(OPS[op], { thread: code, space: slug, into: code, title: 'Titre', posts: [] }, house.maelle);
      expect([op, answer.errors[0]?.extensions['code']]).toEqual([op, 'FORBIDDEN']);
    }
    expect((await house.app.gql(OPS.merge, { thread: code, into: 'zzzzzzzz' }, house.lea)).errors[0]?.extensions['code']).toBe('NOT_FOUND');
    expect((await house.app.gql(OPS.undo, { id: 'x' }, house.lea)).errors[0]?.extensions['code']).toBe('NOT_FOUND');
  });

  it('keeps every reply that is written while threads are merged and come apart', async () => {
    const slug = await house.space('Mêlée');
    const [one, two] = [await house.start(slug, 'Ici'), await house.start(slug, 'Là-bas')];
    const writing = Array.from({ length: 12 }, (_, i) => house.reply(i % 2 ? one : two, `Pendant ce temps ${i}`, i % 3 ? house.yann : house.maelle));
    const merging = act('merge', { thread: two, into: one });
    const [written, done] = await Promise.all([Promise.all(writing), merging]);
    expect(done.__typename).toBe('Arranged');
    const all = await posts(one);
    expect(all.items.map((post) => post.code).sort()).toEqual(expect.arrayContaining(written.map((post) => post.code).sort()));
    expect(new Set(all.items.map((post) => post.position)).size).toBe(14);
    // Two who undo at once: one does.
    const undone = await Promise.all([act('undo', { id: done.id }), act('undo', { id: done.id })]);
    expect(undone.map((one) => one.code ?? 'done').sort()).toEqual(['done', 'thread.undoneAlready']);
    // Each into the other at once: one is merged, the other finds nothing to merge, nobody waits for ever.
    const crossed = await Promise.all([house.app.gql(OPS.merge, { thread: one, into: two }, house.lea), house.app.gql(OPS.merge, { thread: two, into: one }, house.admin)]);
    expect(crossed.map((answer) => answer.errors[0]?.extensions['code'] ?? 'done').sort()).toEqual(['NOT_FOUND', 'done']);
  });

  it('loses and doubles no post, and counts them all, whatever is split, merged, moved, undone and written', async () => {
    const spaces = [await house.space('Nord'), await house.space('Sud')];
    const writers = [house.maelle, house.yann];
    const what = fc.constantFrom('write', 'write', 'split', 'merge', 'move', 'undo', 'remove');
    const acts = fc.array(fc.record({ what, a: fc.nat(99), b: fc.nat(99) }), { minLength: 22, maxLength: 22 });
    await fc.assert(
      fc.asyncProperty(acts, async (steps) => {
        const threads: string[] = [];
        const done: string[] = [];
        for (const [i, by] of writers.entries()) threads.push(await house.start(spaces[i] ?? '', `Sujet ${i}`, by));
        let written = 2;
        const at = <T>(list: readonly T[], n: number): T | undefined => list[n % (list.length || 1)];
        for (const step of steps) {
          const thread = at(threads, step.a) ?? '';
          const visible = (await query<{ threadCode: string } | null>('where', { code: thread }))?.threadCode ?? thread;
          const here = step.what === 'write' ? [] : await codesOf(visible);
          if (step.what === 'write') written += (await house.reply(visible, 'Un mot', at(writers, step.b))).code ? 1 : 0;
          if (step.what === 'remove') await house.ask('remove', { code: at(here, step.b), reason: 'Hors sujet' }, house.lea);
          const arranged =
            step.what === 'split' ? await act('split', { thread: visible, title: 'Une partie', posts: here.slice(1).filter((_, i) => (i + step.b) % 2 === 0) })
            : step.what === 'merge' ? await house.app.gql<{ mergeThread: Done }>(OPS.merge, { thread: visible, into: at(threads, step.b) }, house.lea).then((answer) => answer.data?.mergeThread ?? null)
            : step.what === 'move' ? await act('move', { thread: visible, space: at(spaces, step.b) })
            : step.what === 'undo' && done.length > 0 ? await act('undo', { id: at(done, step.b) ?? '' })
            : null;
          if (arranged?.__typename === 'Arranged' && step.what !== 'undo') done.push(arranged.id);
          if (arranged?.__typename === 'Arranged' && step.what === 'split') threads.push(arranged.threadCode);
        }
        const { rows } = await house.app.owner.query<{ posts: number; places: number; stray: number; wrong: number }>(
          `SELECT count(*)::int AS posts, count(DISTINCT (p.thread_id, p.position))::int AS places, count(*) FILTER (WHERE t.state <> 'visible')::int AS stray,
                  (SELECT count(*)::int FROM threads x WHERE x.code = ANY ($1) AND x.state = 'visible' AND NOT EXISTS (
                    SELECT 1 FROM posts WHERE thread_id = x.id HAVING max(position) = x.last_position AND count(*) FILTER (WHERE state = 'visible' AND position > 1) = x.replies_count)) AS wrong
             FROM posts p JOIN threads t ON t.id = p.thread_id WHERE t.code = ANY ($1)`, [threads]);
        expect(rows[0]).toEqual({ posts: written, places: written, stray: 0, wrong: 0 });
        await settled();
        const told = await kept();
        await house.app.database.transaction(recountCommunity);
        expect(told).toBe(await kept());
      }),
      { numRuns: 5, seed: 20261120, endOnFailure: true },
    );
  });
});
