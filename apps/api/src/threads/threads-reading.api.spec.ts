import { randomUUID } from 'node:crypto';
import { VISITOR } from '../../test/harness.js';
import { eventually } from '../../test/platform.js';
import { codeOf as code, openThreadsHouse, type ThreadsHouse } from '../../test/threads-house.js';

describe('threads: reading', () => {
  let house: ThreadsHouse;
  let { app, admin, lea, maelle, yann, ask, one, cost, space, start, reply } = {} as ThreadsHouse;
  beforeAll(async () => {
    house = await openThreadsHouse();
    ({ app, admin, lea, maelle, yann, ask, one, cost, space, start, reply } = house);
  });
  afterAll(() => house.close());

  describe('reading', () => {
    let slug: string, codes: string[];
    beforeAll(async () => {
      slug = await space('Lecture');
      codes = [];
      for (let i = 0; i < 23; i++) codes.unshift(await start(slug, `Sujet ${i}`, i % 2 ? yann : maelle, { tags: i % 3 ? [] : ['tiers'], kind: i === 4 ? 'question' : 'discussion' }));
      for (let i = 0; i < 45; i++) await reply(codes[0] ?? '', `Réponse ${i}`, i % 2 ? yann : maelle);
      await eventually('the counters', async () => (await app.owner.query('SELECT threads_count AS n FROM spaces WHERE slug = $1', [slug])).rows[0]?.n === 23);
    });
    const items = (page: Record<string, unknown>): string[] => (page['items'] as { code: string }[]).map((item) => item.code);

    it('pages both ways without repeats, even while threads move', async () => {
      const seen: string[] = [];
      let page = await one('list', { slug, first: 5 });
      expect(page).toMatchObject({ total: 23, previous: null });
      seen.push(...items(page));
      await reply(codes[20] ?? '', 'Celui-ci remonte');
      while (page['next']) {
        page = await one('list', { slug, first: 5, after: page['next'] });
        seen.push(...items(page));
      }
      expect(new Set(seen).size).toBe(seen.length);
      expect(seen).toEqual(codes.filter((wanted) => wanted !== codes[20]));
      const back = await one('list', { slug, first: 5, before: page['previous'] });
      expect(items(back)).toEqual(seen.slice(-items(page).length - 5, -items(page).length));
      const start = await one('list', { slug, first: 100, before: back['previous'] });
      expect(start['previous']).toBeNull();
      expect(items(start)[0]).toBe(codes[20]);
    });

    it('filters by what is popular, unanswered, tagged, mine and unread', async () => {
      expect(items(await one('list', { slug, filter: 'popular' }))[0]).toBe(codes[0]);
      expect(items(await one('list', { slug, filter: 'unanswered' }))).toEqual([codes[18]]);
      expect(await one('list', { slug, tag: 'Tiers' })).toMatchObject({ total: 8 });
      expect((await one('list', { slug, filter: 'mine', first: 50 }, maelle))['total']).toBe(12);
      const zoe = await app.member('Zoé Neuve');
      expect(await one('list', { slug, filter: 'unread' }, zoe)).toMatchObject({ total: 0 });
      await reply(codes[10] ?? '', 'Pour Zoé');
      expect(items(await one('list', { slug, filter: 'unread' }, zoe))).toEqual([codes[10]]);
      expect(await one('list', { slug, filter: 'unread' })).toMatchObject({ items: [], total: 0 });
      const some = { codes: [codes[0], codes[10]] };
      expect(await one('listMine', some, zoe)).toEqual([{ code: codes[0], unread: false, newReplies: 0, readPosition: 0 }, { code: codes[10], unread: true, newReplies: 1, readPosition: 0 }]);
      await one('read', { thread: codes[10], position: 99 }, zoe);
      expect(await one('listMine', some, zoe)).toMatchObject([{}, { unread: false, newReplies: 0, readPosition: 2 }]);
      await one('read', { thread: codes[10], position: 1 }, zoe);
      expect(await one('mine', { code: codes[10] }, zoe)).toMatchObject({ readPosition: 2, unread: 0, canReply: true });
      await reply(codes[10] ?? '', 'Encore');
      expect(await one('mine', { code: codes[10] }, zoe)).toMatchObject({ readPosition: 2, unread: 1 });
      await one('readAll', {}, zoe);
      expect(await one('list', { filter: 'unread' }, zoe)).toMatchObject({ total: 0 });
      await reply(codes[11] ?? '', 'Et encore');
      await one('readAll', { slug }, zoe);
      expect(await one('list', { slug, filter: 'unread' }, zoe)).toMatchObject({ total: 0 });
    });

    it('puts pinned threads at the head of the first page alone', async () => {
      await one('pin', { thread: codes[22], on: true }, admin);
      const first = await one('list', { slug, first: 10 });
      expect(items(first)[0]).toBe(codes[22]);
      const second = await one('list', { slug, first: 10, after: first['next'] });
      expect(items(second)).not.toContain(codes[22]);
      const back = await one('list', { slug, first: 10, before: second['previous'] });
      expect(items(back)).toEqual(items(first));
      await one('pin', { thread: codes[22], on: false }, admin);
    });

    it('opens a thread at any position, both ways', async () => {
      const [thread] = codes;
      const positions = (page: Record<string, unknown>): number[] => (page['items'] as { position: number }[]).map((post) => post.position);
      const middle = await one('posts', { code: thread, from: 20, first: 5 });
      expect(positions(middle)).toEqual([20, 21, 22, 23, 24]);
      expect(middle).toMatchObject({ hasBefore: true, hasAfter: true });
      expect(positions(await one('posts', { code: thread, to: 20, first: 5 }))).toEqual([16, 17, 18, 19, 20]);
      expect(await one('posts', { code: thread, to: 3, first: 5 })).toMatchObject({ firstPosition: 1, lastPosition: 3, hasBefore: false, hasAfter: true });
      expect(await one('posts', { code: thread, from: 44, first: 20 })).toMatchObject({ lastPosition: 46, hasBefore: true, hasAfter: false });
      expect(await one('posts', { code: thread, from: 900 })).toMatchObject({ items: [], hasBefore: true, hasAfter: false, firstPosition: null });
    });

    const touch = (code: string): Promise<unknown> => app.owner.query('UPDATE threads SET revision = revision + 1 WHERE code = $1', [code]);

    it('costs a bounded number of statements', async () => {
      const [thread] = codes;
      // One statement recognises whoever asks, one asks whether she may read it and what it is now; a third reads
      // what is not kept of that revision.
      const asked = 2;
      await touch(thread ?? '');
      expect(await cost('list', { slug }, maelle)).toBe(asked + 1);
      expect(await cost('list', { slug })).toBe(asked);
      expect(await cost('thread', { code: thread })).toBe(asked + 1);
      expect(await cost('thread', { code: thread }, maelle)).toBe(asked);
      expect(await cost('posts', { code: thread })).toBe(asked + 1);
      expect(await cost('posts', { code: thread }, maelle)).toBe(asked);
      expect(await cost('mine', { code: thread }, maelle)).toBe(2);
      expect(await cost('changes', { code: thread, since: '1' })).toBe(2);
      expect(await cost('home', {}, maelle)).toBeLessThanOrEqual(4);
      expect(await cost('memberPosts', { handle: yann.handle })).toBe(2);
    });

    it('greets with what is new since the last visit', async () => {
      await app.owner.query(`UPDATE members SET previous_visit_at = now(), last_seen_at = now() WHERE handle = $1`, [maelle.handle]);
      await reply(codes[4] ?? '', 'Pendant ton absence');
      const home = await one('home', {}, maelle);
      expect(home).toMatchObject({ summary: { newPosts: 1, threadsWithNews: 1, answersToYou: [{ code: codes[4] }] }, resume: [{ code: codes[4] }] });
      expect((home['earlier'] as { code: string }[]).map((row) => row.code)).not.toContain(codes[4]);
      expect((home['popular'] as unknown[]).length).toBeGreaterThan(0);
      expect(await one('home', {})).toMatchObject({ since: null, resume: [], summary: { newPosts: 0 } });
    });

    it('shows what somebody wrote, page by page', async () => {
      const seen: string[] = [];
      let after: unknown = null;
      do {
        const page = await one('memberPosts', { handle: yann.handle, after, first: 20 });
        seen.push(...items(page));
        after = page['next'];
      } while (after);
      expect(new Set(seen).size).toBe(seen.length);
      const { rows } = await app.owner.query(`SELECT count(*)::int AS n FROM posts p JOIN members m ON m.id = p.author_id WHERE m.handle = $1 AND p.state = 'visible'`, [yann.handle]);
      expect(seen.length).toBe((rows[0] as { n: number }).n);
      expect((await ask('memberPosts', { handle: 'personne' })).data['memberPosts']).toBeNull();
    });

    it('tells how a space is doing', async () => {
      const insight = await one('insight', { slug });
      expect(insight).toMatchObject({ tags: [{ tag: 'tiers', count: 8 }] });
      expect((insight['repliesByDay'] as number[])).toHaveLength(7);
      expect(insight['repliesToday'] as number).toBeGreaterThanOrEqual(45);
    });

    it('refuses what no form of ours sends', async () => {
      for (const after of ['x', 'W10', Buffer.from('["a","b"]').toString('base64url'), Buffer.from('[1,"\' OR 1=1"]').toString('base64url'), 'A'.repeat(5_000)]) {
        expect(code(await ask('list', { slug, after }))).toBe('BAD_USER_INPUT');
        expect(code(await ask('memberPosts', { handle: yann.handle, after }))).toBe('BAD_USER_INPUT');
      }
      expect(code(await ask('listMine', { codes: ['../..'] }, maelle))).toBe('BAD_USER_INPUT');
      expect((await ask('thread', { code: `' OR 1=1` })).data['thread']).toBeNull();
      expect((await ask('posts', { code: codes[0], from: -2147483648, first: 2147483647 })).errors).toEqual([]);
      expect((await ask('posts', { code: codes[0], to: 2147483647, first: -5 })).errors).toEqual([]);
    });
  });

  describe('a private space', () => {
    const canary = 'CANARI-prive-77';
    let slug: string, thread: string, post: string;
    beforeAll(async () => {
      slug = await space('Cercle', { access: 'restricted', readRoles: ['ambassador'], startRoles: ['ambassador'], whoStarts: 'restricted' });
      const amb = await app.member('Inès Cercle', 'ambassador');
      thread = await start(slug, `Sujet ${canary}`, amb, { body: canary, tags: ['secret'] });
      post = (await reply(thread, `Réponse ${canary}`, amb)).code;
      expect(await one('thread', { code: thread }, amb)).toMatchObject({ title: `Sujet ${canary}` });
      expect(await one('list', { slug }, amb)).toMatchObject({ items: [{ code: thread }] });
    });

    it('is not there for anybody else, on any operation', async () => {
      const key = randomUUID();
      for (const as of [VISITOR, maelle, lea]) {
        const nulls = await Promise.all([
          ask('thread', { code: thread }, as), ask('posts', { code: thread }, as), ask('post', { code: post }, as), ask('mine', { code: thread }, as),
          ask('changes', { code: thread, since: '0' }, as), ask('history', { code: post }, as), ask('insight', { slug }, as),
        ]);
        for (const answer of nulls) {
          expect(answer.errors).toEqual([]);
          expect(Object.values(answer.data)).toEqual([null]);
        }
        expect(code(await ask('list', { slug }, as))).toBe('NOT_FOUND');
        const loose = await Promise.all([ask('list', { tag: 'secret' }, as), ask('list', { filter: 'popular' }, as), ask('home', {}, as), ask('memberPosts', { handle: 'ines.cercle' }, as), ask('listMine', { codes: [thread] }, as)]);
        for (const answer of loose) expect(answer.text).not.toContain(canary);
      }
      for (const as of [maelle, lea]) {
        const writes = await Promise.all([
          ask('reply', { input: { threadCode: thread, body: 'x', key } }, as), ask('start', { input: { spaceSlug: slug, title: 'Un titre', body: 'x', key } }, as),
          ask('edit', { input: { postCode: post, body: 'x', version: 0 } }, as), ask('remove', { code: post, reason: 'x' }, as), ask('restore', { code: post }, as),
          ask('react', { code: post, kind: 'like', on: true }, as), ask('accept', { thread, post }, as), ask('editThread', { input: { threadCode: thread, title: 'Autre' } }, as),
          ask('read', { thread, position: 1 }, as), ask('readAll', { slug }, as),
        ]);
        for (const answer of writes) expect(code(answer)).toBe('NOT_FOUND');
      }
      expect(code(await ask('close', { thread, on: true }, lea))).toBe('NOT_FOUND');
    });

    it('answers for it exactly as for one that does not exist', async () => {
      const [real, none] = await Promise.all([ask('thread', { code: thread }, maelle), ask('thread', { code: 'bcdfghjk' }, maelle)]);
      expect(real.text).toBe(none.text);
      const [realList, noList] = await Promise.all([ask('list', { slug }, maelle), ask('list', { slug: 'nulle-part' }, maelle)]);
      expect(realList.text).toBe(noList.text);
    });
  });
});
