import { randomUUID } from 'node:crypto';
import { DRAFT_LIMITS } from '@foyer/domain/threads';
import type { Answer, Client } from '../../../test/harness.js';
import { eventually } from '../../../test/platform.js';
import { codeOf, openThreadsHouse, type ThreadsHouse } from '../../../test/threads-house.js';
import { DraftsUpkeep } from './drafts-upkeep.js';

const DRAFT = 'place slot key body title tags kind version revision updatedAt postCode position spaceSlug spaceName thread { code title } answers { code name }';
const OPS = {
  save: `mutation($input: SaveDraftInput!) { saveDraft(input: $input) { __typename ... on DraftSaved { revision updatedAt } ... on DraftElsewhere { draft { ${DRAFT} } } ... on DraftPublished { published } ... on Refused { code message } } }`,
  all: `{ drafts { ${DRAFT} } }`,
  at: `query($at: DraftPlaceInput!) { draft(at: $at) { ${DRAFT} } }`,
  discard: `mutation($place: String!) { discardDraft(place: $place) { ok } }`,
  restore: `mutation($place: String!) { restoreDraft(place: $place) { ok } }`,
};
type Values = Record<string, unknown>;

describe('drafts', () => {
  let house: ThreadsHouse;
  let slug: string, thread: string;
  const ask = (op: keyof typeof OPS, variables: Values, as: Client): Promise<Answer<Values>> => house.app.gql<Values>(OPS[op], variables, as);
  const one = async <T = Values>(op: keyof typeof OPS, variables: Values, as: Client): Promise<T> => {
    const answer = await ask(op, variables, as);
    if (answer.errors.length > 0) throw new Error(answer.text);
    return Object.values(answer.data)[0] as T;
  };
  const save = (input: Values, as: Client): Promise<Values> => one('save', { input: { key: randomUUID(), revision: 0, ...input } }, as);

  beforeAll(async () => {
    house = await openThreadsHouse();
    slug = await house.space('Brouillons');
    thread = await house.start(slug, 'Un sujet à suivre');
  });
  afterAll(() => house.close());

  it('keeps a reply being written, as it is, for its writer on any device', async () => {
    const { yann, maelle } = house;
    const answered = await house.reply(thread, 'À quoi l’on répond', maelle);
    expect(await save({ threadCode: thread, replyTo: answered.code, body: '  je réfléchis…\n' }, yann)).toMatchObject({ __typename: 'DraftSaved', revision: 1 });
    expect(await one('at', { at: { threadCode: thread } }, yann)).toMatchObject({
      body: '  je réfléchis…\n', revision: 1, thread: { code: thread, title: 'Un sujet à suivre' }, spaceSlug: slug, spaceName: 'Brouillons', answers: { code: answered.code, name: 'Maëlle Le Goff' }, slot: null, postCode: null,
    });
    expect(await one('at', { at: { threadCode: thread } }, maelle)).toBeNull();
  });

  it('keeps several at once, each in its place, latest first', async () => {
    const writer = await house.app.member('Plume Nombreuse');
    const post = await house.reply(thread, 'À corriger', writer);
    await save({ slot: 'premier-sujet', spaceSlug: slug, title: 'Un titre', body: 'Un', tags: 'nuit, lampe', kind: 'question' }, writer);
    await save({ slot: 'second-sujet', body: 'Deux' }, writer);
    await save({ threadCode: thread, body: 'Trois' }, writer);
    await save({ postCode: post.code, body: 'Quatre', version: 0 }, writer);
    const all = await one<Values[]>('all', {}, writer);
    expect(all.map((draft) => draft['body'])).toEqual(['Quatre', 'Trois', 'Deux', 'Un']);
    expect(all[0]).toMatchObject({ postCode: post.code, position: post.position, thread: { code: thread }, version: 0 });
    expect(all[3]).toMatchObject({ slot: 'premier-sujet', title: 'Un titre', tags: 'nuit, lampe', kind: 'question', spaceSlug: slug, thread: null });
    // Whoever begins a thread without saying which goes on with the latest.
    expect(await one('at', { at: {} }, writer)).toMatchObject({ body: 'Deux' });
  });

  it('never writes over what another device wrote: it gives the other text', async () => {
    const { yann } = house;
    const place = { slot: 'deux-appareils' };
    await save({ ...place, body: 'Début' }, yann);
    expect(await save({ ...place, body: 'Début, sur le téléphone', revision: 1 }, yann)).toMatchObject({ revision: 2 });
    expect(await save({ ...place, body: 'Début, sur l’ordinateur', revision: 1 }, yann)).toMatchObject({ __typename: 'DraftElsewhere', draft: { body: 'Début, sur le téléphone', revision: 2 } });
    expect(await save({ ...place, body: 'Début, sur l’ordinateur', revision: 2 }, yann)).toMatchObject({ revision: 3 });
    // The same text twice is no conflict.
    expect(await save({ ...place, body: 'Début, sur l’ordinateur' }, yann)).toMatchObject({ __typename: 'DraftSaved' });
  });

  it('lets one of twenty devices win that write at the same moment, and tells the others', async () => {
    const { maelle } = house;
    const saved = await Promise.all(Array.from({ length: 20 }, (_, i) => save({ slot: 'tous-ensemble', body: `Texte ${i}` }, maelle)));
    expect(saved.filter((answer) => answer['__typename'] === 'DraftSaved')).toHaveLength(1);
    expect(saved.filter((answer) => answer['__typename'] === 'DraftElsewhere')).toHaveLength(19);
  });

  it('is gone once it is published, and does not come back from a device that was late', async () => {
    const { yann, maelle } = house;
    const key = randomUUID();
    await save({ threadCode: thread, key, body: 'Bientôt publié', revision: ((await one<Values | null>('at', { at: { threadCode: thread } }, yann))?.['revision'] as number | undefined) ?? 0 }, yann);
    await house.reply(thread, 'Bientôt publié', yann, { key });
    expect(await one('at', { at: { threadCode: thread } }, yann)).toBeNull();
    expect(await save({ threadCode: thread, key, body: 'Bientôt publié', revision: 1 }, yann)).toEqual({ __typename: 'DraftPublished', published: true });
    // Words that go on under the same key are others than those that were published.
    expect(await save({ threadCode: thread, key, body: 'Bientôt publié, et plus', revision: 1 }, yann)).toEqual({ __typename: 'DraftPublished', published: false });
    await eventually('the row is gone', async () => (await house.app.owner.query('SELECT 1 FROM drafts WHERE client_key = $1', [key])).rows.length === 0);
    // The next reply to the same thread begins anew.
    expect(await save({ threadCode: thread, body: 'Et encore' }, yann)).toMatchObject({ __typename: 'DraftSaved', revision: 1 });

    const slot = 'un-sujet-entier';
    await save({ slot, key: slot, title: 'Publié bientôt', body: 'Le texte', spaceSlug: slug }, maelle);
    await house.start(slug, 'Publié bientôt', maelle, { key: slot });
    expect(await one('at', { at: { slot } }, maelle)).toBeNull();

    const post = await house.reply(thread, 'Avant', maelle);
    await save({ postCode: post.code, body: 'Après', version: 0 }, maelle);
    await house.one('edit', { input: { postCode: post.code, body: 'Après', version: 0 } }, maelle);
    expect(await one('at', { at: { postCode: post.code } }, maelle)).toBeNull();
  });

  it('is put away with a way back for a day', async () => {
    const writer = await house.app.member('Plume Distraite');
    await save({ slot: 'texte-a-jeter', body: 'Un texte de trop' }, writer);
    const [draft] = await one<{ place: string }[]>('all', {}, writer);
    const place = draft?.place ?? '';
    await one('discard', { place }, writer);
    expect(await one('all', {}, writer)).toEqual([]);
    await one('restore', { place }, writer);
    expect(await one('all', {}, writer)).toMatchObject([{ body: 'Un texte de trop' }]);
    await one('discard', { place }, writer);
    await house.app.owner.query(`UPDATE drafts SET deleted_at = deleted_at - interval '25 hours' WHERE place = $1`, [place]);
    expect(await house.app.server.app.get(DraftsUpkeep).round()).toBeGreaterThanOrEqual(0);
    expect(codeOf(await ask('restore', { place }, writer))).toBe('NOT_FOUND');
  });

  it('is nobody else’s: no word of it in anything that another role can ask, nor a way to touch it', async () => {
    const canary = `canari-brouillon-${randomUUID().slice(0, 8)}`;
    const writer = await house.app.member('Plume Secrète');
    await save({ slot: 'tres-secret', title: canary, body: canary, tags: canary }, writer);
    const thread = await house.start(slug, 'Un sujet où personne d’autre n’écrit');
    await save({ threadCode: thread, body: canary }, writer);
    const drafts = await one<{ place: string }[]>('all', {}, writer);
    expect(drafts).toHaveLength(2);
    for (const stranger of [house.admin, house.lea, house.yann]) {
      for (const { place } of drafts) {
        await one('discard', { place }, stranger);
        expect(codeOf(await ask('restore', { place }, stranger))).toBe('NOT_FOUND');
      }
      const answers = await Promise.all([ask('all', {}, stranger), ask('at', { at: { slot: 'tres-secret' } }, stranger), ask('at', { at: { threadCode: thread } }, stranger), ask('at', { at: {} }, stranger), house.ask('posts', { code: thread, first: 100 }, stranger), house.ask('home', {}, stranger)]);
      for (const answer of answers) expect(answer.text).not.toContain(canary);
    }
    expect(await one<Values[]>('all', {}, writer)).toHaveLength(2);
  });

  it('stays its writer’s when the place closes to her, and tells nothing of the place', async () => {
    const canary = `canari-titre-${randomUUID().slice(0, 8)}`;
    const hidden = await house.space(`Cercle ${canary}`, { access: 'restricted', readRoles: ['member'] });
    const writer = await house.app.member('Plume Exclue');
    const inside = await house.start(hidden, canary, house.maelle);
    const post = await house.reply(inside, 'Mon ancien message', writer);
    await save({ threadCode: inside, body: 'Ce que j’écrivais' }, writer);
    await save({ postCode: post.code, body: 'Ce que je corrigeais', version: 0 }, writer);
    await house.app.owner.query(`DELETE FROM space_grants WHERE space_id = (SELECT id FROM spaces WHERE slug = $1)`, [hidden]);
    const answer = await ask('all', {}, writer);
    expect(answer.text).not.toContain(canary);
    expect((answer.data as { drafts: Values[] }).drafts).toMatchObject([{ body: 'Ce que je corrigeais', thread: null, postCode: null }, { body: 'Ce que j’écrivais', thread: null, spaceSlug: null }]);
    expect(codeOf(await ask('save', { input: { key: randomUUID(), revision: 1, threadCode: inside, body: 'encore' } }, writer))).toBe('NOT_FOUND');
  });

  it('refuses what is no draft, and too many', async () => {
    const writer = await house.app.member('Plume Prolixe');
    expect(await save({ slot: 'trop-long', body: 'a'.repeat(DRAFT_LIMITS.bodyMax + 1) }, writer)).toMatchObject({ code: 'draft.long' });
    expect(await save({ slot: 'long-assez', body: 'a'.repeat(60_000) }, writer)).toMatchObject({ __typename: 'DraftSaved' });
    expect(codeOf(await ask('save', { input: { key: randomUUID(), revision: 0, body: 'sans lieu' } }, writer))).toBe('BAD_USER_INPUT');
    await house.app.owner.query(
      `INSERT INTO drafts (member_id, slot, client_key, body, updated_at) SELECT m.id, 'slot-' || n, 'key-' || n, 'x', now() FROM members m, generate_series(1, $2::int) n WHERE m.handle = $1`, [writer.handle, DRAFT_LIMITS.perMember],
    );
    expect(await save({ slot: 'un-de-trop', body: 'x' }, writer)).toMatchObject({ code: 'draft.many' });
  });
});
