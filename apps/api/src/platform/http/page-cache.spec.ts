import type { IncomingMessage, ServerResponse } from 'node:http';
import { inject } from 'light-my-request';
import { readSettings } from '../config/settings.js';
import { PageCache, type CacheablePage } from './page-cache.js';
import { chosenLocale } from './request-context-factory.js';

interface Given {
  readonly url?: string;
  readonly headers?: Record<string, string>;
  readonly method?: 'GET' | 'HEAD' | 'POST';
}

/** A page that shows all it was asked with: whatever it repeats could be somebody else's. */
function cacheOf(over: Partial<CacheablePage> = {}) {
  const read = readSettings({ DATABASE_URL: 'postgres://x/y', FOYER_SEED: 'none' });
  if (!read.ok) throw new Error(read.problems.join());
  const cache = new PageCache(read.settings);
  cache.register({ path: /^\/threads\/(?<code>[^/]+)\/[^/]+$/, parameters: ['at'], fingerprint: () => Promise.resolve('1'), ...over });
  let rendered = 0;
  const render = (request: IncomingMessage, response: ServerResponse): void => {
    rendered++;
    response.writeHead(200, { 'content-type': 'text/html' }).end(JSON.stringify([request.url, request.headers]));
  };
  const ask = async ({ url = '/threads/abc/x', headers = {}, method = 'GET' }: Given = {}): Promise<string | null> => {
    const answer = await inject((request: IncomingMessage, response: ServerResponse) => {
      cache.serve(request, response, render).then(
        (served) => void (served || response.writeHead(204).end()),
        () => response.writeHead(503).end(),
      );
    }, { url, headers, method });
    expect(answer.statusCode).not.toBe(503);
    return answer.statusCode === 204 ? null : answer.payload;
  };
  return { ask, rendered: () => rendered };
}

describe('kept pages of visitors', () => {
  it('are rendered once, and given to all who would see the same', async () => {
    const { ask, rendered } = cacheOf();
    await Promise.all([ask(), ask(), ask()]);
    await ask({ headers: { 'user-agent': 'another', referer: 'https://example.org' } });
    expect(rendered()).toBe(1);
  });

  it('are counted when they are given, not when they are rendered', async () => {
    const given: string[] = [];
    const { ask } = cacheOf({ served: (fingerprint) => void given.push(fingerprint) });
    await ask();
    expect(given).toEqual([]);
    await ask();
    expect(given).toEqual(['1']);
  });

  it.each([
    ['languages by their weights', { 'accept-language': 'en;q=0.1, fr;q=0.9' }, 'fr'],
    ['a language that is not wanted at all', { 'accept-language': 'en;q=0, fr;q=0.1' }, 'fr'],
    ['a cookie', { cookie: 'foyer_locale=en', 'accept-language': 'fr' }, 'en'],
    ['a cookie of no language', { cookie: 'foyer_locale=de', 'accept-language': 'de, en' }, 'en'],
    ['nothing', {}, 'fr'],
  ])('speak one language under one key: %s', async (_what, headers, locale) => {
    const { ask } = cacheOf({ fingerprint: (_groups, _query, language) => Promise.resolve(language) });
    expect(chosenLocale((headers as Record<string, string>)['cookie'], (headers as Record<string, string>)['accept-language'])).toBe(locale);
    const page = await ask({ headers: headers as Record<string, string> });
    expect(page).toContain(`"accept-language":"${locale}"`);
    expect(page).toContain(`"cookie":"foyer_locale=${locale}"`);
  });

  it('carry nothing that one visitor alone has sent', async () => {
    const { ask } = cacheOf();
    const page = await ask({ headers: { cookie: 'foyer_theme=dark; tracker=mine', 'x-forwarded-host': 'evil.example', 'x-sveltekit-anything': '1', origin: 'https://evil.example', accept: 'application/json', authorization: 'mine' } });
    expect(page).not.toMatch(/evil|mine|sveltekit|application\/json/);
    expect(page).toContain('foyer_theme=dark');
  });

  it.each([
    ['a session, even one that is over', { headers: { cookie: 'foyer_session=x' } }],
    ['a parameter nobody knows', { url: '/threads/abc/x?utm=1' }],
    ['a parameter given twice: who comes first?', { url: '/threads/abc/x?at=1&at=2' }],
    ['another method', { method: 'POST' as const }],
    ['another page', { url: '/threads/abc' }],
    ['an address of another host', { url: '//evil.example/threads/abc/x' }],
    ['an address that is none', { url: '//' }],
  ])('are not touched by %s', async (_what, given) => {
    const { ask } = cacheOf();
    expect(await ask(given)).toBeNull();
  });

  it('are not given to a visitor who may not see what they show any more', async () => {
    let open = true;
    const { ask } = cacheOf({ fingerprint: () => Promise.resolve(open ? '1' : null) });
    expect(await ask()).not.toBeNull();
    open = false;
    expect(await ask()).toBeNull();
  });

  it('differ by the place that is asked for', async () => {
    const { ask } = cacheOf();
    expect(await ask({ url: '/threads/abc/x?at=1' })).not.toBe(await ask({ url: '/threads/abc/x?at=2' }));
  });
});
