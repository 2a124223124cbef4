import { ask } from './operations.js';
import { sql } from './database.js';
import { houseUrl } from './environment.js';
import { eventually } from './eventually.js';
import { openHouse, type Visit } from './house.js';
import { ThreadPage } from './pages/thread-page.js';
import { newMember } from './people.js';
import { startThread } from './threads.js';

const house = openHouse();

const SENTENCES = {
  'fr-FR': { missing: 'Cette page n’est pas là', home: 'Revenir à l’accueil' },
  'en-GB': { missing: 'This page is not here', home: 'Back to home' },
} as const;

/** No page tells how the house is built. */
function expectNoInside(text: string): void {
  expect(text).not.toMatch(/node_modules|\.js:\d+:\d+|\.ts:\d+|at async |Error: |stack|SELECT |pg_|undefined/);
}

async function arrive(locale: string): Promise<Visit> {
  const visit = await house.visitor({ locale });
  visit.expectComplaints(/Failed to load resource/);
  return visit;
}

describe.each(['fr-FR', 'en-GB'] as const)('in %s', (locale) => {
  const say = SENTENCES[locale];

  it.each([
    ['an address that is nothing', '/nulle-part', 404],
    ['one with strange characters', '/%F0%9F%94%A6/%22%3Cscript%3E', 404],
    ['one that cannot be decoded', '/spaces/%E0%A4%A', 404],
    ['a space that is not', '/spaces/pas-un-espace', 404],
    ['a thread that is not', '/threads/zzzzzzzz/rien', 404],
    ['a thread with a broken code', '/threads/%00/rien', 404],
    ['a post that is not', '/threads/zzzzzzzz/rien?post=zzzzzzzz', 404],
    ['a member who is not', '/members/personne-de-ce-nom', 404],
    ['an old address that leads nowhere', '/t/perdu/999999', 404],
    ['a malformed cursor of a space', '/spaces/bivouac?after=pas-un-curseur', 400],
    ['another one', `/spaces/bivouac?before=${'A'.repeat(4_000)}`, 400],
    ['a cursor that is someone else’s JSON', `/spaces/bivouac?after=${Buffer.from('{"a":1}').toString('base64url')}`, 400],
    ['a malformed cursor of a profile', '/members/maelle?after=%27%3B--', 400],
  ])('%s has a page of its own', async (_what, path, status) => {
    const { page } = await arrive(locale);
    const response = await page.goto(path);
    expect(response?.status()).toBe(status);
    await page.getByRole('heading', { level: 1, name: say.missing }).waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe(locale.slice(0, 2));
    expectNoInside(await page.locator('body').innerText());
    await page.getByRole('link', { name: say.home }).click();
    await page.waitForURL('/');
  });

  it('a form that is far too large is refused on a page', async () => {
    const { page, context } = await arrive(locale);
    const response = await context.request.post('/sign-in?/enter', {
      form: { email: 'a@example.org', password: 'x'.repeat(600_000) }, headers: { origin: houseUrl() }, failOnStatusCode: false,
    });
    expect(response.status()).toBe(413);
    expectNoInside(await response.text());
    await page.goto('/sign-in');
    await page.locator('input[name=password]').evaluate((field) => ((field as HTMLInputElement).value = 'x'.repeat(600_000)));
    await page.locator('input[name=email]').fill('quelquun@example.org');
    await page.locator('form[action^="?/enter"] button[type=submit]').click();
    await page.getByRole('alert').or(page.locator('main h1')).first().waitFor();
    expectNoInside(await page.locator('body').innerText());
    expect(await page.locator('html').getAttribute('lang')).toBe(locale.slice(0, 2));
  });

  it('a form of another site is refused', async () => {
    const { context } = await arrive(locale);
    for (const path of ['/sign-in?/enter', '/preferences', '/sign-out']) {
      const response = await context.request.post(path, { form: { email: 'a@example.org', password: 'x' }, headers: { origin: 'https://ailleurs.example' }, failOnStatusCode: false, maxRedirects: 0 });
      expect({ path, status: response.status() }).toEqual({ path, status: 403 });
      expectNoInside(await response.text());
    }
  });
});

describe('forms that no page of the house has', () => {
  it('what is no form is refused, wherever it comes from', async () => {
    const { context } = await house.visitor();
    for (const path of ['/sign-out', '/preferences', '/sign-in?/enter']) {
      for (const type of ['application/json', 'text/html', 'image/png']) {
        const response = await context.request.post(path, { data: '{}', headers: { 'content-type': type, origin: 'https://ailleurs.example' }, failOnStatusCode: false, maxRedirects: 0 });
        expect({ path, type, status: response.status() }).toEqual({ path, type, status: 415 });
        expectNoInside(await response.text());
      }
      const broken = await context.request.post(path, { data: 'pas un formulaire', headers: { 'content-type': 'multipart/form-data; boundary=zz', origin: houseUrl() }, failOnStatusCode: false, maxRedirects: 0 });
      expect({ path, status: broken.status() }).toEqual({ path, status: 400 });
    }
  });

  it('names that a header does not take are written as one takes them', async () => {
    const member = await newMember('Guillemets');
    const at = await startThread(member, { title: 'Entre guillemets' });
    const { context } = await house.visit(member);
    const leads = async (path: string, form?: Record<string, string>): Promise<string> => {
      const options = { headers: { origin: houseUrl(), accept: 'text/html' }, failOnStatusCode: false, maxRedirects: 0 };
      const response = form ? await context.request.post(path, { form, ...options }) : await context.request.get(path, options);
      return `${response.status()} ${response.headers()['location']}`;
    };
    const back = '/spaces/bivouac?tag=“brume”';
    expect(await leads('/preferences', { theme: 'dark', back })).toBe('303 /spaces/bivouac?tag=%E2%80%9Cbrume%E2%80%9D');
    expect(await leads('/preferences', { theme: 'dark', back: '/.//ailleurs.example' })).toBe('303 /');
    expect(await leads(`/sign-in?/demo&next=${encodeURIComponent(back)}`, { role: 'member' })).toBe('303 /spaces/bivouac?tag=%E2%80%9Cbrume%E2%80%9D');
    const { context: others } = await house.visitor();
    const [post] = await sql<{ code: string }>('SELECT p.code FROM posts p JOIN threads t ON t.id = p.thread_id WHERE t.code = $1', [at.code]);
    const lasting = await others.request.get(`/threads/${at.code}/%E2%80%9Cautre%0D%0A?post=${post?.code}`, { maxRedirects: 0 });
    expect([lasting.status(), lasting.headers()['location']]).toEqual([302, `/threads/${at.code}/entre-guillemets?at=1#p-1`]);
  });
});

describe('a session that is none', () => {
  it.each([
    ['forged', 'A'.repeat(43)],
    ['broken', '%%%'],
    ['huge', 'x'.repeat(3_900)],
  ])('%s: the house is read as a visitor, and rooms of members ask to sign in', async (_what, value) => {
    const visit = await house.visitor();
    await visit.context.addCookies([{ name: 'foyer_session', value, url: houseUrl() }]);
    for (const path of ['/', '/spaces', '/spaces/bivouac']) {
      const response = await visit.page.goto(path);
      expect(response?.status()).toBe(200);
      await visit.page.getByRole('banner').getByRole('link', { name: 'S’inscrire' }).waitFor();
    }
    await visit.page.goto('/settings/profile');
    expect(new URL(visit.page.url()).pathname).toBe('/sign-in');
    await visit.page.goto('/threads/new');
    expect(new URL(visit.page.url()).pathname).toBe('/sign-in');
  });

  it('a visitor who asks for the console is asked to sign in, a member is told that there is nothing', async () => {
    const visitor = await house.visitor();
    await visitor.page.goto('/console/spaces');
    expect(new URL(visitor.page.url()).pathname).toBe('/sign-in');
    const member = await house.visit(await newMember('Passante'));
    member.expectComplaints(/404/);
    for (const path of ['/console', '/console/spaces', '/console/spaces/new', '/console/groups', '/console/members']) {
      expect((await member.page.goto(path))?.status()).toBe(404);
    }
  });
});

describe('bad input', () => {
  it('is refused by the API with its status and code, in the reader’s language, and nothing falls', async () => {
    const send = (body: string, headers: Record<string, string> = {}): Promise<Response> =>
      fetch(`${houseUrl()}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json', 'x-foyer-request': '1', 'accept-language': 'en', ...headers }, body });
    const cases: readonly (readonly [string, number, string])[] = [
      ['{', 400, 'BAD_REQUEST'],
      ['[]', 400, 'BAD_REQUEST'],
      ['{"query":"{ viewer { handle } }"}', 400, 'PERSISTED_QUERY_ONLY'],
      ['{"extensions":{"persistedQuery":{"version":1,"sha256Hash":"abc"}}}', 400, 'PERSISTED_QUERY_NOT_FOUND'],
      [JSON.stringify({ query: 'x'.repeat(400_000) }), 413, 'TOO_LARGE'],
    ];
    for (const [body, status, code] of cases) {
      const response = await send(body);
      const text = await response.text();
      expect({ body: body.slice(0, 60), status: response.status, code: (JSON.parse(text) as { errors: { extensions: { code: string } }[] }).errors[0]?.extensions.code }).toEqual({ body: body.slice(0, 60), status, code });
      expectNoInside(text);
    }
    for (const variables of [{ code: 42 }, { code: null }, {}, { code: 'x'.repeat(10_000), from: -1, first: 1e9, signedIn: false }]) {
      const answer = await ask('ThreadPage', variables);
      const code = answer.errors[0]?.extensions.code ?? 'none';
      expect(`${answer.status} ${code}`).toMatch(/^(400 BAD_USER_INPUT|200 none)$/);
      expectNoInside(answer.text);
    }
    expect((await fetch(`${houseUrl()}/health/ready`)).status).toBe(200);
  });

  it('a thread page with nonsense in its address opens all the same', async () => {
    const member = await newMember('Bizarre');
    const at = await startThread(member, { title: 'Adresse cabossée' });
    const { page } = await house.visit(member);
    const thread = new ThreadPage(page);
    for (const query of ['?at=-4', '?at=99999999', '?at=abc', '?edit=%00', '?replyTo=<script>', '?remove=x&retitle', '?post=']) {
      const response = await page.goto(at.path + query);
      expect({ query, status: response?.status() }).toEqual({ query, status: 200 });
      await thread.title.or(page.getByRole('textbox', { name: 'Titre' })).first().waitFor();
    }
  });
});

it('an error of the page itself is told in the console, where a journey hears it', async () => {
  const visit = await house.visitor();
  visit.expectComplaints(/Failed to load resource|TypeError: Failed to fetch/);
  const { page } = visit;
  await page.route('**/__data.json*', (route) => route.abort('failed'));
  // A link is followed by the browser alone until the page is alive.
  await eventually(async () => {
    await page.goto('/spaces');
    await page.locator('nav a[href="/"]').first().click();
    await page.waitForURL('/');
    expect(visit.complaints.filter((line) => line.startsWith('TypeError: Failed to fetch'))).not.toEqual([]);
  }, 20_000);
});
