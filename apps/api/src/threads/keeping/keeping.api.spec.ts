import { VISITOR, type Client } from '../../../test/harness.js';
import { openThreadsHouse, type ThreadsHouse } from '../../../test/threads-house.js';

const OPS = {
  keep: `mutation($post: String!, $note: String, $on: String) { keepPost(input: { postCode: $post, note: $note, remindOn: $on }) { __typename ... on Refused { code field } } }`,
  drop: `mutation($post: String!) { dropBookmark(postCode: $post) { ok } }`,
  bookmarks: `query($after: String, $first: Int, $due: Boolean) { bookmarks(after: $after, first: $first, due: $due) { items { postCode threadCode threadTitle excerpt note remindOn due } next } }`,
  set: `mutation($thread: String, $space: String, $tag: String, $level: SubscriptionLevel!) { setSubscription(input: { threadCode: $thread, spaceSlug: $space, tag: $tag, level: $level }) { ok } }`,
  level: `query($space: String, $tag: String) { subscriptionLevel(spaceSlug: $space, tag: $tag) }`,
  all: `{ subscriptions { threadCode spaceSlug tag name level } }`,
  mine: `query($code: String!) { threadMine(code: $code) { kept level } }`,
} as const;

interface Page { items: { postCode: string; note: string; due: boolean; excerpt: string; remindOn: string | null }[]; next: string | null }

describe('what members keep, follow and mute', () => {
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
  const tomorrow = (): string => new Date(Date.now() + 2 * 86_400_000).toISOString().slice(0, 10);
  const homeCodes = async (as: Client): Promise<string[]> => {
    const home = await house.one('home', {}, as);
    return (['resume', 'earlier', 'popular'] as const).flatMap((part) => (home[part] as { code: string }[]).map((row) => row.code));
  };

  it('keeps a post with a note and a reminder, pages them, and lets them go', async () => {
    const thread = await house.start(await house.space('Bibliothèque'), 'À garder');
    const codes: string[] = [];
    for (let i = 0; i < 3; i++) codes.push((await house.reply(thread, `Réponse ${i}`)).code);
    for (const post of codes) expect(await ask('keep', { post, note: `note ${post}` }, house.maelle)).toEqual({ __typename: 'Done' });
    expect(await ask('keep', { post: codes[0], note: 'autre note', on: tomorrow() }, house.maelle)).toEqual({ __typename: 'Done' });
    expect(await ask('keep', { post: codes[0], on: '2001-01-01' }, house.maelle)).toEqual({ __typename: 'Refused', code: 'bookmark.remindPast', field: 'remindOn' });
    expect(await ask('keep', { post: codes[0], note: 'x'.repeat(400) }, house.maelle)).toMatchObject({ code: 'bookmark.noteLong', field: 'note' });
    expect((await ask<{ kept: string[] }>('mine', { code: thread }, house.maelle)).kept.sort()).toEqual([...codes].sort());
    const first = await ask<Page>('bookmarks', { first: 2 }, house.maelle);
    const second = await ask<Page>('bookmarks', { first: 2, after: first.next }, house.maelle);
    expect([...first.items, ...second.items].map((item) => item.postCode)).toEqual([...codes].reverse());
    expect(second.next).toBeNull();
    expect(second.items[0]).toMatchObject({ note: 'autre note', remindOn: tomorrow(), due: false });
    expect(await ask<Page>('bookmarks', { due: true }, house.maelle)).toEqual({ items: [], next: null });
    await house.app.owner.query(`UPDATE bookmarks SET remind_at = now() - interval '1 hour' WHERE remind_at IS NOT NULL`);
    expect((await ask<Page>('bookmarks', { due: true }, house.maelle)).items).toMatchObject([{ postCode: codes[0], due: true }]);
    // Hers alone; and what is removed is not quoted.
    expect((await ask<Page>('bookmarks', {}, house.yann)).items).toEqual([]);
    await house.one('remove', { code: codes[1], reason: 'Hors sujet' }, house.lea);
    expect((await ask<Page>('bookmarks', {}, house.maelle)).items.find((item) => item.postCode === codes[1])).toMatchObject({ excerpt: '' });
    await ask('drop', { post: codes[0] }, house.maelle);
    await ask('drop', { post: codes[0] }, house.maelle);
    expect((await ask<Page>('bookmarks', {}, house.maelle)).items).toHaveLength(2);
  });

  it('tells nothing of a post that she may not read any more, nor lets her keep it', async () => {
    const closed = await house.space('Secret', { access: 'restricted', readRoles: ['moderator'], startRoles: ['moderator'] });
    const thread = await house.start(closed, 'canari-titre', house.lea);
    const { items } = (await house.one('posts', { code: thread }, house.lea)) as { items: { code: string }[] };
    const post = items[0]?.code ?? '';
    const refused = await house.app.gql(OPS.keep, { post }, house.maelle);
    expect(refused.errors[0]?.extensions['code']).toBe('NOT_FOUND');
    await house.app.owner.query(`INSERT INTO bookmarks (member_id, post_id, note, created_at) SELECT $1, id, 'ma note', now() FROM posts WHERE code = $2`, [house.maelle.memberId, post]);
    await house.app.owner.query(`INSERT INTO subscriptions (id, member_id, thread_id, level, changed_at) SELECT gen_random_uuid(), $1, id, 'watch', now() FROM threads WHERE code = $2`, [house.maelle.memberId, thread]);
    expect(JSON.stringify([await ask('bookmarks', {}, house.maelle), await ask('all', {}, house.maelle)])).not.toContain('canari');
    expect((await house.app.gql(OPS.set, { thread, level: 'mute' }, house.maelle)).errors[0]?.extensions['code']).toBe('NOT_FOUND');
    expect((await house.app.gql(OPS.bookmarks, {}, VISITOR)).errors[0]?.extensions['code']).toBe('UNAUTHENTICATED');
  });

  it('leaves what is muted out of the home page, by thread, space and tag; a thread that she follows stays', async () => {
    const [noisy, calm] = [await house.space('Bruyant'), await house.space('Calme')];
    const one = await house.start(noisy, 'Un sujet bruyant', house.yann);
    const two = await house.start(noisy, 'Un autre', house.yann);
    const three = await house.start(calm, 'Au calme', house.yann, { tags: ['travaux'] });
    const seen = async (): Promise<boolean[]> => {
      const codes = await homeCodes(house.maelle);
      return [one, two, three].map((code) => codes.includes(code));
    };
    expect(await seen()).toEqual([true, true, true]);
    await ask('set', { thread: one, level: 'mute' }, house.maelle);
    expect(await seen()).toEqual([false, true, true]);
    expect(await ask('mine', { code: one }, house.maelle)).toMatchObject({ level: 'mute' });
    await ask('set', { space: noisy, level: 'mute' }, house.maelle);
    await ask('set', { tag: 'Travaux', level: 'mute' }, house.maelle);
    expect(await seen()).toEqual([false, false, false]);
    const unread = (await house.one('list', { filter: 'unread', first: 100 }, house.maelle))['items'] as { code: string }[];
    expect(unread.filter((row) => [one, two, three].includes(row.code))).toEqual([]);
    expect(await ask('level', { space: noisy }, house.maelle)).toBe('mute');
    expect(await ask('level', { tag: 'travaux' }, house.maelle)).toBe('mute');
    await ask('set', { thread: two, level: 'follow' }, house.maelle);
    expect(await seen()).toEqual([false, true, false]);
    expect(await ask('all', {}, house.maelle)).toEqual(expect.arrayContaining([expect.objectContaining({ threadCode: two, name: 'Un autre', level: 'follow' }), expect.objectContaining({ spaceSlug: noisy, level: 'mute' })]));
    for (const target of [{ thread: one }, { thread: two }, { space: noisy }, { tag: 'travaux' }]) await ask('set', { ...target, level: 'normal' }, house.maelle);
    expect(await seen()).toEqual([true, true, true]);
    expect(await ask('all', {}, house.maelle)).toEqual([]);
    // Nobody else hears of it.
    expect((await homeCodes(house.lea)).includes(one)).toBe(true);
  });

  it('costs a page no statement more', async () => {
    const thread = await house.start(await house.space('Mesure'), 'Compter');
    const session = await house.app.statements(() => house.app.gql('{ viewer { handle } }', {}, house.maelle));
    expect(await house.app.statements(() => ask('mine', { code: thread }, house.maelle))).toBe(session + 1);
    expect(await house.app.statements(() => ask('bookmarks', {}, house.maelle))).toBe(session + 1);
  });
});
