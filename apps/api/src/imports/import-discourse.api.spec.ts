import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startApp, VISITOR, type Client, type TestApp } from '../../test/harness.js';
import { settled } from '../../test/mail-house.js';
import { Claims } from '../accounts/index.js';
import { Mailer } from '../platform/mail/index.js';
import { invitationMail } from './invitation-mail.js';
import { importDiscourse, type ImportOptions } from './import-discourse.js';
import type { ImportReport } from './discourse/report.js';

const FIXTURE = fileURLToPath(new URL('../../test/fixtures/discourse', import.meta.url));
const NOW = new Date('2026-03-01T12:00:00Z');
/** Everything an import writes, and in which order rows are compared. */
const TABLES: Readonly<Record<string, string>> = {
  members: 'id', spaces: 'id', space_grants: 'id', threads: 'id', posts: 'id', thread_actions: 'id', post_mentions: 'post_id, member_id', thread_participants: 'thread_id, member_id',
  import_refs: 'source, kind, external_id', domain_events: 'id', community: 'id', member_claims: 'token_hash',
};

async function digests(app: TestApp): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const [table, order] of Object.entries(TABLES)) {
    // When it was recorded is not part of what was written.
    const columns = ['recorded_at', 'transaction_id', ...(table === 'import_refs' ? ['created_at'] : [])].map((name) => `- '${name}'`).join(' ');
    const { rows } = await app.owner.query<{ count: string; digest: string }>(`SELECT count(*), md5(coalesce(string_agg((to_jsonb(r) ${columns})::text, '|' ORDER BY ${order}), '')) AS digest FROM ${table} r`);
    found[table] = `${rows[0]?.count ?? '0'} ${rows[0]?.digest ?? ''}`;
  }
  return found;
}

const run = (app: TestApp, changes: Partial<ImportOptions> = {}, folder = FIXTURE): Promise<ImportReport> => importDiscourse(app.database, folder, { source: 'phares', dryRun: false, locale: 'fr', now: NOW, ...changes });
const scalar = async <T>(app: TestApp, text: string, values: unknown[] = []): Promise<T> => Object.values((await app.owner.query<Record<string, T>>(text, values)).rows[0] ?? {})[0] as T;
const postOf = async (app: TestApp, number: string): Promise<{ source: string; html: string; state: string; imported_likes: number; reply_position: number | null; edited_at: Date | null }> =>
  (await app.owner.query(`SELECT p.*, rp.position AS reply_position FROM import_refs r JOIN posts p ON p.id = r.internal_id LEFT JOIN posts rp ON rp.id = p.reply_to_id WHERE r.kind = 'post' AND r.external_id = $1`, [number])).rows[0];

describe('a Discourse forum', () => {
  let app: TestApp;
  let whole: Record<string, string>;

  beforeAll(async () => {
    app = await startApp();
    await app.owner.query(`INSERT INTO members (id, handle, display_name) VALUES (gen_random_uuid(), 'lea', 'Léa de la maison')`);
  });
  afterAll(() => app.close());

  it('is told before it is written', async () => {
    const before = await digests(app);
    const report = await run(app, { dryRun: true });
    expect(await digests(app)).toEqual(before);
    expect(report.created).toEqual({ members: 8, spaces: 4, threads: 13, posts: 33, actions: 2, likes: 10, acceptedAnswers: 1 });
    expect(report.truncated).toEqual([{ file: 'json/tres-long.105.json', posts: 3, of: 45 }]);
    expect(report.broken.map(({ file }) => file)).toEqual(['json/sujet-casse.106.json', 'json/sujet-sans-posts.117.json']);
    expect(report.skipped).toEqual([
      { file: 'json/message-prive.113.json', why: 'private message' },
      { file: 'json/zz-copie.103.json', why: 'same topic as json/graissage-mercure.103.json' },
    ]);
    expect(report.renamed.map(({ wished, handle }) => `${wished} → ${handle}`).toSorted()).toEqual(['lea → lea-2', 'x → xavier', 'Éloïse_灯 → eloise']);
    expect(report.spaces.find(({ name }) => name === 'Équipe')).toMatchObject({ access: 'restricted', threads: 1 });
  });

  it('comes in, broken files aside', async () => {
    const report = await run(app, { renames: new Map([['accueil', 'La salle commune']]) });
    whole = await digests(app);
    expect(report.interrupted).toBe(false);
    expect(report.texts).toEqual({ missingFiles: 3, fromHtml: 4, degraded: [], leftActions: { 'visible.disabled': 1 } });
    expect(await scalar(app, 'SELECT count(*)::int FROM threads')).toBe(13);
    expect(await scalar(app, 'SELECT count(*)::int FROM posts')).toBe(33);
    expect(await scalar(app, `SELECT count(*)::int FROM spaces WHERE name_fr = 'La salle commune' AND slug = 'la-salle-commune'`)).toBe(1);
    expect(await scalar(app, 'SELECT count(*)::int FROM post_reactions')).toBe(0);
  });

  it('keeps who, when, what was accepted, liked, pinned, closed and cut short', async () => {
    const { rows } = await app.owner.query(
      `SELECT r.external_id AS id, t.title, t.kind, t.views, t.pinned_at, t.closed_at, t.truncated_from, t.tags, t.replies_count, t.last_position, a.position AS accepted
         FROM import_refs r JOIN threads t ON t.id = r.internal_id LEFT JOIN posts a ON a.id = t.accepted_post_id WHERE r.kind = 'thread'`,
    );
    const thread = (id: string): Record<string, unknown> => rows.find((row) => row.id === id);
    expect(thread('101')).toMatchObject({ pinned_at: new Date('2019-01-02T09:01:00Z'), tags: ['accueil', 'regles-co'], views: 1010 });
    expect(thread('102')).toMatchObject({ closed_at: new Date('2019-01-07T09:00:00Z'), last_position: 2, replies_count: 1 });
    expect(thread('103')).toMatchObject({ kind: 'question', accepted: 2 });
    expect(thread('105')).toMatchObject({ truncated_from: 45, closed_at: null });
    expect(thread('111')).toMatchObject({ title: 'Прожектор 灯台 🗼 : ça marche & <b>brille</b> ?' });
    expect((await app.owner.query('SELECT kind, detail, after_position FROM thread_actions ORDER BY created_at')).rows).toEqual([
      { kind: 'closed', detail: null, after_position: 2 },
      { kind: 'split', detail: 'D’où viennent les lentilles ?', after_position: 2 },
    ]);
    expect(await postOf(app, '103/2')).toMatchObject({ imported_likes: 3, reply_position: 1, edited_at: new Date('2019-02-03T09:00:00Z') });
    expect(await scalar(app, `SELECT likes_received || ' ' || accepted_answers || ' ' || posts_count FROM members WHERE handle = 'ronan'`)).toBe('7 1 6');
  });

  it('keeps former and suspended members apart from those who can come back', async () => {
    expect((await app.owner.query(`SELECT handle::text, state, role FROM members WHERE handle IN ('ancien-membre', 'banni', 'gwenn', 'ronan') ORDER BY 1`)).rows).toEqual([
      { handle: 'ancien-membre', state: 'suspended', role: 'member' },
      { handle: 'banni', state: 'suspended', role: 'member' },
      { handle: 'gwenn', state: 'unclaimed', role: 'member' },
      { handle: 'ronan', state: 'unclaimed', role: 'member' },
    ]);
    expect((await app.owner.query(`SELECT p.position, p.state FROM posts p JOIN import_refs r ON r.internal_id = p.thread_id WHERE r.external_id = '108' AND r.kind = 'thread' ORDER BY 1`)).rows.map(({ state }) => state)).toEqual(['visible', 'visible', 'removed', 'removed', 'hidden', 'visible']);
  });

  it('calls its own members, not a namesake of the house', async () => {
    const { html } = await postOf(app, '109/2');
    expect(html).toContain('href="/members/lea-2"');
    expect(html).toContain('href="/members/eloise"');
    expect(html).not.toContain('href="/members/lea"');
  });

  it('brings nothing that acts, and loses no text that only looks like the export’s own', async () => {
    expect(await scalar(app, `SELECT count(*)::int FROM posts WHERE html ~* '<(script|iframe|svg|object)|<[^>]*(javascript:|onerror|onclick|style=)'`)).toBe(0);
    expect((await postOf(app, '112/1')).source).toContain('ronan | 2019-06-12 09:00:00 UTC | #3\n\nni ceci.');
  });

  it('tells nobody', async () => {
    expect(await scalar(app, `SELECT count(*)::int FROM domain_events WHERE origin = 'import'`)).toBe(33);
    expect(await scalar(app, 'SELECT count(*)::int FROM pgboss.job')).toBe(0);
  });

  it('changes nothing the second time', async () => {
    const report = await run(app);
    expect(await digests(app)).toEqual(whole);
    expect(report.created).toEqual({ members: 0, spaces: 0, threads: 0, posts: 0, actions: 0, likes: 0, acceptedAnswers: 0 });
    expect(report.unchanged.threads).toBe(13);
    expect(await scalar(app, 'SELECT count(*)::int FROM import_runs')).toBe(1);
  });

  describe('has old addresses that', () => {
    let admin: Client;
    beforeAll(async () => {
      admin = await app.member('Goulwen', 'admin');
    });
    const visit = (path: string, as: Client = VISITOR): Promise<Response> => fetch(app.url + path, { redirect: 'manual', headers: as.cookie ? { cookie: as.cookie } : {} });

    it.each([
      ['/t/graissage-mercure/103', /^\/threads\/\w{8}\/quel-graissage-pour-une-cuve-a-mercure$/],
      ['/t/103', /^\/threads\/\w{8}\/quel-graissage/],
      ['/t/un-vieux-titre/103/2?u=lea', /^\/threads\/\w{8}\/quel-graissage[^?]*\?post=\w{8}$/],
      ['/t/graissage-mercure/103/999', /^\/threads\/\w{8}\/quel-graissage[^?]*$/],
      ['/p/1001', /^\/threads\/\w{8}\/bienvenue/],
      ['/u/L%C3%A9a', null],
      ['/u/LEA/summary', /^\/members\/lea-2$/],
      ['/users/x', /^\/members\/xavier$/],
      ['/c/optique/2', /^\/spaces\/optique$/],
      ['/c/optique', /^\/spaces\/optique$/],
    ])('lead on: %s', async (path, location) => {
      const response = await visit(path);
      expect(response.status).toBe(location ? 301 : 404);
      if (location) expect(response.headers.get('location')).toMatch(location);
    });

    it('answer for what a visitor may not read exactly as for what never was', async () => {
      const [secret, nothing] = [await visit('/t/la-vente-du-phare/110'), await visit('/t/la-vente-du-phare/99110')];
      expect([secret.status, nothing.status]).toEqual([404, 404]);
      const body = async (response: Response): Promise<string> => (await response.text()).replaceAll('99110', '110').replace(/"requestId":"[^"]*"/, '');
      expect(await body(secret)).toBe(await body(nothing));
      for (const path of ['/t/110/1', '/t/x/110/2', '/p/1032', '/c/equipe/3', '/c/equipe']) expect((await visit(path)).status).toBe(404);
      expect((await visit('/t/la-vente-du-phare/110', admin)).status).toBe(301);
      expect((await visit('/c/equipe/3', admin)).headers.get('location')).toBe('/spaces/equipe');
    });

    it('do not tell a private title through another thread', async () => {
      const { html } = await postOf(app, '104/3');
      expect(html).toMatch(/<a href="\/threads\/\w{8}">/);
      expect(html).not.toMatch(/vente/);
    });
  });

  it('invites whom members.csv names, once', async () => {
    const file = join(await mkdtemp(join(tmpdir(), 'foyer-invitations-')), 'invitations.csv');
    const claims = app.server.app.get(Claims, { strict: false });
    const invitations = { file, create: (tx: Parameters<Claims['create']>[0], memberId: string, email: string) => claims.create(tx, memberId, { actorId: null, invitedEmail: email }) };
    await settled(app);
    const mailsBefore = await app.mails();
    expect((await run(app, { invitations })).invitations).toEqual({ made: 2, file, unknown: ['fantome', 'lea (pas une adresse)'] });
    expect((await run(app, { invitations })).invitations).toMatchObject({ made: 0 });
    expect((await readFile(file, 'utf8')).trim().split('\n')).toHaveLength(2);
    expect(await app.mails()).toEqual(mailsBefore);
  });

  it('leaves the links in mails when asked to, and in no file', async () => {
    const other = await startApp();
    try {
      const file = join(await mkdtemp(join(tmpdir(), 'foyer-invitations-')), 'invitations.csv');
      const claims = other.server.app.get(Claims, { strict: false });
      const create = (tx: Parameters<Claims['create']>[0], memberId: string, email: string) => claims.create(tx, memberId, { actorId: null, invitedEmail: email });
      const invitations = { file, create, mail: invitationMail(other.server.app.get(Mailer), 'fr') };
      expect((await run(other, { invitations })).invitations).toMatchObject({ made: 2, file: null });
      expect((await run(other, { invitations })).invitations).toMatchObject({ made: 0 });
      const mails = await other.mails();
      expect(mails).toHaveLength(2);
      expect(mails[0]).toMatchObject({ template: 'imports.invitation', subject: 'Ton compte t’attend sur Foyer' });
      expect(mails[0]?.text).toMatch(/\/claim\/[\w-]{43}\n/);
      await expect(readFile(file, 'utf8')).rejects.toThrow('ENOENT');
    } finally {
      await other.close();
    }
  });
});

describe('an import that is cut off', () => {
  it('resumes where it was, and comes to the same', async () => {
    const [uninterrupted, interrupted] = [await startApp(), await startApp()];
    try {
      await run(uninterrupted, { locale: 'en' });
      for (const batches of [1, 3]) {
        const stop = new AbortController();
        let left = batches;
        const progress = { start: () => undefined, end: () => undefined, advance: (by: number) => (by < 250 && --left === 0 ? stop.abort() : undefined) };
        const report = await run(interrupted, { locale: 'en', postsAtOnce: 4, signal: stop.signal, progress });
        expect(report.interrupted).toBe(true);
      }
      const report = await run(interrupted, { locale: 'en' });
      expect(report.merged.threads).toBe(0);
      expect(await contents(interrupted)).toEqual(await contents(uninterrupted));
    } finally {
      await uninterrupted.close();
      await interrupted.close();
    }
  });

  it('loses the batch at hand and nothing else when the process dies', async () => {
    const [whole, broken] = [await startApp(), await startApp()];
    try {
      await run(whole);
      await broken.owner.query(`CREATE FUNCTION die() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'killed'; END $$`);
      await broken.owner.query('CREATE TRIGGER die BEFORE INSERT ON import_refs FOR EACH ROW WHEN (NEW.external_id = \'112\') EXECUTE FUNCTION die()');
      await expect(run(broken, { postsAtOnce: 4 })).rejects.toThrow('killed');
      await broken.owner.query('DROP TRIGGER die ON import_refs');
      expect(await scalar<number>(broken, 'SELECT count(*)::int FROM threads')).toBeGreaterThan(2);
      await run(broken);
      expect(await digests(broken)).toEqual(await digests(whole));
    } finally {
      await whole.close();
      await broken.close();
    }
  });

  it('completes a topic whose export was cut short', async () => {
    const app = await startApp();
    const folder = await mkdtemp(join(tmpdir(), 'foyer-import-'));
    try {
      await cp(FIXTURE, folder, { recursive: true });
      const path = join(folder, 'json', 'graissage-mercure.103.json');
      const topic = JSON.parse(await readFile(path, 'utf8')) as { posts_count: number; post_stream: { posts: object[] } };
      await writeFile(path, JSON.stringify({ ...topic, post_stream: { ...topic.post_stream, posts: topic.post_stream.posts.slice(0, 2) } }));
      expect((await run(app, {}, folder)).truncated).toHaveLength(2);
      const report = await run(app);
      expect(report.merged).toMatchObject({ threads: 1, posts: 2 });
      expect((await app.owner.query(`SELECT t.truncated_from, t.last_position, t.replies_count, t.revision::int FROM threads t JOIN import_refs r ON r.internal_id = t.id WHERE r.external_id = '103' AND r.kind = 'thread'`)).rows).toEqual([{ truncated_from: null, last_position: 4, replies_count: 3, revision: 2 }]);
      expect(await postOf(app, '103/4')).toMatchObject({ reply_position: 2 });
    } finally {
      await app.close();
      await rm(folder, { recursive: true });
    }
  });
});

/** Revisions count the writes, which an interruption multiplies: all else must be equal. */
async function contents(app: TestApp): Promise<unknown[]> {
  const tables = ['members', 'threads', 'posts', 'thread_actions', 'thread_participants', 'post_mentions'];
  return Promise.all(tables.map(async (table) => (await app.owner.query(`SELECT md5(string_agg((to_jsonb(r) - 'revision')::text, '|' ORDER BY to_jsonb(r)::text)) AS digest, count(*) FROM ${table} r`)).rows));
}

const sample = process.env['FOYER_DISCOURSE_SAMPLE'];
(sample ? describe : describe.skip)(sample ? 'the real sample' : 'the real sample (skipped: FOYER_DISCOURSE_SAMPLE names no folder)', () => {
  it('comes in whole, and changes nothing the second time', async () => {
    const app = await startApp();
    try {
      const report = await run(app, { source: 'sample', locale: 'en' }, sample);
      expect(report.created).toEqual({ members: 212, spaces: 10, threads: 212, posts: 1_503, actions: 6, likes: 359, acceptedAnswers: 30 });
      expect([report.broken, report.skipped, report.truncated]).toEqual([[], [], []]);
      expect(await scalar(app, `SELECT count(*)::int FROM posts WHERE format = 'markdown'`)).toBe(1_502);
      const before = await digests(app);
      await run(app, { source: 'sample', locale: 'en' }, sample);
      expect(await digests(app)).toEqual(before);
    } finally {
      await app.close();
    }
  }, 120_000);
});
