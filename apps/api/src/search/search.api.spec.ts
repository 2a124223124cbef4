import { randomUUID } from 'node:crypto';
import { VISITOR, type Client } from '../../test/harness.js';
import { openThreadsHouse, type ThreadsHouse } from '../../test/threads-house.js';
import { RebuildIndex } from './rebuild-index.js';

interface Piece {
  readonly text: string;
  readonly hit: boolean;
}
interface Page {
  readonly items: readonly { threadCode: string; position: number; title: Piece[]; excerpt: Piece[]; matches: number; aside: boolean; author: { handle: string } }[];
  readonly next: string | null;
  readonly total: number;
  readonly capped: boolean;
  readonly slow: boolean;
  readonly corrected: string | null;
  readonly things: readonly { kind: string; title: string; path: string }[];
}

const SEARCH = `query($search: String!, $filter: SearchFilterInput, $order: SearchOrder, $after: String, $first: Int) {
  search(search: $search, filter: $filter, order: $order, after: $after, first: $first) {
    items { threadCode position title { text hit } excerpt { text hit } matches aside author { handle } } next total capped slow corrected things { kind title path } } }`;
const SUGGEST = `query($search: String!) { searchSuggestions(search: $search) { kind title hint path } }`;

const hitsOf = (pieces: readonly Piece[]): string[] => pieces.filter(({ hit }) => hit).map(({ text }) => text);
const textOf = (pieces: readonly Piece[]): string => pieces.map(({ text }) => text).join('');

describe('search', () => {
  let house: ThreadsHouse;
  let open: string;
  const search = async (text: string, more: object = {}, as: Client = VISITOR): Promise<Page> => {
    const answer = await house.app.gql<{ search: Page }>(SEARCH, { search: text, ...more }, as);
    if (answer.errors.length > 0) throw new Error(answer.text);
    return answer.data.search;
  };
  const found = async (text: string, more: object = {}, as: Client = VISITOR): Promise<string[]> => (await search(text, more, as)).items.map(({ title }) => textOf(title));
  const suggested = async (text: string, as: Client = VISITOR): Promise<string[]> =>
    (await house.app.gql<{ searchSuggestions: { kind: string; title: string }[] }>(SUGGEST, { search: text }, as)).data.searchSuggestions.map(({ kind, title }) => `${kind} ${title}`);
  /** Waits until everything that happened so far is in the index. */
  const indexed = async (): Promise<void> => {
    for (;;) {
      const { rows } = await house.app.owner.query<{ waiting: boolean }>(
        `SELECT EXISTS (SELECT 1 FROM domain_events e WHERE (e.type IN ('thread.started', 'thread.replied', 'thread.retitled') OR e.type LIKE 'post.%' AND e.type <> 'post.reacted')
                  AND NOT EXISTS (SELECT 1 FROM consumed_events c WHERE c.event_id = e.id AND c.consumer = 'search.posts')) AS waiting`,
      );
      if (!rows[0]?.waiting) return;
      await new Promise((resolve) => setImmediate(resolve));
    }
  };

  beforeAll(async () => {
    house = await openThreadsHouse();
    open = await house.space('Le comptoir');
  });
  afterAll(() => house.close());

  describe('finds words', () => {
    beforeAll(async () => {
      await house.start(open, 'Réparer une lanterne', house.maelle, { body: 'Le verre est cassé, et l’écrou a rouillé. Qui répare encore des lanternes à Douarnenez ?', tags: ['atelier'], kind: 'question' });
      await house.start(open, 'Our redis cache', house.yann, { body: 'The redis servers were slow during the night, we are running them again.', locale: 'en' });
      await house.start(open, 'A redirect that loops', house.yann, { body: 'Every redirect ends where it began, redirected forever.', locale: 'en' });
      const sweets = await house.start(open, 'Un kouign-amann réussi', house.maelle, { body: 'Beurre, sucre, patience. Rien d’autre qu’un four très chaud.' });
      await house.reply(sweets, 'Le kouign-amann de ma grand-mère prenait deux heures au four.');
      await house.reply(sweets, 'Au four à bois, c’est encore autre chose.');
      await indexed();
    });

    it.each([
      ['lanternes', ['Réparer une lanterne']],
      ['reparations lanterne', ['Réparer une lanterne']],
      ['ÉCROU', ['Réparer une lanterne']],
      ['ecrou rouillé', ['Réparer une lanterne']],
      ['the lanterne', ['Réparer une lanterne']],
      ['redis', ['Our redis cache']],
      ['redirects', ['A redirect that loops']],
      ['run server', ['Our redis cache']],
      ['kouign-amann', ['Un kouign-amann réussi']],
      ['"four très chaud"', ['Un kouign-amann réussi']],
      ['"chaud très four"', []],
      ['lanterne redis', []],
    ])('%s', async (text, titles) => {
      expect(await found(text)).toEqual(titles);
    });

    it('shows one post a thread, how many there are, and what was found in it', async () => {
      const { items, total } = await search('four');
      expect([items.length, total, items[0]?.matches]).toEqual([1, 1, 3]);
      const lantern = (await search('lanternes réparer')).items[0];
      expect([hitsOf(lantern?.title ?? []), hitsOf(lantern?.excerpt ?? [])]).toEqual([['Réparer', 'lanterne'], ['répare', 'lanternes']]);
    });

    it('completes the last word, and forgives one typo, when nothing else is found', async () => {
      expect(await found('lantern')).toEqual(['Réparer une lanterne']);
      expect(await search('kouing')).toMatchObject({ corrected: 'kouign', total: 1 });
      expect(await search('reids')).toMatchObject({ corrected: 'redis', total: 1 });
      expect(await search('zzyzx')).toMatchObject({ corrected: null, total: 0 });
    });

    it('is narrowed by space, author, tag, kind, day and answer', async () => {
      const other = await house.space('Le grenier');
      await house.start(other, 'Une lanterne du grenier', house.yann);
      await indexed();
      const tomorrow = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);
      expect((await found('lanterne')).sort()).toEqual(['Réparer une lanterne', 'Une lanterne du grenier']);
      for (const [filter, titles] of [
        [{ spaceSlug: other }, ['Une lanterne du grenier']],
        [{ author: `@${house.maelle.handle}` }, ['Réparer une lanterne']],
        [{ tag: 'atelier' }, ['Réparer une lanterne']],
        [{ kind: 'question' }, ['Réparer une lanterne']],
        [{ answered: true }, []],
        [{ from: tomorrow }, []],
        [{ until: '2000-01-01' }, []],
        [{ spaceSlug: 'nowhere' }, []],
        [{ author: 'nobody' }, []],
      ] as const) expect([filter, await found('lanterne', { filter })]).toEqual([filter, titles]);
      expect(await found('', { filter: { tag: 'atelier' } })).toEqual(['Réparer une lanterne']);
    });

    it('pages by relevance and by date without showing anything twice', async () => {
      const shelf = await house.space('La remise');
      for (let n = 0; n < 7; n++) await house.start(shelf, `Bougie numéro ${n}`);
      await indexed();
      for (const order of ['relevance', 'date']) {
        const seen: string[] = [];
        let after: string | null = null;
        do {
          const page: Page = await search('bougie', { order, after, first: 3 });
          seen.push(...page.items.map(({ title }) => textOf(title)));
          after = page.next;
        } while (after !== null);
        expect([order, seen.length, new Set(seen).size]).toEqual([order, 7, 7]);
        if (order === 'date') expect(seen[0]).toBe('Bougie numéro 6');
      }
    });

    it('leads to members, spaces and tags', async () => {
      expect((await search('comptoir')).things).toEqual([{ kind: 'space', title: 'Le comptoir', path: `/spaces/${open}` }]);
      expect((await search('atelier')).things).toEqual([{ kind: 'tag', title: 'atelier', path: '/search?tag=atelier' }]);
      expect((await search('Kerbrat', {}, house.maelle)).things).toEqual([{ kind: 'member', title: 'Yann Kerbrat', path: `/members/${house.yann.handle}` }]);
      // The directory is for those who are signed in.
      expect((await search('Kerbrat')).things).toEqual([]);
    });

    it('suggests while one types', async () => {
      expect(await suggested('kou')).toEqual(['thread Un kouign-amann réussi']);
      expect(await suggested('redi')).toEqual(expect.arrayContaining(['thread Our redis cache', 'thread A redirect that loops']));
      expect(await suggested('redis')).toEqual(['thread Our redis cache']);
      expect(await suggested('ker', house.maelle)).toContain('member Yann Kerbrat');
      expect(await suggested('k')).toEqual([]);
    });

    it('costs a known number of statements', async () => {
      const web = house.app;
      const cost = async (text: string, as: Client = VISITOR): Promise<number> => {
        await search(text, {}, as);
        return web.statements(() => search(text, {}, as));
      };
      // The context, a transaction of four, what is shown, tags; for whoever may browse them, members.
      expect([await cost('lanterne'), await cost('lanterne', house.maelle)]).toEqual([7, 8]);
    });
  });

  describe('keeps in step', () => {
    it('with edits, removals, restorations and titles', async () => {
      const thread = await house.start(open, 'Un titre passager', house.maelle, { body: 'Une girouette grince.' });
      const reply = (await house.reply(thread, 'La mienne est une hirondelle.', house.yann)).code;
      await indexed();
      expect([await found('girouette'), await found('hirondelle')]).toEqual([['Un titre passager'], ['Un titre passager']]);
      await house.one('edit', { input: { postCode: reply, body: 'La mienne est un goéland.', version: 0 } }, house.yann);
      await house.one('editThread', { input: { threadCode: thread, title: 'Un titre définitif' } }, house.maelle);
      await indexed();
      expect([await found('hirondelle'), await found('goéland'), await found('passager'), await found('définitif')]).toEqual([[], ['Un titre définitif'], [], ['Un titre définitif']]);
      await house.one('remove', { code: reply, reason: 'Hors sujet' }, house.lea);
      expect(await found('goéland')).toEqual([]);
      await house.one('restore', { code: reply }, house.lea);
      await indexed();
      expect(await found('goéland')).toEqual(['Un titre définitif']);
    });

    it('a rebuild gives the same, and forgets what is gone', async () => {
      const rebuild = house.app.server.app.get(RebuildIndex, { strict: false });
      const state = async (): Promise<unknown> => (await house.app.owner.query(`SELECT post_id, thread_id, space_id, author_id, created_at, stems::text FROM search_documents ORDER BY post_id`)).rows;
      await indexed();
      const before = await state();
      await house.app.owner.query(`INSERT INTO search_words (word, uses) VALUES ('nulle-part', 1)`);
      await rebuild.all(() => undefined);
      expect(await state()).toEqual(before);
      expect((await house.app.owner.query(`SELECT 1 FROM search_words WHERE word = 'nulle-part'`)).rowCount).toBe(0);
      await house.app.owner.query('DELETE FROM search_documents');
      await rebuild.all(() => undefined);
      expect(await state()).toEqual(before);
    });
  });

  describe('shows nobody what she may not read', () => {
    const canary = `canaribleu${randomUUID().slice(0, 4).replace(/\d/g, 'x')}`;
    let secret: string, insider: Client;

    beforeAll(async () => {
      insider = await house.app.member('Dans Le Secret', 'ambassador');
      secret = await house.space(`Espace ${canary}`, { access: 'restricted', readRoles: ['ambassador'] });
      const hidden = await house.start(secret, `Sujet ${canary}`, insider, { tags: [canary] });
      await house.reply(hidden, `Réponse ${canary}`, insider);
      const public_ = await house.start(open, 'Un sujet pour tous');
      const removed = (await house.reply(public_, `Retiré ${canary}`, house.yann)).code;
      await indexed();
      await house.one('remove', { code: removed, reason: 'Hors sujet' }, house.lea);
      await indexed();
    });

    it.each(['visitor', 'member', 'moderator'] as const)('not %s: no hit, no count, no thing, no suggestion, no correction', async (role) => {
      const as = { visitor: VISITOR, member: house.yann, moderator: house.lea }[role];
      for (const text of [canary, canary.slice(0, -1), canary.slice(0, 5), `${canary.slice(0, 3)}x${canary.slice(4)}`, `"sujet ${canary}"`]) {
        expect([text, await search(text, {}, as)]).toEqual([text, { items: [], next: null, total: 0, capped: false, slow: false, corrected: null, things: [] }]);
        expect([text, await suggested(text, as)]).toEqual([text, []]);
      }
      for (const filter of [{ spaceSlug: secret }, { tag: canary }, { author: insider.handle }]) {
        expect([filter, (await search('', { filter }, as)).total, (await search('sujet', { filter }, as)).total]).toEqual([filter, 0, 0]);
      }
    });

    it('but whoever may read it', async () => {
      const page = await search(canary, {}, insider);
      expect([page.total, page.items[0]?.matches, page.things.map(({ kind }) => kind).sort()]).toEqual([1, 2, ['space', 'tag']]);
      expect(await suggested(canary.slice(0, 6), insider)).toContain(`thread Sujet ${canary}`);
    });

    it('a space that closes is closed at once, without the index', async () => {
      const space = await house.space('Une porte');
      await house.start(space, 'Derrière la porte vermoulue');
      await indexed();
      expect(await found('vermoulue')).toEqual(['Derrière la porte vermoulue']);
      await house.app.owner.query(`UPDATE spaces SET access = 'restricted' WHERE slug = $1`, [space]);
      expect(await search('vermoulue', {}, house.yann)).toMatchObject({ total: 0, items: [] });
    });

    it('what somebody writes whom she blocks is marked to be folded, and not suggested', async () => {
      await house.app.gql('mutation($h: String!) { blockMember(handle: $h, on: true) { __typename } }', { h: house.yann.handle }, insider);
      const page = await search('redis', {}, insider);
      expect(page.items.map(({ aside }) => aside)).toEqual([true]);
      expect(await suggested('redis', insider)).toEqual([]);
      expect((await search('redis', {}, house.maelle)).items.map(({ aside }) => aside)).toEqual([false]);
      expect((await search('Kerbrat', {}, insider)).things).toEqual([]);
    });
  });

  it('takes anything as a question, quickly, and breaks nothing', async () => {
    const texts = [
      '('.repeat(100_000), '"'.repeat(100_000), "'|&!:*<->()".repeat(10_000), '\u202e\u2066\u200b'.repeat(9_000), 'a'.repeat(100_000), '\\'.repeat(100_000), '%_'.repeat(50_000),
      '@'.repeat(100_000), 'é '.repeat(30_000), '\ud800', 'a\0b', '<script>alert(1)</script>', "'; DROP TABLE posts; --", 'le la les', 'the of', '🔥🔥', '日本語 テスト', 'ﷺ'.repeat(1000), 'x:A', 'a <-> b', '\ue000x\ue001',
    ];
    for (const text of texts) {
      const page = await house.app.gql<{ search: Page }>(SEARCH, { search: text });
      expect([text.slice(0, 20), page.errors, page.data?.search.slow]).toEqual([text.slice(0, 20), [], false]);
      const suggestions = await house.app.gql(SUGGEST, { search: text }, house.maelle);
      expect([text.slice(0, 20), suggestions.errors]).toEqual([text.slice(0, 20), []]);
    }
    for (const more of [{ after: 'x' }, { filter: { from: 'hier' } }, { filter: { until: '2026-99-99' } }]) {
      expect((await house.app.gql(SEARCH, { search: 'mer', ...more })).errors[0]?.extensions['code']).toBe('BAD_USER_INPUT');
    }
  });
});
