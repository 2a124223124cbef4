import { VISITOR, type Client } from '../../../test/harness.js';
import { openThreadsHouse, type ThreadsHouse } from '../../../test/threads-house.js';

const OPS = {
  type: `mutation($space: String!, $type: SpaceType!) { typeSpace(spaceCode: $space, type: $type) { __typename ... on Refused { code } } }`,
  vote: `mutation($thread: String!, $on: Boolean!) { voteIdea(threadCode: $thread, on: $on) { __typename ... on IdeaVoted { votes voted } ... on Refused { code } } }`,
  status: `mutation($thread: String!, $status: IdeaStatus!, $body: String!, $key: String!) { setIdeaStatus(input: { threadCode: $thread, status: $status, body: $body, key: $key }) { __typename ... on PostSaved { post { code position } } ... on Refused { code field } } }`,
  idea: `query($code: String!) { thread(code: $code) { repliesCount idea { status votes answerCode } } }`,
  mine: `query($code: String!) { threadMine(code: $code) { voted } }`,
  list: `query($slug: String!, $after: String) { threads(spaceSlug: $slug, filter: votes, first: 2, after: $after) { items { code idea { votes status } } next total } }`,
  merge: `mutation($thread: String!, $into: String!) { mergeThread(threadCode: $thread, intoCode: $into) { ... on Arranged { id } ... on Refused { code } } }`,
  undo: `mutation($id: String!) { undoArrangement(id: $id) { __typename ... on Refused { code } } }`,
} as const;

describe('ideas', () => {
  let house: ThreadsHouse;
  let slug: string;
  beforeAll(async () => {
    house = await openThreadsHouse();
    slug = await house.space('Boîte à idées');
    await ask('type', { space: await codeOf(slug), type: 'ideas' }, house.admin);
  });
  afterAll(() => house.close());

  const ask = async <T>(op: keyof typeof OPS, values: object, as: Client = VISITOR): Promise<T> => {
    const answer = await house.app.gql<Record<string, T>>(OPS[op], values as Record<string, unknown>, as);
    if (answer.errors.length > 0) throw new Error(answer.text);
    return Object.values(answer.data)[0] as T;
  };
  const codeOf = async (space: string): Promise<string> => (await house.app.owner.query<{ code: string }>('SELECT code FROM spaces WHERE slug = $1', [space])).rows[0]?.code ?? '';
  const vote = (thread: string, as: Client, on = true): Promise<{ votes?: number; voted?: boolean; code?: string }> => ask('vote', { thread, on }, as);
  const idea = async (code: string) => (await ask<{ idea: { status: string; votes: number; answerCode: string | null } | null }>('idea', { code })).idea;

  it('take one vote of each member, however often and from wherever it is sent', async () => {
    const thread = await house.start(slug, 'Une lampe à manivelle');
    const sent = await Promise.all(Array.from({ length: 8 }, () => vote(thread, house.yann)));
    expect(sent.every((one) => one.voted && one.votes === 1)).toBe(true);
    await Promise.all([house.maelle, house.lea, house.admin].map((by) => vote(thread, by)));
    expect(await idea(thread)).toEqual({ status: 'open', votes: 4, answerCode: null });
    expect(await vote(thread, house.lea, false)).toMatchObject({ votes: 3, voted: false });
    expect(await ask('mine', { code: thread }, house.yann)).toEqual({ voted: true });
    expect(await ask('mine', { code: thread }, house.lea)).toEqual({ voted: false });
    const elsewhere = await house.start(await house.space('Pas des idées'), 'Une discussion');
    expect(await idea(elsewhere)).toBeNull();
    expect(await vote(elsewhere, house.yann)).toMatchObject({ code: 'idea.none' });
    expect((await house.app.gql(OPS.vote, { thread, on: true })).errors[0]?.extensions['code']).toBe('UNAUTHENTICATED');
  });

  it('change their status with a public answer alone, once, and tell those who voted by an event', async () => {
    const thread = await house.start(slug, 'Une gourde qui chante');
    await vote(thread, house.yann);
    const set = (status: string, body: string, key: string, as = house.admin) => ask<{ __typename: string; code?: string; field?: string; post?: { code: string; position: number } }>('status', { thread, status, body, key }, as);
    expect(await set('planned', '   ', 'idea-key-0001')).toMatchObject({ code: 'post.empty', field: 'body' });
    expect(await set('open', 'Toujours là.', 'idea-key-0002')).toMatchObject({ code: 'idea.sameStatus', field: 'status' });
    const twice = await Promise.all([set('planned', 'Ce sera pour le printemps.', 'idea-key-0003'), set('planned', 'Ce sera pour le printemps.', 'idea-key-0003')]);
    expect(twice.map((one) => one.post?.position)).toEqual([2, 2]);
    expect(await idea(thread)).toEqual({ status: 'planned', votes: 1, answerCode: twice[0]?.post?.code });
    const { rows } = await house.app.owner.query(`SELECT payload->>'status' AS status, payload->>'before' AS before FROM domain_events WHERE type = 'idea.statusChanged' AND payload->>'threadCode' = $1`, [thread]);
    expect(rows).toEqual([{ status: 'planned', before: 'open' }]);
    expect((await house.app.gql(OPS.status, { thread, status: 'shipped', body: 'Fait', key: 'idea-key-0004' }, house.maelle)).errors[0]?.extensions['code']).toBe('FORBIDDEN');
    expect((await set('shipped', 'La voici.', 'idea-key-0005')).__typename).toBe('PostSaved');
    expect(await vote(thread, house.maelle)).toMatchObject({ code: 'idea.settled' });
  });

  it('keep each vote once when they are merged, and give it back when that is undone', async () => {
    const [one, two] = [await house.start(slug, 'Un sac étanche'), await house.start(slug, 'Un sac qui ne prend pas l’eau', house.yann)];
    for (const by of [house.maelle, house.yann]) await vote(one, by);
    for (const by of [house.yann, house.lea, house.admin]) await vote(two, by);
    const { id } = await ask<{ id: string }>('merge', { thread: two, into: one }, house.lea);
    expect(await idea(one)).toMatchObject({ votes: 4 });
    expect(await vote(one, house.lea)).toMatchObject({ votes: 4, voted: true });
    await ask('undo', { id }, house.lea);
    expect([(await idea(one))?.votes, (await idea(two))?.votes]).toEqual([2, 3]);
  });

  it('are listed by their votes, page by page', async () => {
    const codes: string[] = [];
    let after: string | null = null;
    const votes: number[] = [];
    do {
      const page: { items: { code: string; idea: { votes: number } }[]; next: string | null } = await ask('list', { slug, after });
      codes.push(...page.items.map((row) => row.code));
      votes.push(...page.items.map((row) => row.idea.votes));
      after = page.next;
    } while (after);
    expect(votes).toEqual([...votes].sort((a, b) => b - a));
    expect(new Set(codes).size).toBe(codes.length);
    expect(codes).toHaveLength(4);
  });
});
