import type { Client } from '../../test/harness.js';
import { openThreadsHouse, type ThreadsHouse } from '../../test/threads-house.js';

describe('what a block and a mute do in threads', () => {
  let house: ThreadsHouse;
  let slug: string;
  let blocker: Client, blocked: Client;
  const act = (what: 'blockMember' | 'muteMember', other: Client, on: boolean, as: Client): Promise<unknown> =>
    house.app.gql(`mutation($handle: String!, $on: Boolean!) { ${what}(handle: $handle, on: $on) { __typename } }`, { handle: other.handle, on }, as);
  const mentioned = async (postCode: string): Promise<string[]> =>
    (await house.app.owner.query<{ handle: string }>('SELECT m.handle::text FROM post_mentions pm JOIN posts p ON p.id = pm.post_id JOIN members m ON m.id = pm.member_id WHERE p.code = $1 ORDER BY 1', [postCode])).rows.map((row) => row.handle);
  const told = async (postCode: string): Promise<{ replyToId: string | null; mentionedIds: string[] }> =>
    (await house.app.owner.query<{ payload: { replyToId: string | null; mentionedIds: string[] } }>(`SELECT e.payload FROM domain_events e JOIN posts p ON p.id::text = e.payload->>'postId' WHERE p.code = $1 AND e.type = 'thread.replied'`, [postCode])).rows[0]?.payload ?? { replyToId: 'none', mentionedIds: [] };

  beforeAll(async () => {
    house = await openThreadsHouse();
    slug = await house.space('Le port');
    [blocker, blocked] = [await house.app.member('Armelle Bloque'), await house.app.member('Brendan Bloqué')];
    await act('blockMember', blocked, true, blocker);
  });
  afterAll(() => house.close());

  it('mentions between the two are shown and reach nobody, either way; others are called as ever', async () => {
    const thread = await house.start(slug, 'Un sujet de Yann', house.yann);
    const post = await house.reply(thread, `Bonjour @${blocker.handle} et @${house.maelle.handle}`, blocked);
    expect(await mentioned(post.code)).toEqual([house.maelle.handle]);
    expect((await told(post.code)).mentionedIds).toEqual([house.maelle.memberId]);
    expect((await house.ask('post', { code: post.code }, blocked)).text).toContain(`/members/${blocker.handle}`);
    const back = await house.reply(thread, `Et @${blocked.handle}`, blocker);
    expect(await mentioned(back.code)).toEqual([]);
  });

  it('an answer to the other is an answer to the thread in its event, and looks like any other', async () => {
    const thread = await house.start(slug, 'Un sujet d’Armelle', blocker);
    const first = await house.reply(thread, 'Le premier mot', blocker);
    const answer = await house.reply(thread, 'Je réponds', blocked, { replyTo: first.code });
    expect((await told(answer.code)).replyToId).toBeNull();
    expect((await house.one('post', { code: answer.code }, blocked))['replyTo']).toMatchObject({ code: first.code });
    const other = await house.reply(thread, 'Je réponds aussi', house.yann, { replyTo: first.code });
    expect((await told(other.code)).replyToId).not.toBeNull();
  });

  it('neither is proposed to the other while a mention is typed', async () => {
    const proposed = async (prefix: string, as: Client): Promise<string> => (await house.app.gql('query($s: String!, $p: String!) { suggestMembers(spaceSlug: $s, prefix: $p) { handle } }', { s: slug, p: prefix }, as)).text;
    expect([(await proposed('Brendan', blocker)).includes(blocked.handle ?? ''), (await proposed('Armelle', blocked)).includes(blocker.handle ?? ''), (await proposed('Armelle', house.yann)).includes(blocker.handle ?? '')]).toEqual([false, false, true]);
  });

  it('the page of whoever blocks knows whom to fold, and nobody else’s does, for no statement more', async () => {
    const thread = await house.start(slug, 'Un troisième sujet', blocked);
    const mine = async (as: Client): Promise<unknown> => (await house.app.gql<{ threadMine: object }>('query($c: String!) { threadMine(code: $c) { blocked muted } }', { c: thread }, as)).data.threadMine;
    expect([await mine(blocker), await mine(blocked)]).toEqual([{ blocked: [blocked.handle], muted: [] }, { blocked: [], muted: [] }]);
    expect(await house.cost('mine', { code: thread }, blocker)).toBe(2);
    const aside = async (as: Client): Promise<unknown> => (await house.app.gql<{ threadsMine: object }>('query($c: [String!]!) { threadsMine(codes: $c) { putAside quoteAside } }', { c: [thread] }, as)).data.threadsMine;
    expect([await aside(blocker), await aside(blocked)]).toEqual([[{ putAside: true, quoteAside: true }], [{ putAside: false, quoteAside: false }]]);
    await act('muteMember', house.yann, true, house.maelle);
    const muted = await house.start(slug, 'Un sujet masqué', house.yann);
    expect((await house.app.gql<{ threadsMine: object }>('query($c: [String!]!) { threadsMine(codes: $c) { putAside } }', { c: [muted] }, house.maelle)).data.threadsMine).toEqual([{ putAside: true }]);
  });

  it('a handle that was given up still calls its owner, under her new name', async () => {
    const was = house.maelle.handle;
    await house.app.gql('mutation { changeHandle(wished: "maelle.nouvelle") { __typename } }', {}, house.maelle);
    const thread = await house.start(slug, 'Un quatrième sujet', blocked);
    const post = await house.reply(thread, `Merci @${was}`, blocked);
    expect(await mentioned(post.code)).toEqual(['maelle.nouvelle']);
    expect((await house.ask('post', { code: post.code })).text).toContain('/members/maelle.nouvelle');
  });

  it('threads that a member opened are listed by themselves', async () => {
    const opened = await house.app.gql<{ memberPosts: { items: { opening: boolean }[] } }>('query($h: String!) { memberPosts(handle: $h, openings: true) { items { opening } } }', { h: blocker.handle });
    expect(opened.data.memberPosts.items).toEqual([{ opening: true }]);
  });
});
