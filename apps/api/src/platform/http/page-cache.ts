import type { IncomingMessage, ServerResponse } from 'node:http';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { Inject, Injectable } from '@nestjs/common';
import { inject } from 'light-my-request';
import { LRUCache } from 'lru-cache';
import { cookieName, readCookie } from '../auth/session-cookie.js';
import { SETTINGS, type Settings } from '../config/settings.js';
import { chosenLocale } from './request-context-factory.js';
import type { Locale } from './request-context.js';

type Encoding = 'br' | 'gzip' | 'identity';
export type PageHandler = (request: IncomingMessage, response: ServerResponse, next?: (error?: unknown) => void) => void;

/** A kind of page that a visitor's rendering may be kept of. */
export interface CacheablePage {
  /** Matches the path; its groups are handed to `fingerprint`. */
  readonly path: RegExp;
  /** Query parameters that change what the page shows; any other makes the request go past the cache. */
  readonly parameters: readonly string[];
  /**
   * Everything the page shows, in one short text (ids and revisions), read from the database for this request; null
   * when a visitor may not see it. The rendering is kept under it, so what is kept is never older than the answer.
   */
  fingerprint(groups: Readonly<Record<string, string>>, query: URLSearchParams, locale: Locale): Promise<string | null>;
  /** Told, with the fingerprint, each time a kept page is given, since the pages themselves are not asked. */
  served?(fingerprint: string): void;
}

interface KeptPage {
  readonly headers: Readonly<Record<string, string>>;
  readonly bodies: Partial<Record<Encoding, Buffer>>;
}

/** What a visitor chose that changes how a page looks. */
interface Look {
  readonly locale: Locale;
  readonly theme: (typeof THEMES)[number] | null;
}

const THEMES = ['light', 'dark', 'system'] as const;
const MAX_BYTES = 24 * 1024 * 1024;
const brotli = promisify(brotliCompress);
const gzipped = promisify(gzip);

/**
 * Keeps visitors' pages, rendered and compressed, under what they show (not under a time to live): one small
 * statement decides whether the kept page is still the page. Members' pages are never kept.
 */
@Injectable()
export class PageCache {
  private readonly pages: CacheablePage[] = [];
  private readonly kept = new LRUCache<string, KeptPage>({ maxSize: MAX_BYTES, sizeCalculation: (page) => sizeOf(page) });
  private readonly rendering = new Map<string, Promise<KeptPage | null>>();
  private readonly enabled: boolean;
  private readonly sessionCookie: string;

  constructor(@Inject(SETTINGS) settings: Settings) {
    this.enabled = settings.pageCache;
    this.sessionCookie = cookieName(settings.publicUrl);
  }

  register(page: CacheablePage): void {
    this.pages.push(page);
  }

  /** Answers from the cache, rendering first when needed. False: the request is not one of the cache's, nothing was done. */
  async serve(request: IncomingMessage, response: ServerResponse, render: PageHandler): Promise<boolean> {
    if (!this.enabled || request.method !== 'GET' || readCookie(request.headers.cookie, this.sessionCookie) !== null) return false;
    const url = addressOf(request.url ?? '/');
    const found = url && this.match(url);
    if (!url || !found) return false;
    const locale = chosenLocale(request.headers.cookie, request.headers['accept-language']);
    const fingerprint = await found.page.fingerprint(found.groups, url.searchParams, locale);
    if (fingerprint === null) return false;
    const chosen = readCookie(request.headers.cookie, 'foyer_theme');
    const theme = THEMES.find((known) => known === chosen) ?? null;
    const key = JSON.stringify([url.pathname, [...url.searchParams].sort(), locale, theme, fingerprint]);
    const kept = this.kept.get(key);
    const page = kept ?? (await this.renderOnce(key, request, { locale, theme }, render));
    if (!page) return false;
    if (kept) found.page.served?.(fingerprint);
    await answer(page, request, response);
    return true;
  }

  private match(url: URL): { page: CacheablePage; groups: Record<string, string> } | null {
    for (const page of this.pages) {
      const groups = page.path.exec(url.pathname);
      if (groups && parametersFit(url.searchParams, page.parameters)) return { page, groups: { ...groups.groups } };
    }
    return null;
  }

  /** Of many requests for a page that is not kept yet, one renders it. */
  private renderOnce(key: string, request: IncomingMessage, look: Look, render: PageHandler): Promise<KeptPage | null> {
    let pending = this.rendering.get(key);
    if (!pending) {
      pending = this.render(request, look, render)
        .then((page) => {
          if (page) this.kept.set(key, page);
          return page;
        })
        .finally(() => this.rendering.delete(key));
      this.rendering.set(key, pending);
    }
    return pending;
  }

  /** Nothing of the request goes into the page but what its key says, so that nobody can have it rendered for others. */
  private async render(request: IncomingMessage, look: Look, render: PageHandler): Promise<KeptPage | null> {
    const own = Object.entries(request.headers).filter(([name]) => OURS.has(name));
    const response = await inject(render as Parameters<typeof inject>[0], {
      method: 'GET',
      url: request.url ?? '/',
      headers: { ...Object.fromEntries(own), 'accept-language': look.locale, cookie: `foyer_locale=${look.locale}${look.theme ? `; foyer_theme=${look.theme}` : ''}` },
      ...(request.socket.remoteAddress !== undefined && { remoteAddress: request.socket.remoteAddress }),
    });
    const type = response.headers['content-type'];
    if (response.statusCode !== 200 || typeof type !== 'string' || !type.startsWith('text/html') || response.headers['set-cookie'] !== undefined) return null;
    const kept = Object.entries(response.headers).filter(([name, value]) => !DROPPED.has(name) && value !== undefined);
    return { headers: Object.fromEntries(kept.map(([name, value]) => [name, String(value)])), bodies: { identity: response.rawPayload } };
  }
}

/** Headers of a request that a kept page is rendered with: those that `servePages` writes. */
const OURS: ReadonlySet<string> = new Set(['host', 'x-foyer-protocol', 'x-foyer-host', 'x-foyer-address', 'x-request-id']);

/** The address asked for; null when it is none, which the pages answer. */
function addressOf(target: string): URL | null {
  const address = `http://page${target}`;
  return target.startsWith('/') && !target.startsWith('//') && URL.canParse(address) ? new URL(address) : null;
}

/** Each parameter is known and given once: of two values, pages take the first. */
function parametersFit(given: URLSearchParams, known: readonly string[]): boolean {
  const names = [...given.keys()];
  return names.every((name) => known.includes(name)) && new Set(names).size === names.length;
}

/** Headers that belong to one answer, not to the page. */
const DROPPED: ReadonlySet<string> = new Set(['content-length', 'content-encoding', 'connection', 'date', 'x-request-id', 'keep-alive', 'transfer-encoding', 'etag', 'x-sveltekit-page']);

async function answer(page: KeptPage, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const encoding = encodingOf(request.headers['accept-encoding']);
  const body = (page.bodies[encoding] ??= await encode(page.bodies.identity ?? Buffer.alloc(0), encoding));
  response.writeHead(200, {
    ...page.headers,
    ...(encoding !== 'identity' && { 'content-encoding': encoding }),
    'content-length': body.length,
    'x-request-id': String(request.headers['x-request-id'] ?? ''),
  });
  response.end(body);
}

function encodingOf(accepted: string | string[] | undefined): Encoding {
  const text = String(accepted ?? '');
  return /\bbr\b/.test(text) ? 'br' : /\bgzip\b/.test(text) ? 'gzip' : 'identity';
}

function encode(body: Buffer, encoding: Encoding): Promise<Buffer> {
  if (encoding === 'br') return brotli(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 5, [constants.BROTLI_PARAM_SIZE_HINT]: body.length } });
  return encoding === 'gzip' ? gzipped(body, { level: 6 }) : Promise.resolve(body);
}

/** Counted with its compressed twins, which come later, at about a fifth each. */
const sizeOf = (page: KeptPage): number => Math.ceil((page.bodies.identity?.length ?? 0) * 1.5) + 1_000;
