import { MembersSpaceCounts1763640000590 as BySpace } from '@foyer/migrations';
import fc from 'fast-check';
import { VISITOR, type Client } from '../../test/harness.js';
import { eventually } from '../../test/platform.js';
import { openThreadsHouse, type ThreadsHouse } from '../../test/threads-house.js';
import { recountCommunity } from '../imports/index.js';
import { ownerDataSource } from '../platform/database/migrate.js';

const PROFILE = 'query P($handle: String!) { member(handle: $handle) { postsCount threadsCount likesReceived acceptedAnswers } }';
const LIST = 'query L($sort: MembersSort, $after: String, $first: Int, $filter: MembersFilter!) { members(filter: $filter, sort: $sort, after: $after, first: $first) { items { handle postsCount } next } }';

interface Counts { postsCount: number; threadsCount: number; likesReceived: number; acceptedAnswers: number }
interface Listed { items: { handle: string; postsCount: number }[]; next: string | null }

/** What a member wrote where others may not look: the number of it is as secret as the text. */
describe('what is counted of a member', () => {
  let house: ThreadsHouse;
  let author: Client, insider: Client, cm: Client, quiet: Client;
  let open: string, closed: string;
  beforeAll(async () => {
    house = await openThreadsHouse();
    [author, insider, cm, quiet] = [await house.app.member('Autrice Cachée'), await house.app.member('Dedans Toujours'), await house.app.member('Charlotte Meneuse', 'cm'), await house.app.member('Peu Bavarde')];
    const made = await house.app.gql<{ createGroup: { group: { code: string } } }>('mutation { createGroup(name: "Cercle", description: "") { ... on GroupSaved { group { code } } } }', {}, house.admin);
    const code = made.data.createGroup.group.code;
    for (const one of [author, insider, house.maelle]) {
      await house.app.gql('mutation M($code: String!, $handle: String!) { setGroupMember(groupCode: $code, handle: $handle, member: true) { __typename } }', { code, handle: one.handle }, house.admin);
    }
    open = await house.space('Grand salon');
    closed = await house.space('Cercle fermé', { access: 'restricted', readGroups: [code] });
  });
  afterAll(() => house.close());

  const counted = async (of: Client, as: Client): Promise<Counts | null> => (await house.app.gql<{ member: Counts | null }>(PROFILE, { handle: of.handle }, as)).data.member;
  const list = async (as: Client, more: object = {}): Promise<Listed> => (await house.app.gql<{ members: Listed }>(LIST, { filter: {}, sort: 'posts', first: 60, ...more }, as)).data.members;
  const listed = async (of: Client, as: Client, more: object = {}): Promise<number | undefined> => (await list(as, more)).items.find((one) => one.handle === of.handle)?.postsCount;
  const kept = async (): Promise<string> =>
    JSON.stringify((await house.app.owner.query(
      `SELECT m.handle, m.posts_count, m.threads_count, m.likes_received, m.accepted_answers,
              (SELECT jsonb_agg(jsonb_build_array(s.slug, c.posts, c.threads, c.likes, c.answers) ORDER BY s.slug) FROM member_space_counts c JOIN spaces s ON s.id = c.space_id WHERE c.member_id = m.id AND (c.posts, c.threads, c.likes, c.answers) <> (0, 0, 0, 0)) AS by_space
         FROM members m ORDER BY m.id`)).rows);
  /** Nothing that was published waits to be counted. */
  const settled = (): Promise<void> =>
    eventually('everything is counted', async () => (await house.app.owner.query(
      `SELECT 1 FROM domain_events e WHERE e.type = ANY ($1) AND NOT EXISTS (SELECT 1 FROM consumed_events c WHERE c.event_id = e.id AND c.consumer = 'members.counters') LIMIT 1`,
      [['thread.started', 'thread.replied', 'post.removed', 'post.restored', 'post.reacted', 'thread.answerAccepted', 'thread.answerUnaccepted']])).rowCount === 0, 15_000);
  const archive = async (slug: string, archived: boolean): Promise<void> => {
    const { rows } = await house.app.owner.query<{ code: string }>('SELECT code FROM spaces WHERE slug = $1', [slug]);
    await house.app.gql('mutation A($code: String!, $archived: Boolean!) { archiveSpace(spaceCode: $code, archived: $archived) { __typename } }', { code: rows[0]?.code, archived }, house.admin);
  };

  it('is what the viewer may read, on profiles, in the directory and its order, among followers and in the console', async () => {
    const inside = await house.start(closed, 'Entre nous', author, { kind: 'question' });
    for (let i = 0; i < 4; i++) await house.reply(inside, `Entre nous ${i}`, author);
    const answer = await house.reply(await house.start(closed, 'Une question', insider, { kind: 'question' }), 'La réponse', author);
    await house.one('react', { code: answer.code, kind: 'like', on: true }, insider);
    await house.one('accept', { thread: await threadOf(answer.code), post: answer.code }, insider);
    const outside = await house.start(open, 'Bonjour à tous', author);
    for (let i = 0; i < 2; i++) await house.reply(outside, `Une suite ${i}`, quiet);
    await house.reply(outside, 'Encore', author);
    for (let i = 0; i < 3; i++) await house.reply(outside, `Et puis ${i}`, house.yann);
    await settled();

    const all = { postsCount: 8, threadsCount: 2, likesReceived: 1, acceptedAnswers: 1 };
    const some = { postsCount: 2, threadsCount: 1, likesReceived: 0, acceptedAnswers: 0 };
    for (const [name, as, seen] of [['a visitor', VISITOR, some], ['a member', quiet, some], ['a community manager', cm, some], ['one of the group', insider, all], ['an administrator', house.admin, all], ['herself', author, all]] as const) {
      expect([name, await counted(author, as)]).toEqual([name, seen]);
      if (as === VISITOR) continue;
      expect([name, await listed(author, as)]).toEqual([name, seen.postsCount]);
      const order = (await list(as)).items;
      expect([name, order.map((one) => one.postsCount)]).toEqual([name, order.map((one) => one.postsCount).sort((a, b) => b - a)]);
      expect([name, order[0]?.handle]).toEqual([name, seen === all ? author.handle : house.yann.handle]);
      // The same, page by page: nobody twice, nobody missing.
      const paged: string[] = [];
      let after: string | null = null;
      do {
        const page: Listed = await list(as, { first: 2, after });
        paged.push(...page.items.map((one) => one.handle));
        after = page.next;
      } while (after);
      expect([name, paged]).toEqual([name, order.map((one) => one.handle)]);
      for (const sort of ['name', 'newest']) expect([name, sort, await listed(author, as, { sort })]).toEqual([name, sort, seen.postsCount]);
    }
    await house.app.gql('mutation F($handle: String!) { followMember(handle: $handle, on: true) { __typename } }', { handle: quiet.handle }, author);
    for (const [as, posts] of [[quiet, 2], [insider, 8]] as const) {
      const followers = await house.app.gql('query F($h: String!) { followers(handle: $h) { items { handle postsCount } } }', { h: quiet.handle }, as);
      expect(followers.data).toEqual({ followers: { items: [{ handle: author.handle, postsCount: posts }] } });
    }
    for (const [as, posts] of [[cm, 2], [house.admin, 8]] as const) {
      const administered = await house.app.gql('query A($h: String!) { administeredMember(handle: $h) { postsCount } }', { h: author.handle }, as);
      expect(administered.data).toEqual({ administeredMember: { postsCount: posts } });
    }
  });

  it('follows the space: who may read it no more is told no more, and an archived one counts for staff alone', async () => {
    await archive(closed, true);
    expect(await counted(author, insider)).toMatchObject({ postsCount: 2 });
    expect(await counted(author, house.admin)).toMatchObject({ postsCount: 8 });
    await archive(closed, false);
    expect(await counted(author, insider)).toMatchObject({ postsCount: 8 });
  });

  it('proposes for a mention those who write most there, whatever they write elsewhere', async () => {
    const suggested = await house.app.gql<{ suggestMembers: { handle: string }[] }>('query S($s: String!, $p: String!) { suggestMembers(spaceSlug: $s, prefix: $p) { handle } }', { s: open, p: 'e' }, cm);
    const handles = suggested.data.suggestMembers.map((one) => one.handle);
    expect(handles.indexOf(house.yann.handle ?? '')).toBeLessThan(handles.indexOf(author.handle ?? ''));
    expect(handles).toContain(author.handle);
  });

  it('costs no statement more than before', async () => {
    const session = await house.app.statements(() => house.app.gql('{ viewer { handle } }', {}, quiet));
    expect(await house.app.statements(() => counted(author, quiet))).toBe(session + 1);
    for (const sort of ['posts', 'name']) expect([sort, await house.app.statements(() => list(quiet, { sort, first: 3 }))]).toEqual([sort, await house.app.statements(() => list(quiet, { sort, first: 60 }))]);
  });

  it('stays true whatever is written, liked, accepted, removed and restored, where and in whatever order', async () => {
    const writers = [author, insider, house.maelle];
    const act = fc.record({ what: fc.constantFrom('start', 'reply', 'like', 'unlike', 'remove', 'restore', 'accept', 'unaccept'), who: fc.nat(2), which: fc.nat(50), where: fc.nat(1) });
    const threads: { code: string; by: Client }[] = [];
    const posts: { code: string; thread: number }[] = [];
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 25, maxLength: 25 }), async (acts) => {
        for (const { what, who, which, where } of acts) {
          const by = writers[who] ?? author;
          const post = posts[which % (posts.length || 1)];
          const thread = threads[post?.thread ?? 0];
          if (what === 'start' || !post || !thread) threads.push({ code: await house.start([open, closed][where] ?? open, `Fil ${threads.length}`, by, { kind: 'question' }), by });
          if (what === 'reply' || posts.length === 0) {
            const at = which % threads.length;
            posts.push({ code: (await house.reply(threads[at]?.code ?? '', 'Une réponse', by)).code, thread: at });
          } else if (post && thread) {
            if (what === 'like' || what === 'unlike') await house.ask('react', { code: post.code, kind: 'like', on: what === 'like' }, by);
            if (what === 'remove') await house.ask('remove', { code: post.code, reason: 'Hors sujet' }, house.admin);
            if (what === 'restore') await house.ask('restore', { code: post.code }, house.admin);
            if (what === 'accept' || what === 'unaccept') await house.ask('accept', { thread: thread.code, post: what === 'accept' ? post.code : null }, thread.by);
          }
        }
        await settled();
        const told = await kept();
        await house.app.database.transaction(recountCommunity);
        expect(told).toBe(await kept());
      }),
      { numRuns: 4, seed: 20261120, endOnFailure: true },
    );
    expect(threads.length).toBeGreaterThan(3);
    expect(posts.length).toBeGreaterThan(8);
  });

  it('is recounted when rows are wrong, missing or left over', async () => {
    const right = await kept();
    await house.app.owner.query(`UPDATE members SET posts_count = posts_count + 7 WHERE id = $1`, [quiet.memberId]);
    await house.app.owner.query(`DELETE FROM member_space_counts WHERE member_id = $1`, [author.memberId]);
    await house.app.owner.query(`INSERT INTO member_space_counts (member_id, space_id, posts) SELECT $1, id, 99 FROM spaces WHERE slug = $2`, [cm.memberId, closed]);
    await house.app.database.transaction(recountCommunity);
    expect(await kept()).toBe(right);
  });

  it('is counted anew by the migration, in a house where people have written for long', async () => {
    const right = await kept();
    const source = await ownerDataSource(house.app.settings.databaseUrl ?? '').initialize();
    try {
      const runner = source.createQueryRunner();
      await runner.startTransaction();
      await new BySpace().down(runner);
      await runner.query(`UPDATE members SET likes_received = likes_received + 3 WHERE id = $1`, [author.memberId]);
      await new BySpace().up(runner);
      await runner.commitTransaction();
      await runner.release();
    } finally {
      await source.destroy();
    }
    expect(await kept()).toBe(right);
  });

  // The last one: what it fills the house with stays.
  it('orders a large house along an index, whatever is kept from the viewer', async () => {
    const { owner } = house.app;
    await owner.query(`INSERT INTO spaces (id, code, slug, name_fr, name_en, position) SELECT gen_random_uuid(), 'ailleur' || n, 'ailleurs-' || n, 'Ailleurs', '', 100 + n FROM generate_series(1, 9) n`);
    await owner.query(`INSERT INTO members (id, handle, display_name) SELECT gen_random_uuid(), 'nombreux.' || n, 'Nombreux ' || n FROM generate_series(1, 10000) n`);
    await owner.query(
      `INSERT INTO member_space_counts (member_id, space_id, posts)
       SELECT m.id, s.id, 1 + abs(hashtext(m.handle::text)) % 300 FROM members m JOIN spaces s ON s.slug LIKE 'ailleurs-%' OR (s.slug = $1 AND hashtext(m.handle::text) % 40 = 0) WHERE m.handle LIKE 'nombreux.%'`, [closed]);
    await owner.query(`UPDATE members m SET posts_count = c.posts FROM (SELECT member_id, sum(posts) AS posts FROM member_space_counts GROUP BY member_id) c WHERE c.member_id = m.id`);
    await owner.query('ANALYZE members, member_space_counts');
    const asked: [string, unknown[]][] = [];
    const rows = house.app.database.rows.bind(house.app.database);
    house.app.database.rows = (text, values = []) => (asked.push([text, [...values]]), rows(text, values));
    try {
      await list(quiet, { first: 24 });
    } finally {
      Reflect.deleteProperty(house.app.database, 'rows');
    }
    const [text, values] = asked.find(([statement]) => statement.includes('posts_seen')) ?? ['', []];
    const plan = (await owner.query<{ 'QUERY PLAN': string }>(`EXPLAIN (ANALYZE, TIMING OFF) ${text}`, values)).rows.map((row) => row['QUERY PLAN']).join('\n');
    expect(plan).toContain('members_by_posts');
    expect(plan).toContain('member_space_counts_space');
    expect(plan).not.toContain('Seq Scan on member_space_counts');
  });

  async function threadOf(post: string): Promise<string> {
    const { rows } = await house.app.owner.query<{ code: string }>('SELECT t.code FROM posts p JOIN threads t ON t.id = p.thread_id WHERE p.code = $1', [post]);
    return rows[0]?.code ?? '';
  }
});
