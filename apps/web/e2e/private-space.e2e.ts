import type { BrowserContext } from 'playwright-core';
import { ask, type Answer } from './operations.js';
import { sql } from './database.js';
import { eventually } from './eventually.js';
import { houseUrl } from './environment.js';
import { openHouse, type Visit } from './house.js';
import { Frame } from './pages/frame.js';
import { demo, newMember, type Person } from './people.js';
import { joinThread } from './socket.js';

const house = openHouse();

/** The ambassadors’ circle, as the database knows it: its texts are the canaries that nobody else may hear. */
interface Circle {
  readonly spaceCode: string;
  readonly threads: readonly { readonly code: string; readonly slug: string; readonly title: string; readonly post: string; readonly writer: string }[];
  readonly canaries: readonly string[];
}

const SPACE = 'cercle-des-ambassadeurs';
const NOWHERE = { space: 'cercle-des-marchands', code: 'zzzzzzzz', slug: 'rien-de-tel' };
let circle: Circle;

beforeAll(async () => {
  const threads = await sql<Circle['threads'][number] & { plain: string; space: string }>(
    `SELECT t.code, t.slug, t.title, p.code AS post, p.plain, m.handle::text AS writer, s.code AS space
       FROM threads t JOIN spaces s ON s.id = t.space_id JOIN posts p ON p.thread_id = t.id JOIN members m ON m.id = p.author_id
      WHERE s.slug = $1 AND p.state = 'visible' ORDER BY p.created_at DESC`,
    [SPACE],
  );
  const first = new Map(threads.map((thread) => [thread.code, thread]));
  circle = {
    spaceCode: threads[0]?.space ?? '',
    threads: [...first.values()],
    canaries: [...new Set(threads.flatMap(({ title, slug, plain }) => [title, slug, plain.slice(0, 40)])), 'Cercle des ambassadeurs', SPACE],
  };
  expect(circle.threads.length).toBeGreaterThan(5);
  // As if the circle had been imported: its old addresses are known too.
  for (const [index, { code }] of circle.threads.entries()) {
    await sql(`INSERT INTO import_refs (source, kind, external_id, internal_id) SELECT 'journey', 'thread', $2, id FROM threads WHERE code = $1 ON CONFLICT DO NOTHING`, [code, String(900_100 + index)]);
  }
  await sql(`INSERT INTO import_refs (source, kind, external_id, internal_id) SELECT 'journey', 'space', $2, id FROM spaces WHERE slug = $1 ON CONFLICT DO NOTHING`, [SPACE, '900900']);
});

/** Fails when any word of the circle is in the text. */
function quiet(text: string): void {
  const heard = circle.canaries.filter((canary) => text.includes(canary) || text.includes(encodeURIComponent(canary)));
  expect(heard).toEqual([]);
}

/** What a request gets, with its redirections; what differs between any two requests is taken out. */
async function answer(context: BrowserContext, path: string): Promise<{ status: number; location: string; body: string }> {
  const response = await context.request.get(path, { maxRedirects: 0 });
  return { status: response.status(), location: response.headers()['location'] ?? '', body: await response.text() };
}

/** Takes out of an answer what was asked for, and what differs between any two answers. */
function neutral(text: string, asked: string, other: string): string {
  const words = (from: string): string[] => from.match(/[\w-]{3,}/g) ?? [];
  const others = words(other);
  let told = text.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, '…').replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, '…').replace(/sha256-[\w+/=]+/g, '…').replace(/__sveltekit_\w+/g, '…');
  for (const [index, word] of words(asked).entries()) if (word !== others[index]) told = told.replaceAll(word, '…');
  return told;
}

/** Two answers are alike when nothing but the address that was asked for tells them apart. */
async function expectAlike(context: BrowserContext, secret: string, nothing: string): Promise<void> {
  const told = async (path: string, instead: string): Promise<object> => {
    const { status, location, body } = await answer(context, path);
    return { status, location: neutral(location, path, instead), body: neutral(body, path, instead) };
  };
  // The house is inhabited: what others do between two requests may tell them apart once, not again and again.
  await eventually(async () => expect({ path: secret, ...(await told(secret, nothing)) }).toEqual({ path: secret, ...(await told(nothing, secret)) }));
}

const outsiders: readonly { readonly who: string; readonly person: () => Promise<Person | null> }[] = [
  { who: 'a visitor', person: async () => null },
  { who: 'a member', person: () => newMember('Curieuse') },
];

describe.each(outsiders)('the circle, for $who', ({ person }) => {
  let somebody: Person | null;
  beforeAll(async () => {
    somebody = await person();
  });
  const arrive = async (): Promise<Visit> => {
    const visit = somebody ? await house.visit(somebody) : await house.visitor();
    visit.expectComplaints(/404/);
    return visit;
  };
  const asked = <Data>(name: string, variables: object): Promise<Answer<Data>> => ask<Data>(name, variables, somebody?.cookie);

  it('is in no navigation, list or source of a page', async () => {
    const { page, context } = await arrive();
    for (const path of ['/', '/spaces', '/spaces/bivouac', '/threads/new', '/spaces/idees']) {
      await page.goto(path);
      expect(await new Frame(page).spaces()).not.toContain('Cercle des ambassadeurs');
      quiet(await page.content());
      quiet((await answer(context, path)).body);
      quiet((await answer(context, `${path}/__data.json`.replace('//', '/'))).body);
    }
  });

  it('answers at its address like a space that never was', async () => {
    const { page, context } = await arrive();
    for (const rest of ['', '?filter=popular', '?tag=mission', '/__data.json']) await expectAlike(context, `/spaces/${SPACE}${rest}`, `/spaces/${NOWHERE.space}${rest}`);
    const response = await page.goto(`/spaces/${SPACE}`);
    expect(response?.status()).toBe(404);
    await page.getByRole('heading', { name: 'Cette page n’est pas là' }).waitFor();
  });

  it('its threads and posts answer at every address like what never was', async () => {
    const { context } = await arrive();
    for (const thread of circle.threads) {
      const here = `/threads/${thread.code}`;
      const nowhere = `/threads/${NOWHERE.code}`;
      quiet((await answer(context, here)).location + (await answer(context, here)).body);
      await expectAlike(context, here, nowhere);
    }
    const [thread] = circle.threads;
    if (!thread) throw new Error('no thread');
    for (const rest of ['', '?at=3', '?at=3&replyTo=POST', '?post=POST', '?edit=POST', '/__data.json', '/history/POST']) {
      await expectAlike(context, `/threads/${thread.code}/x${rest.replace('POST', thread.post)}`, `/threads/${NOWHERE.code}/x${rest.replace('POST', NOWHERE.code)}`);
    }
    // Its post under another thread's address, which may be read, gives nothing away either.
    const [open] = await sql<{ code: string; slug: string }>(`SELECT t.code, t.slug FROM threads t JOIN spaces s ON s.id = t.space_id WHERE s.slug = 'bivouac' LIMIT 1`);
    await expectAlike(context, `/threads/${open?.code}/${open?.slug}?post=${thread.post}`, `/threads/${open?.code}/${open?.slug}?post=${NOWHERE.code}`);
    for (const way of ['?at=1&replyTo=', '?at=1&edit=', '?at=1&remove=']) {
      await expectAlike(context, `/threads/${open?.code}/${open?.slug}${way}${thread.post}`, `/threads/${open?.code}/${open?.slug}${way}${NOWHERE.code}`);
    }
    await expectAlike(context, `/threads/${open?.code}/${open?.slug}/history/${thread.post}`, `/threads/${open?.code}/${open?.slug}/history/${NOWHERE.code}`);
  });

  it('its old addresses lead nowhere', async () => {
    const { context } = await arrive();
    for (const index of circle.threads.keys()) await expectAlike(context, `/t/x/${900_100 + index}`, `/t/x/${990_100 + index}`);
    await expectAlike(context, '/c/cercle/900900', '/c/cercle/990900');
  });

  it('threads that are near in subject do not point to it', async () => {
    const { context } = await arrive();
    const near = await sql<{ code: string; slug: string }>(
      `SELECT DISTINCT t.code, t.slug FROM threads t JOIN spaces s ON s.id = t.space_id
        WHERE s.access = 'public' AND t.tags && (SELECT array_agg(tag) FROM threads c JOIN spaces p ON p.id = c.space_id, unnest(c.tags) tag WHERE p.slug = $1) LIMIT 12`,
      [SPACE],
    );
    expect(near.length).toBeGreaterThan(3);
    for (const { code, slug } of near) quiet((await answer(context, `/threads/${code}/${slug}`)).body);
  });

  it('the profiles of those who write there do not show it', async () => {
    const { page, context } = await arrive();
    for (const writer of new Set(circle.threads.map((thread) => thread.writer))) {
      await page.goto(`/members/${writer}`);
      quiet(await page.content());
      quiet((await answer(context, `/members/${writer}/__data.json`)).body);
    }
  });

  it('no operation of the pages tells of it', async () => {
    const [thread] = circle.threads;
    if (!thread) throw new Error('no thread');
    const alike = async (name: string, secret: object, nothing: object): Promise<void> => {
      const [one, other] = [await asked<object>(name, secret), await asked<object>(name, nothing)];
      quiet(one.text);
      const [these, those] = [JSON.stringify(secret), JSON.stringify(nothing)];
      expect({ name, status: one.status, text: neutral(one.text, these, those) }).toEqual({ name, status: other.status, text: neutral(other.text, those, these) });
    };
    const signedIn = somebody !== null;
    await alike('ThreadPage', { code: thread.code, from: 1, first: 20, signedIn }, { code: NOWHERE.code, from: 1, first: 20, signedIn });
    await alike('Posts', { code: thread.code, from: 1, first: 20, signedIn }, { code: NOWHERE.code, from: 1, first: 20, signedIn });
    await alike('ThreadChanges', { code: thread.code, since: '0' }, { code: NOWHERE.code, since: '0' });
    await alike('Accepted', { code: thread.code }, { code: NOWHERE.code });
    await alike('ThreadPlace', { code: thread.code }, { code: NOWHERE.code });
    await alike('PostPlace', { code: thread.post }, { code: NOWHERE.code });
    await alike('PostSource', { code: thread.post }, { code: NOWHERE.code });
    await alike('PostHistory', { post: thread.post, thread: thread.code }, { post: NOWHERE.code, thread: NOWHERE.code });
    await alike('ThreadRowsMine', { codes: [thread.code] }, { codes: [NOWHERE.code] });
    await alike('Space', { slug: SPACE }, { slug: NOWHERE.space });
    await alike('MarkThreadRead', { thread: thread.code, position: 2 }, { thread: NOWHERE.code, position: 2 });
    await alike('SetReaction', { code: thread.post, kind: 'like', on: true }, { code: NOWHERE.code, kind: 'like', on: true });
    await alike('RemovePost', { code: thread.post, reason: 'x' }, { code: NOWHERE.code, reason: 'x' });
    await alike('EditPost', { input: { postCode: thread.post, body: 'x', version: 0 } }, { input: { postCode: NOWHERE.code, body: 'x', version: 0 } });
    const reply = (threadCode: string): object => ({ input: { threadCode, body: 'x', key: 'une-cle-de-parcours', replyTo: null } });
    await alike('Reply', reply(thread.code), reply(NOWHERE.code));
    const start = (spaceSlug: string): object => ({ input: { spaceSlug, title: 'Un titre assez long', body: 'x', key: 'une-autre-cle-de-parcours', kind: 'discussion', tags: [] } });
    await alike('StartThread', start(SPACE), start(NOWHERE.space));
    for (const name of ['Home', 'Spaces', 'Shell']) quiet((await asked(name, { signedIn })).text);
    const document = 'query { threads(first: 25) { items { title } } }';
    const free = await fetch(`${houseUrl()}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json', ...(somebody && { cookie: somebody.cookie }) }, body: JSON.stringify({ query: document }) });
    expect(free.status).toBe(400);
  });

  it('the room of its threads stays shut', async () => {
    const [thread] = circle.threads;
    if (!thread) throw new Error('no thread');
    const secret = await joinThread(thread.code, somebody?.cookie);
    const nothing = await joinThread(NOWHERE.code, somebody?.cookie);
    expect(secret).toEqual({ ok: false });
    expect(nothing).toEqual(secret);
  });
});

it('an ambassador finds the circle where she expects it', async () => {
  const [thread] = circle.threads;
  if (!thread) throw new Error('no thread');
  const maelle = await demo('ambassador');
  const { page } = await house.visit(maelle);
  await page.goto('/');
  expect(await new Frame(page).spaces()).toContain('Cercle des ambassadeurs');
  await page.goto(`/spaces/${SPACE}`);
  await page.getByText(thread.title).first().waitFor();
  const source = await page.content();
  expect(() => quiet(source)).toThrow();
  await page.goto('/t/x/900100');
  expect(page.url()).toContain(`/threads/${thread.code}/${thread.slug}`);
  expect(await joinThread(thread.code, maelle.cookie)).toMatchObject({ ok: true });
});
