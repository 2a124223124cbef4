import { randomUUID } from 'node:crypto';
import { threadEvent, type ThreadEvent } from '@foyer/domain/threads';
import { eventually } from '../../test/platform.js';
import { openThreadsHouse, type ThreadsHouse } from '../../test/threads-house.js';
import type { Client } from '../../test/harness.js';
import { Outbox } from '../platform/outbox/outbox.js';

/** Everything at once, on one thread: nothing is lost, nothing counts twice, nobody waits for ever. */
describe('threads: everything at once', () => {
  let house: ThreadsHouse;
  let people: Client[];
  beforeAll(async () => {
    house = await openThreadsHouse();
    people = [house.maelle, house.yann, house.lea, house.admin, ...(await Promise.all(['Une', 'Deux', 'Trois', 'Quatre'].map((name) => house.app.member(`Numéro ${name}`))))];
  });
  afterAll(() => house.close());

  const anyone = (i: number): Client => people[i % people.length] ?? house.maelle;

  it('gives fifty parallel replies fifty places', async () => {
    const thread = await house.start(await house.space('Cinquante'), 'Cinquante à la fois');
    const places = await Promise.all(Array.from({ length: 50 }, async (_, i) => (await house.reply(thread, `Réponse ${i}`, anyone(i))).position));
    expect([...places].sort((a, b) => a - b)).toEqual(Array.from({ length: 50 }, (_, i) => i + 2));
  });

  it('survives replies, edits, removals, reactions, acceptances, closings and readings of the same posts', async () => {
    const { ask, maelle, yann, lea, admin } = house;
    const slug = await house.space('Mêlée');
    const thread = await house.start(slug, 'Tout à la fois', maelle, { kind: 'question' });
    const posts = await Promise.all(Array.from({ length: 6 }, (_, i) => house.reply(thread, `Au départ ${i}`, yann)));
    const of = (i: number): string => posts[i % posts.length]?.code ?? '';
    const acts = Array.from({ length: 160 }, (_, i) => async () => {
      switch (i % 10) {
        case 0: return ask('reply', { input: { threadCode: thread, body: `En réponse ${i}`, replyTo: of(i), key: randomUUID() } }, anyone(i));
        case 1: return ask('react', { code: of(i), kind: 'like', on: i % 4 < 2 }, anyone(i));
        case 2: return ask('remove', { code: of(i), reason: 'Hors sujet' }, lea);
        case 3: return ask('restore', { code: of(i) }, admin);
        case 4: return ask('edit', { input: { postCode: of(i), body: `Autrement ${i}`, version: 0 } }, yann);
        case 5: return ask('accept', { thread, post: i % 20 < 10 ? of(i) : null }, maelle);
        case 6: return ask('pin', { thread, on: i % 4 < 2 }, admin);
        case 7: return ask('editThread', { input: { threadCode: thread, title: `Tout à la fois ${i}` } }, maelle);
        case 8: return ask('read', { thread, position: i }, anyone(i));
        default: return ask('readAll', { slug }, anyone(i));
      }
    });
    const answers = await Promise.all(acts.map((act) => act()));
    expect(answers.flatMap((answer) => answer.errors)).toEqual([]);

    const state = (await house.app.owner.query<Record<string, number | string | null>>(
      `SELECT t.last_position, t.replies_count, t.revision::int AS revision,
              (SELECT count(*)::int FROM posts p WHERE p.thread_id = t.id) AS posts,
              (SELECT count(*)::int FROM posts p WHERE p.thread_id = t.id AND p.position > 1 AND p.state = 'visible') AS visible_replies,
              (SELECT max(revision)::int FROM posts p WHERE p.thread_id = t.id) AS newest,
              (SELECT count(*)::int FROM domain_events e WHERE e.payload->>'threadId' = t.id::text) AS events,
              (SELECT count(DISTINCT e.payload->>'revision')::int FROM domain_events e WHERE e.payload->>'threadId' = t.id::text) AS told,
              (SELECT p.state FROM posts p WHERE p.id = t.accepted_post_id) AS accepted_state,
              (SELECT bool_and(coalesce((p.reaction_counts->>'like')::int, 0) = (SELECT count(*) FROM post_reactions r WHERE r.post_id = p.id AND r.kind = 'like'))::int FROM posts p WHERE p.thread_id = t.id) AS counts_hold,
              (SELECT count(*)::int FROM posts p WHERE p.thread_id = t.id AND p.edits <> (SELECT count(*) FROM post_versions v WHERE v.post_id = p.id)) AS lost_versions
         FROM threads t WHERE t.code = $1`, [thread],
    )).rows[0] ?? {};
    expect(state).toMatchObject({ last_position: state['posts'], replies_count: state['visible_replies'], counts_hold: 1, lost_versions: 0, told: state['revision'] });
    expect(Number(state['newest'])).toBeLessThanOrEqual(Number(state['revision']));
    expect([null, 'visible']).toContain(state['accepted_state']);
    await eventually('the counters equal what they count', async () => {
      const { rows } = await house.app.owner.query<{ ok: boolean }>(
        `SELECT s.posts_count = (SELECT count(*) FROM posts p JOIN threads t ON t.id = p.thread_id WHERE t.space_id = s.id AND p.state = 'visible')
            AND s.threads_count = (SELECT count(*) FROM threads t WHERE t.space_id = s.id)
            AND NOT EXISTS (SELECT 1 FROM members m WHERE m.posts_count <> (SELECT count(*) FROM posts p WHERE p.author_id = m.id AND p.state = 'visible')
                               OR m.likes_received <> (SELECT count(*) FROM post_reactions r JOIN posts p ON p.id = r.post_id WHERE p.author_id = m.id AND p.state = 'visible' AND r.kind = 'like')
                               OR m.accepted_answers <> (SELECT count(*) FROM threads t JOIN posts p ON p.id = t.accepted_post_id WHERE p.author_id = m.id)
                               OR jsonb_build_array(m.posts_count, m.threads_count, m.likes_received, m.accepted_answers) <> (
                                 SELECT jsonb_build_array(coalesce(sum(c.posts), 0), coalesce(sum(c.threads), 0), coalesce(sum(c.likes), 0), coalesce(sum(c.answers), 0)) FROM member_space_counts c WHERE c.member_id = m.id)) AS ok
           FROM spaces s WHERE s.slug = $1`, [slug],
      );
      return rows[0]?.ok === true;
    }, 15_000);
  });

  it('replies while the thread is closed and reopened: every reply that was accepted is there, told once, in order', async () => {
    const { ask, admin } = house;
    const thread = await house.start(await house.space('Porte battante'), 'Porte battante');
    const acts = Array.from({ length: 60 }, (_, i) => () =>
      i % 6 === 5 ? ask('close', { thread, on: i % 12 === 5 }, admin) : ask('reply', { input: { threadCode: thread, body: `Réponse ${i}`, key: randomUUID() } }, anyone(i)));
    const answers = await Promise.all(acts.map((act) => act()));
    expect(answers.flatMap((answer) => answer.errors)).toEqual([]);
    const accepted = answers.flatMap(({ data }) => (data['reply'] as { post?: { position: number } } | undefined)?.post?.position ?? []).sort((a, b) => a - b);
    const { rows } = await house.app.owner.query<{ position: number; revision: string; told: string | null }>(
      `SELECT p.position, p.revision::text AS revision, (SELECT string_agg(e.payload->>'revision', ',') FROM domain_events e WHERE e.type = 'thread.replied' AND e.payload->>'postId' = p.id::text) AS told
         FROM posts p JOIN threads t ON t.id = p.thread_id WHERE t.code = $1 AND p.position > 1 ORDER BY p.position`, [thread],
    );
    expect(rows.map(({ position }) => position)).toEqual(Array.from({ length: rows.length }, (_, i) => i + 2));
    expect(rows.map(({ position }) => position)).toEqual(accepted);
    expect(rows.map(({ told }) => told)).toEqual(rows.map(({ revision }) => revision));
    expect(rows.map(({ revision }) => Number(revision))).toEqual(rows.map(({ revision }) => Number(revision)).sort((a, b) => a - b));
  });

  it('counts right in whatever order the consumers are told', async () => {
    const slug = await house.space('Désordre');
    const { rows } = await house.app.owner.query<{ id: string }>('SELECT id FROM spaces WHERE slug = $1', [slug]);
    const ids = { threadId: randomUUID(), threadCode: 'zzzzzzzz', revision: '1', postId: randomUUID(), postAuthorId: house.maelle.memberId ?? '' };
    const about = { actorId: null, spaceId: rows[0]?.id ?? '', occurredAt: new Date() };
    const counts = async (): Promise<unknown> => (await house.app.owner.query('SELECT posts_count, threads_count FROM spaces WHERE slug = $1', [slug])).rows[0];
    const tell = async (event: ThreadEvent): Promise<void> => {
      await house.app.database.transaction((tx) => house.app.server.app.get(Outbox, { strict: false }).publish(tx, event));
      await eventually('it was consumed', async () => (await house.app.owner.query(`SELECT 1 FROM domain_events e JOIN consumed_events c ON c.event_id = e.id AND c.consumer = 'spaces.counters' WHERE e.subject_id = $1 AND e.type = $2`, [event.subjectId, event.type])).rowCount === 1);
    };
    await tell(threadEvent('post.removed', about, { ...ids, likes: 0 }));
    await tell(threadEvent('thread.replied', about, { ...ids, replyToId: null, mentionedIds: [] }));
    expect(await counts()).toEqual({ posts_count: 0, threads_count: 0 });
  });

  it('counts a reaction once that comes from two tabs', async () => {
    const thread = await house.start(await house.space('Deux onglets'), 'Deux onglets');
    const { code } = await house.reply(thread, 'Une réponse');
    for (const on of [true, false, true]) await Promise.all([1, 2, 3].map(() => house.one('react', { code, kind: 'flame', on }, house.maelle)));
    expect(await house.one('post', { code })).toMatchObject({ reactions: [{ kind: 'flame', count: 1 }] });
  });

  it('accepts one of two answers that are accepted at once', async () => {
    const thread = await house.start(await house.space('Deux réponses'), 'Laquelle ?', house.maelle, { kind: 'question' });
    const [a, b] = [await house.reply(thread, 'Celle-ci'), await house.reply(thread, 'Celle-là')];
    await Promise.all([house.one('accept', { thread, post: a.code }, house.maelle), house.one('accept', { thread, post: b.code }, house.lea)]);
    const { accepted } = await house.one('thread', { code: thread });
    expect([a.code, b.code]).toContain((accepted as { postCode: string }).postCode);
  });

  /** Holds the thread's row as a slow act would, lets `meanwhile` wait for it, then changes what `change` says and lets go. */
  const whileHeld = async <T>(thread: string, meanwhile: () => Promise<T>, change: string, values: unknown[]): Promise<T> => {
    const { owner } = house.app;
    await owner.query('BEGIN');
    await owner.query('SELECT 1 FROM threads WHERE code = $1 FOR UPDATE', [thread]);
    const answer = meanwhile();
    await eventually('it waits for the thread', async () => {
      const { rows } = await house.app.database.rows<{ n: number }>(`SELECT count(*)::int AS n FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`).then((found) => ({ rows: found }));
      return (rows[0]?.n ?? 0) > 0;
    });
    await owner.query(change, values);
    await owner.query('COMMIT');
    return answer;
  };

  it('does not answer a post that is being removed, nor repeat its words', async () => {
    const thread = await house.start(await house.space('Retirée'), 'Pendant ce temps');
    const secret = `canari-${randomUUID()}`;
    const { code } = await house.reply(thread, secret, house.maelle);
    const answer = await whileHeld(
      thread,
      () => house.ask('reply', { input: { threadCode: thread, body: 'Je réponds', replyTo: code, key: randomUUID() } }, house.yann),
      `WITH gone AS (UPDATE posts SET state = 'removed' WHERE code = $1 RETURNING thread_id) UPDATE threads SET revision = revision + 1 WHERE id = (SELECT thread_id FROM gone)`,
      [code],
    );
    expect(answer.data).toMatchObject({ reply: { __typename: 'Refused', code: 'post.answersRemoved' } });
    expect(answer.text).not.toContain(secret);
  });

  it.each([
    ['react', { kind: 'like', on: true }, 'post.removed'],
    ['edit', { body: 'Autrement', version: 0 }, 'post.removed'],
    ['remove', { reason: '' }, 'post.removed'],
  ] as const)('finds a post that is being removed removed: %s', async (op, values, code) => {
    const thread = await house.start(await house.space(`Retrait ${op}`), 'Pendant ce temps');
    const post = await house.reply(thread, 'Une réponse', house.maelle);
    const variables = op === 'edit' ? { input: { postCode: post.code, ...values } } : { code: post.code, ...values };
    const answer = await whileHeld(
      thread,
      () => house.ask(op, variables, op === 'react' ? house.yann : house.maelle),
      `WITH gone AS (UPDATE posts SET state = 'removed' WHERE code = $1 RETURNING thread_id) UPDATE threads SET revision = revision + 1 WHERE id = (SELECT thread_id FROM gone)`,
      [post.code],
    );
    expect(Object.values(answer.data)[0]).toMatchObject({ __typename: 'Refused', code });
  });

  it('does not reply to a thread that is being closed', async () => {
    const thread = await house.start(await house.space('Fermeture'), 'On ferme');
    const answer = await whileHeld(thread, () => house.ask('reply', { input: { threadCode: thread, body: 'Encore un mot', key: randomUUID() } }, house.yann), 'UPDATE threads SET closed_at = now() WHERE code = $1', [thread]);
    expect(answer.data).toMatchObject({ reply: { __typename: 'Refused', code: 'thread.closed' } });
    expect(await house.one('thread', { code: thread })).toMatchObject({ lastPosition: 1 });
  });
});
