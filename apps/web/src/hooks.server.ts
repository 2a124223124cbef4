import { AsyncLocalStorage } from 'node:async_hooks';
import { env } from 'node:process';
import { randomUUID } from 'node:crypto';
import type { Handle, HandleServerError } from '@sveltejs/kit/hooks';
import { contentSecurityPolicy } from '#lib/http/content-security.server.ts';
import { handOver } from '#lib/http/finished-page.server.ts';
import { htmlKeeper } from '#lib/http/kept-html.server.ts';
import { PagePieces } from '#lib/http/page-pieces.server.ts';
import { apiOf } from '#lib/api/in-process.server.ts';
import { communityVoice } from '#lib/branding/community.server.ts';
import { overwriteGetLocale } from '#lib/i18n/paraglide/runtime.js';
import { languageOf, type Locale, LOCALE_COOKIE, localeOf, parseTheme, THEME_COOKIE } from '#lib/i18n/preferences.ts';
import { keepWith } from '#lib/ui/kept.ts';

const rendering = new AsyncLocalStorage<{ readonly locale: Locale; readonly pieces: PagePieces }>();
overwriteGetLocale(() => rendering.getStore()?.locale ?? 'fr');

// Without it, measurements render everything for each request; in development, components change.
if (env['FOYER_PAGE_CACHE'] !== 'off' && !import.meta.env.DEV) {
  keepWith(htmlKeeper({ place: (piece) => rendering.getStore()?.pieces.place(piece) ?? piece.toString() }));
}

const REQUEST_ID = /^[\w-]{8,64}$/;
const HEADERS: Readonly<Record<string, string>> = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'strict-origin-when-cross-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=(), interest-cohort=()',
  'cross-origin-opener-policy': 'same-origin',
};

export const handle: Handle = async ({ event, resolve }) => {
  const given = event.request.headers.get('x-request-id');
  event.locals.requestId = given && REQUEST_ID.test(given) ? given : randomUUID();
  event.locals.locale = localeOf(
    event.cookies.get(LOCALE_COOKIE),
    event.request.headers.get('accept-language'),
    communityVoice(),
  );
  event.locals.theme = parseTheme(event.cookies.get(THEME_COOKIE)) ?? 'system';
  event.locals.api = apiOf(event);

  const { locale, theme } = event.locals;
  const pieces = new PagePieces();
  let page: string | undefined;
  const resolved = await rendering.run({ locale, pieces }, () =>
    resolve(event, {
      // Taken out of the framework's hands, which would hash every character of it for an ETag: a member's page is
      // never stored, a visitor's is kept by its fingerprint.
      transformPageChunk: ({ html, done }) => {
        if (!done) return html;
        page = opening(html, locale, theme);
        return '';
      },
      preload: ({ type, path }) => type === 'js' || type === 'css' || (type === 'font' && path.includes('schibsted')),
    }),
  );
  const response = page === undefined ? resolved : withBody(pieces.bytesOf(page), resolved, event.platform);
  for (const [name, value] of Object.entries(HEADERS)) response.headers.set(name, value);
  response.headers.set('x-request-id', event.locals.requestId);
  if (response.headers.get('content-type')?.startsWith('text/html')) {
    // Development injects styles and scripts of its own; what is no page of ours brings a policy of its own.
    if (!import.meta.env.DEV && !response.headers.has('content-security-policy')) response.headers.set('content-security-policy', contentSecurityPolicy(page ?? ''));
    response.headers.append('vary', 'cookie, accept-language');
    if (!response.headers.has('cache-control')) response.headers.set('cache-control', 'private, no-store');
  }
  return response;
};

function withBody(page: Buffer<ArrayBuffer>, { status, headers }: Response, platform: App.Platform | undefined): Response {
  headers.delete('etag');
  headers.delete('content-length');
  if (!handOver(page, platform)) return new Response(page, { status, headers });
  headers.set('content-length', String(page.length));
  return new Response(null, { status, headers });
}

const OPENING_CHARACTERS = 200;

/** Writes language and theme into the `<html>` tag, which opens the page: the rest is not searched. */
function opening(html: string, locale: Locale, theme: string): string {
  const head = html
    .slice(0, OPENING_CHARACTERS)
    .replace('%foyer.lang%', languageOf(locale))
    .replace('%foyer.locale%', locale)
    .replace('%foyer.theme%', theme);
  return head + html.slice(OPENING_CHARACTERS);
}

export const handleError: HandleServerError = ({ kind, error, event }) => {
  const { requestId } = event.locals;
  if (kind === 'unknown') console.error(JSON.stringify({ level: 'error', requestId, route: event.route.id, error: String(error), stack: error instanceof Error ? error.stack : undefined }));
  return { requestId };
};
