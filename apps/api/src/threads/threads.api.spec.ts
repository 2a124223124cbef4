import { randomUUID } from 'node:crypto';
import { VISITOR } from '../../test/harness.js';
import { eventually } from '../../test/platform.js';
import { codeOf as code, openThreadsHouse, type ThreadsHouse } from '../../test/threads-house.js';

describe('threads: writing and changing', () => {
  let house: ThreadsHouse;
  let { app, admin, lea, maelle, yann, ask, one, cost, space, start, reply } = {} as ThreadsHouse;
  beforeAll(async () => {
    house = await openThreadsHouse();
    ({ app, admin, lea, maelle, yann, ask, one, cost, space, start, reply } = house);
  });
  afterAll(() => house.close());

  describe('writing', () => {
    it('starts, replies with a mention and a quote, and shows it to everybody', async () => {
      const slug = await space('Lampes');
      const thread = await start(slug, 'Quelle lampe tient deux nuits ?', maelle, { kind: 'question', tags: ['Autonomie'] });
      const first = await reply(thread, `Garde l’accu dans le duvet, @${maelle.handle}.`);
      const second = await one('reply', { input: { threadCode: thread, body: '**Merci**', replyTo: first.code, key: randomUUID() } }, maelle);
      expect(second).toMatchObject({ revision: '3', post: { position: 3, html: '<p><strong>Merci</strong></p>', replyTo: { code: first.code, excerpt: `Garde l’accu dans le duvet, @${maelle.handle}.` } } });
      const page = await one('posts', { code: thread });
      expect(page).toMatchObject({ firstPosition: 1, lastPosition: 3, hasBefore: false, hasAfter: false });
      expect((page['items'] as { html: string }[])[1]?.html).toContain(`<a href="/members/${maelle.handle}" class="mention">`);
      expect((page['items'] as unknown[])[2]).toEqual(second['post']);
      expect(await one('thread', { code: thread })).toMatchObject({ kind: 'question', tags: ['autonomie'], repliesCount: 2, lastPosition: 3, revision: '3', participantsCount: 2, space: { slug } });
      const { rows } = await app.owner.query('SELECT count(*)::int AS n FROM post_mentions pm JOIN members m ON m.id = pm.member_id WHERE m.handle = $1', [maelle.handle]);
      expect(rows[0]).toEqual({ n: 1 });
      await eventually('the counters', async () => (await app.owner.query('SELECT threads_count, posts_count FROM spaces WHERE slug = $1', [slug])).rows[0]?.posts_count === 3);
      expect((await app.owner.query('SELECT threads_count FROM spaces WHERE slug = $1', [slug])).rows[0]).toEqual({ threads_count: 1 });
    });

    it('makes one reply of the same key, even sent twenty times at once', async () => {
      const thread = await start(await space('Clé'), 'Une clé, une réponse');
      const input = { threadCode: thread, body: 'Une seule fois', key: randomUUID() };
      const answers = await Promise.all(Array.from({ length: 20 }, () => one('reply', { input }, yann)));
      expect(new Set(answers.map((answer) => (answer['post'] as { code: string }).code)).size).toBe(1);
      expect(await one('thread', { code: thread })).toMatchObject({ lastPosition: 2, repliesCount: 1 });
      const started = { spaceSlug: 'cle', title: 'Deux envois', body: 'x y z', key: randomUUID() };
      const twice = await Promise.all([one('start', { input: started }, yann), one('start', { input: started }, yann)]);
      expect(twice[0]).toEqual(twice[1]);
    });

    it('gives parallel replies places of their own', async () => {
      const thread = await start(await space('Course'), 'Tous ensemble');
      const positions = await Promise.all(Array.from({ length: 30 }, async (_, i) => (await reply(thread, `Réponse ${i}`, i % 2 ? yann : maelle)).position));
      expect([...positions].sort((a, b) => a - b)).toEqual(Array.from({ length: 30 }, (_, i) => i + 2));
      expect(await one('thread', { code: thread })).toMatchObject({ revision: '31', repliesCount: 30 });
    });

    it('costs at most 12 statements a reply', async () => {
      const thread = await start(await space('Coût'), 'Combien de requêtes ?');
      const first = await reply(thread, 'Une');
      const input = { threadCode: thread, body: `Bonjour @${maelle.handle}`, replyTo: first.code, key: randomUUID() };
      expect(await cost('reply', { input }, yann)).toBeLessThanOrEqual(8);
      // The session, the thread, the reply: one statement locks, writes and commits.
      expect(await cost('reply', { input: { threadCode: thread, body: 'Bonjour', key: randomUUID() } }, yann)).toBe(3);
    });

    it('refuses with the field and keeps nothing', async () => {
      const thread = await start(await space('Refus'), 'Des refus');
      const refusal = async (body: string) => one('reply', { input: { threadCode: thread, body, key: randomUUID() } }, yann);
      expect(await refusal('  \n ')).toMatchObject({ code: 'post.empty', field: 'body' });
      expect(await refusal('a'.repeat(32_001))).toMatchObject({ code: 'post.long', field: 'body', message: expect.stringContaining('32000') });
      expect(await refusal('>'.repeat(500))).toMatchObject({ code: 'post.tooIntricate' });
      const sam = await app.member('Sam English');
      await app.gql('mutation { setLocale(locale: en) { ok } }', {}, sam);
      expect(await one('reply', { input: { threadCode: thread, body: ' ', key: randomUUID() } }, sam)).toMatchObject({ message: 'The post is empty.' });
      expect(code(await ask('reply', { input: { threadCode: thread, body: 'x', key: 'court' } }, yann))).toBe('BAD_USER_INPUT');
      expect(code(await ask('reply', { input: { threadCode: thread, body: 'x', key: randomUUID() } }))).toBe('UNAUTHENTICATED');
      expect(await one('preview', { body: '*a* <script>' }, yann)).toMatchObject({ html: '<p><em>a</em> &#x3C;script></p>' });
      expect(await one('thread', { code: thread })).toMatchObject({ lastPosition: 1 });
    });
  });

  describe('changing', () => {
    let slug: string, thread: string;
    beforeAll(async () => {
      slug = await space('Changements');
      thread = await start(slug, 'Ce qui change', maelle, { kind: 'question' });
    });

    it('saves one of ten edits that begin at the same text, and tells the others', async () => {
      const post = await reply(thread, 'Le texte commun');
      const answers = await Promise.all(Array.from({ length: 10 }, (_, i) => one('edit', { input: { postCode: post.code, body: `Correction ${i}`, version: 0 } }, i % 2 ? yann : lea)));
      expect(answers.filter((answer) => answer['__typename'] === 'PostSaved')).toHaveLength(1);
      expect(answers.filter((answer) => answer['code'] === 'post.changedMeanwhile')).toHaveLength(9);
    });

    it('edits with a history, and tells whoever was slower', async () => {
      const post = await reply(thread, 'Première version');
      expect(await one('source', { code: post.code }, yann)).toEqual({ source: 'Première version', version: 0 });
      expect(await one('edit', { input: { postCode: post.code, body: 'Deuxième version', version: 0 } }, yann)).toMatchObject({ post: { edits: 1, html: '<p>Deuxième version</p>' } });
      expect(await one('edit', { input: { postCode: post.code, body: 'Perdue ?', version: 0 } }, yann)).toMatchObject({ code: 'post.changedMeanwhile', field: 'body' });
      expect(await one('edit', { input: { postCode: post.code, body: 'Troisième', version: 1 } }, lea)).toMatchObject({ post: { edits: 2 } });
      const history = await one('history', { code: post.code });
      expect(history['versions']).toEqual([
        { number: 1, source: 'Première version', html: '<p>Première version</p>', editor: { handle: yann.handle } },
        { number: 2, source: 'Deuxième version', html: '<p>Deuxième version</p>', editor: { handle: yann.handle } },
        { number: 3, source: 'Troisième', html: '<p>Troisième</p>', editor: { handle: lea.handle } },
      ]);
      expect((await ask('source', { code: post.code }, maelle)).data['postSource']).toBeNull();
    });

    it('lets one of many simultaneous edits through', async () => {
      const post = await reply(thread, 'Disputée');
      const answers = await Promise.all(Array.from({ length: 8 }, (_, i) => one('edit', { input: { postCode: post.code, body: `Version ${i}`, version: 0 } }, yann)));
      expect(answers.filter((answer) => answer['__typename'] === 'PostSaved')).toHaveLength(1);
    });

    it('removes without a trace for members: the text never leaves', async () => {
      const canary = 'CANARI-8f2e';
      const post = await reply(thread, `Secret ${canary}`);
      const answer = await reply(thread, 'Je réponds', maelle, { replyTo: post.code });
      expect(await one('remove', { code: post.code, reason: '' }, lea)).toMatchObject({ code: 'post.reasonNeeded' });
      expect(await one('remove', { code: post.code, reason: 'Hors sujet' }, lea)).toMatchObject({ post: { state: 'removed', stateReason: 'Hors sujet', html: `<p>Secret ${canary}</p>` } });
      for (const as of [VISITOR, maelle, yann]) {
        const seen = await Promise.all([
          ask('posts', { code: thread, first: 100 }, as), ask('post', { code: post.code }, as), ask('post', { code: answer.code }, as), ask('changes', { code: thread, since: '0' }, as),
          ask('history', { code: post.code }, as), ask('source', { code: post.code }, as), ask('list', { slug }, as), ask('home', {}, as), ask('memberPosts', { handle: yann.handle }, as), ask('thread', { code: thread }, as),
        ]);
        for (const { text } of seen) expect(text).not.toContain(canary);
      }
      expect((await ask('posts', { code: thread, first: 100 }, lea)).text).toContain(canary);
      expect(await one('restore', { code: post.code }, yann)).toMatchObject({ code: 'post.notAllowed' });
      expect(await one('restore', { code: post.code }, lea)).toMatchObject({ post: { state: 'visible' } });
      expect((await ask('post', { code: post.code })).text).toContain(canary);
      const { rows } = await app.owner.query<{ action: string }>(`SELECT action FROM audit_entries WHERE subject_kind = 'post' ORDER BY id`);
      expect(rows.map((row) => row.action)).toEqual(expect.arrayContaining(['post.remove', 'post.restore']));
    });

    it('counts a reaction once, however often it is said', async () => {
      const post = await reply(thread, 'Bravo à vous');
      await Promise.all([maelle, maelle, lea, admin].map((as) => one('react', { code: post.code, kind: 'bravo', on: true }, as)));
      expect(await one('post', { code: post.code })).toMatchObject({ reactions: [{ kind: 'bravo', count: 3 }] });
      expect(await one('mine', { code: thread }, maelle)).toMatchObject({ reactions: [{ postCode: post.code, kinds: ['bravo'] }] });
      expect(await one('react', { code: post.code, kind: 'bravo', on: false }, maelle)).toMatchObject({ post: { reactions: [{ kind: 'bravo', count: 2 }] } });
      const { revision } = await one('thread', { code: thread });
      expect(await one('react', { code: post.code, kind: 'bravo', on: false }, maelle)).toMatchObject({ revision });
      expect(await one('react', { code: post.code, kind: 'bravo', on: true }, yann)).toMatchObject({ code: 'post.ownReaction' });
      await one('react', { code: post.code, kind: 'like', on: true }, maelle);
      await eventually('the author’s likes', async () => (await app.owner.query('SELECT likes_received AS n FROM members WHERE handle = $1', [yann.handle])).rows[0]?.n === 1);
    });

    it('accepts an answer, which goes when its post goes', async () => {
      const post = await reply(thread, 'La réponse');
      expect(await one('accept', { thread, post: post.code }, yann)).toMatchObject({ code: 'thread.notAllowed' });
      expect(await one('accept', { thread, post: post.code }, maelle)).toMatchObject({ __typename: 'Done' });
      expect(await one('thread', { code: thread })).toMatchObject({ accepted: { postCode: post.code, html: '<p>La réponse</p>', acceptedBy: 'Maëlle Le Goff', author: { handle: yann.handle } } });
      await one('remove', { code: post.code, reason: '' }, yann);
      expect(await one('thread', { code: thread })).toMatchObject({ accepted: null });
      const { actions } = await one('posts', { code: thread, first: 100 });
      expect((actions as { kind: string }[]).map((action) => action.kind)).toEqual(['accepted', 'unaccepted']);
    });

    it('closes, pins and renames, by those who may', async () => {
      expect(code(await ask('close', { thread, on: true }, maelle))).toBe('FORBIDDEN');
      await one('close', { thread, on: true }, lea);
      expect(await one('reply', { input: { threadCode: thread, body: 'Trop tard', key: randomUUID() } }, yann)).toMatchObject({ code: 'thread.closed' });
      expect(await one('mine', { code: thread }, yann)).toMatchObject({ canReply: false, replyRefusal: expect.stringContaining('fermé') });
      expect((await one('reply', { input: { threadCode: thread, body: 'Le mot de la fin', key: randomUUID() } }, lea))['__typename']).toBe('PostSaved');
      await one('close', { thread, on: false }, lea);
      await one('pin', { thread, on: true }, admin);
      await one('editThread', { input: { threadCode: thread, title: 'Ce qui a changé', tags: ['Un', 'deux'] } }, maelle);
      expect(await one('thread', { code: thread })).toMatchObject({ title: 'Ce qui a changé', tags: ['un', 'deux'], pinned: true, closed: false });
      expect(await one('editThread', { input: { threadCode: thread, title: 'x' } }, maelle)).toMatchObject({ code: 'thread.titleShort', field: 'title' });
    });

    it('tells what changed since a revision, and nothing twice', async () => {
      const { revision } = await one('thread', { code: thread });
      const post = await reply(thread, 'Du nouveau');
      await one('react', { code: post.code, kind: 'like', on: true }, maelle);
      const changes = await one('changes', { code: thread, since: revision });
      expect(changes).toMatchObject({ since: revision, reload: false, posts: [{ code: post.code, reactions: [{ kind: 'like', count: 1 }] }], actions: [] });
      expect(BigInt(changes['revision'] as string)).toBe(BigInt(revision as string) + 2n);
      expect(await one('changes', { code: thread, since: changes['revision'] })).toMatchObject({ posts: [], reload: false });
      expect(await one('changes', { code: thread, since: '999999' })).toMatchObject({ reload: true, posts: [] });
      expect(code(await ask('changes', { code: thread, since: 'x' }))).toBe('BAD_USER_INPUT');
    });
  });
});
