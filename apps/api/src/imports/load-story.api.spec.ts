import pg from 'pg';
import { DEMO_PASSWORD } from '@foyer/story-seed';
import { cloneDatabase, startApp, type TestApp } from '../../test/harness.js';
import { eventually } from '../../test/platform.js';
import { GroupRules } from '../groups/index.js';
import type { Database, Transaction } from '../platform/database/database.js';
import { openDatabase } from '../platform/database/open-database.js';
import { loadStory } from './load-story.js';

const EVENING = new Date('2026-11-20T19:20:00Z');

interface Empty {
  readonly database: Database;
  readonly owner: pg.Client;
}

const opened: Empty[] = [];
/** An empty community without a server, as the start finds it. */
async function emptyCommunity(): Promise<Empty> {
  const databaseUrl = await cloneDatabase();
  const owner = new pg.Client({ connectionString: databaseUrl });
  await owner.connect();
  const empty = { database: await openDatabase({ ...told.settings, databaseUrl }), owner };
  opened.push(empty);
  return empty;
}
/** Told once, in one go; tests only read it. */
let told: TestApp;
beforeAll(async () => {
  // Without a worker, which would let people into groups by their rules meanwhile.
  told = await startApp({ FOYER_SEED: 'story', FOYER_ROLE: 'web', PUBLIC_URL: 'http://localhost' });
  expect(await loadStory(told.database, EVENING)).toBe('told');
}, 60_000);
afterEach(async () => {
  for (const { database, owner } of opened.splice(0)) {
    await database.onApplicationShutdown();
    await owner.end();
  }
});
afterAll(() => told.close());

/** One line for all that the story wrote, whatever the order. */
async function digest(owner: pg.Client): Promise<unknown> {
  const tables = ['members', 'groups', 'group_members', 'spaces', 'threads', 'posts', 'post_versions', 'post_reactions', 'post_mentions', 'thread_actions', 'thread_reads', 'thread_participants', 'idea_votes'];
  const rows: Record<string, unknown> = {};
  for (const table of tables) {
    // What the recount last touched may differ; what people see may not.
    const { rows: found } = await owner.query<{ digest: string }>(`SELECT md5(string_agg(x, '' ORDER BY x)) AS digest FROM (SELECT md5((to_jsonb(t) - 'revision')::text) AS x FROM ${table} t) y`);
    rows[table] = found[0]?.digest;
  }
  return rows;
}

const counts = async (owner: pg.Client): Promise<unknown> =>
  (await owner.query('SELECT (SELECT count(*)::int FROM members) AS members, (SELECT count(*)::int FROM spaces) AS spaces, (SELECT count(*)::int FROM threads) AS threads, (SELECT count(*)::int FROM posts) AS posts')).rows[0];

/** The database, whose process is killed when it opens its nth transaction. */
function cutOffAt(database: Database, nth: number): Database {
  let opened = 0;
  return new Proxy(database, {
    get(target, property) {
      if (property !== 'transaction') {
        const value: unknown = Reflect.get(target, property, target);
        return typeof value === 'function' ? value.bind(target) : value;
      }
      return <T>(work: (tx: Transaction) => Promise<T>) => (++opened === nth ? Promise.reject(new Error('cut off')) : target.transaction(work));
    },
  });
}

describe('the story in a database', () => {
  it('fills an empty community once', async () => {
    const app = told;
    expect(await counts(app.owner)).toMatchObject({ members: 120, spaces: 12 });
    const first = await digest(app.owner);
    expect(await loadStory(app.database, new Date('2026-12-24T20:00:00Z'))).toBe('kept');
    expect(await digest(app.owner)).toEqual(first);
    const { rows } = await app.owner.query('SELECT name, brand_name, story, time_zone FROM community');
    expect(rows[0]).toEqual({ name: 'La Veillée', brand_name: 'Kerlune', story: true, time_zone: 'Europe/Paris' });
    const { rows: jobs } = await app.owner.query<{ origins: string[] }>('SELECT array_agg(DISTINCT origin) AS origins FROM domain_events');
    expect(jobs[0]?.origins).toEqual(['seed']);
  }, 60_000);

  it('tells where each idea stands in the words of the team, and who voted for it', async () => {
    const { rows } = await told.owner.query<{ said: number; open: number; voted: number; right: boolean }>(
      `SELECT count(*) FILTER (WHERE t.idea_status <> 'open')::int AS said, count(*) FILTER (WHERE t.idea_status = 'open')::int AS open, count(*) FILTER (WHERE t.votes_count > 0)::int AS voted,
              bool_and(t.idea_status = 'open' OR (m.role IN ('admin','cm') AND p.position > 1)) AS right
         FROM threads t JOIN spaces s ON s.id = t.space_id AND s.type = 'ideas' LEFT JOIN posts p ON p.id = t.idea_answer_id LEFT JOIN members m ON m.id = p.author_id`,
    );
    expect(rows[0]).toEqual({ said: 17, open: 1, voted: 18, right: true });
  });

  it.each([1, 3, 6])('completes what was cut off before step %i, as of the first evening', async (nth) => {
    const cut = await emptyCommunity();
    await expect(loadStory(cutOffAt(cut.database, nth), EVENING)).rejects.toThrow('cut off');
    const { rows } = await cut.owner.query('SELECT story FROM community');
    expect(rows[0]).toEqual({ story: false });
    expect(await loadStory(cut.database, new Date('2026-11-25T08:00:00Z'))).toBe('resumed');
    expect(await counts(cut.owner)).toEqual(await counts(told.owner));
    // Passwords are salted; everything else is equal.
    expect(await digest(cut.owner)).toEqual(await digest(told.owner));
  }, 60_000);

  it('takes turns with another process', async () => {
    const app = await emptyCommunity();
    const outcomes = await Promise.all([loadStory(app.database, EVENING), loadStory(app.database, EVENING)]);
    expect(outcomes.sort()).toEqual(['kept', 'told']);
  }, 60_000);

  it('leaves a community alone where somebody is', async () => {
    const app = await emptyCommunity();
    await app.owner.query(`INSERT INTO members (id, handle, display_name) VALUES (gen_random_uuid(), 'anne', 'Anne Kermarec')`);
    expect(await loadStory(app.database, EVENING)).toBe('kept');
    expect(await counts(app.owner)).toEqual({ members: 1, spaces: 0, threads: 0, posts: 0 });
  }, 60_000);

  it('is not slowed down by statistics that call its tables empty', async () => {
    const app = await emptyCommunity();
    const { rows } = await app.owner.query<{ id: string }>(`INSERT INTO members (id, handle, display_name) SELECT gen_random_uuid(), 'm' || n, 'x' FROM generate_series(1, 120) n RETURNING id`);
    await app.owner.query(`INSERT INTO spaces (id, code, slug, name_fr, name_en, position) VALUES ($1, 'c', 's', 's', 's', 1)`, [rows[0]?.id]);
    await app.owner.query(`INSERT INTO threads (id, code, slug, space_id, author_id, title, created_at, last_post_at) SELECT gen_random_uuid(), 't' || n, 's', $1, $1, 't', now(), now() FROM generate_series(1, 220) n`, [rows[0]?.id]);
    await app.owner.query(
      `INSERT INTO posts (id, code, thread_id, author_id, position, source, html, renderer, plain, created_at)
       SELECT gen_random_uuid(), 'p' || n, (SELECT id FROM threads LIMIT 1), $1, n, repeat('x', 300), repeat('x', 300), 1, repeat('x', 300), now() FROM generate_series(1, 1700) n`,
      [rows[0]?.id],
    );
    // Rows that are gone, pages that remain: as when statistics are taken during a first, uncommitted batch.
    await app.owner.query('DELETE FROM posts');
    await app.owner.query('DELETE FROM threads');
    await app.owner.query('DELETE FROM spaces');
    await app.owner.query('DELETE FROM members');
    await app.owner.query('ANALYZE posts, threads, spaces, members');
    expect(await loadStory(app.database, EVENING)).toBe('told');
  }, 60_000);
});

describe('the community of the story', () => {
  it('lets the demo in, keeps the circle to itself, and links the people it calls', async () => {
    const app = told;
    const signIn = async (email: string): Promise<string | null> => {
      const answer = await app.gql<{ signIn: { viewer?: { handle: string } } }>(
        'mutation SignIn($email: String!, $password: String!) { signIn(email: $email, password: $password) { ... on SignedIn { viewer { handle } } ... on Refused { message } } }',
        { email, password: DEMO_PASSWORD },
      );
      return answer.data.signIn.viewer ? (answer.headers.getSetCookie()[0]?.split(';')[0] ?? null) : null;
    };
    const spaces = async (cookie: string | null): Promise<string[]> =>
      (await app.gql<{ spaces: { slug: string }[] }>('query Spaces { spaces { slug } }', {}, { cookie, handle: null, memberId: null })).data.spaces.map(({ slug }) => slug);
    const [maelle, ines] = [await signIn('maelle@kerlune.example'), await signIn('ines@kerlune.example')];
    expect(maelle && ines).toBeTruthy();
    expect(await spaces(maelle)).toContain('cercle-des-ambassadeurs');
    expect(await spaces(ines)).not.toContain('cercle-des-ambassadeurs');
    expect(await spaces(null)).not.toContain('cercle-des-ambassadeurs');
    const { rows: accounts } = await app.owner.query('SELECT DISTINCT role FROM members JOIN member_accounts ON member_id = id ORDER BY role');
    expect(accounts.map(({ role }: { role: string }) => role)).toEqual(['admin', 'ambassador', 'analyst', 'cm', 'member', 'moderator']);
    const { rows } = await app.owner.query<{ calling: number; quoting: number; pictures: number }>(
      `SELECT count(*) FILTER (WHERE html LIKE '%<a href="/members/%' AND EXISTS (SELECT 1 FROM post_mentions m WHERE m.post_id = p.id))::int AS calling,
              count(*) FILTER (WHERE html LIKE '<blockquote>%' AND reply_to_id IS NOT NULL)::int AS quoting,
              count(*) FILTER (WHERE html LIKE '%<img src="/media/story/%')::int AS pictures FROM posts p`,
    );
    expect(rows[0]?.calling).toBeGreaterThanOrEqual(10);
    expect(rows[0]?.quoting).toBeGreaterThanOrEqual(10);
    expect(rows[0]?.pictures).toBeGreaterThanOrEqual(3);
  }, 60_000);
});

describe('what came and went in the story', () => {
  it('has mails of its year, kept, failed and returned, and none that waits to leave', async () => {
    const { rows } = await told.owner.query<{ template: string; state: string; count: number }>('SELECT template, state, count(*)::int AS count FROM mails GROUP BY template, state ORDER BY template, state');
    expect(rows.map(({ template, state }) => `${template} ${state}`)).toEqual(['admissions.filed kept', 'admissions.invitation bounced', 'admissions.invitation failed', 'admissions.invitation kept', 'welcome.letter kept']);
    expect(rows.find(({ template }) => template === 'welcome.letter')?.count).toBeGreaterThan(3);
    const { rows: dates } = await told.owner.query<{ wrong: number }>('SELECT count(*)::int AS wrong FROM mails WHERE created_at > $1 OR subject IS NULL', [EVENING]);
    expect(dates[0]).toEqual({ wrong: 0 });
    // Each can be read as it would have left.
    for (const mail of await told.mails()) expect([mail.template, mail.text.includes('La Veillée') && mail.subject !== '']).toEqual([mail.template, true]);
  });

  it('leads from a kept mail to the application that it is about', async () => {
    const { rows } = await told.owner.query<{ url: string; to_name: string }>(`SELECT data->>'url' AS url, to_name FROM mails WHERE template = 'admissions.filed' ORDER BY created_at LIMIT 1`);
    const token = rows[0]?.url.split('/').at(-1);
    const answer = await told.gql<{ ownApplication: { state: string; displayName: string } | null }>('query A($token: String!) { ownApplication(token: $token) { state displayName } }', { token });
    expect(answer.data.ownApplication).toEqual({ state: 'waiting', displayName: rows[0]?.to_name });
  });

  it('fills the groups that go by the domain of an address', async () => {
    const rules = told.server.app.get(GroupRules, { strict: false });
    await eventually('the rules are applied', async () => {
      await rules.round();
      const { rows } = await told.owner.query<{ name: string; count: number }>(`SELECT g.name, count(*)::int AS count FROM groups g JOIN group_members m ON m.group_id = g.id WHERE g.rule->>'mailDomains' IS NOT NULL GROUP BY g.name ORDER BY g.name`);
      return rows.length === 2 && rows.every(({ count }) => count > 4);
    }, 20_000);
  });
});
