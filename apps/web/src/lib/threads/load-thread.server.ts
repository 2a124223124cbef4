import { randomUUID } from 'node:crypto';
import { redirect } from '@sveltejs/kit';
import { asText } from '#lib/api/as-text.ts';
import type { ApiTransport } from '#lib/api/transport.ts';
import { found } from '#lib/api/load.ts';
import { placePath, threadPath } from './thread-address.ts';
import { ABOVE, WINDOW, type ThreadPageData } from './thread-types.ts';
import { WrittenWindow } from './written.ts';
import { LastingPostQuery, LastingThreadQuery } from './places.operations.ts';
import { PostPlaceQuery, PostSourceQuery, ThreadPageQuery, ThreadPlaceQuery } from './threads.operations.ts';

const CODE = /^[0-9A-Za-z_-]{4,24}$/;

interface Asked {
  readonly api: ApiTransport;
  readonly url: URL;
  readonly code: string;
  readonly slug: string | undefined;
  readonly signedIn: boolean;
  /** The browser asks for data alone: there is no page to read the texts back from. */
  readonly dataOnly: boolean;
}

/**
 * Reads a thread page: at the place the address names, otherwise at the member's first unread post,
 * otherwise at the beginning. Redirects lasting addresses of posts and old titles.
 */
export async function loadThread({ api, url, code, slug, signedIn, dataOnly }: Asked): Promise<ThreadPageData> {
  const asked = url.searchParams;
  const permalink = codeIn(asked, 'post');
  if (permalink !== undefined) {
    const place = found((await api(LastingPostQuery, { code: permalink })).postPlace);
    redirect(302, placePath({ code: place.threadCode, slug: place.threadSlug }, place.position ?? 1));
  }

  const at = positionIn(asked);
  const place = at === undefined && signedIn ? (await api(ThreadPlaceQuery, { code })).threadMine : null;
  const from = at !== undefined ? at - ABOVE : place ? firstToShow(place.readPosition, place.unread) : 1;
  const { thread, posts, threadMine } = await api(ThreadPageQuery, { code, from: Math.max(1, from), first: WINDOW, signedIn });
  if (!thread) await followMerge(api, code);
  const shown = found(thread);
  const window = found(posts);
  // An address that counts further than the thread goes leads to its end.
  const end = shown.lastPosition;
  if (at !== undefined && window.items.length === 0 && end > 0 && at > end) redirect(302, placePath(shown, end));
  if (slug !== shown.slug) redirect(308, threadPath(shown) + url.search);

  const mine = threadMine ?? null;
  const open = await openForms(api, asked, mine !== null);
  return {
    thread: asText(shown),
    window: dataOnly ? window : new WrittenWindow(window, open.edit?.code),
    mine,
    goTo: at !== undefined ? (at > 1 ? at : null) : mine ? placeOf(mine.readPosition, mine.unread) : null,
    open,
    replyKey: mine ? randomUUID() : '',
  };
}

/** The address of a thread that was merged leads to where its posts are; not for ever, since it can be undone. */
async function followMerge(api: ApiTransport, code: string): Promise<void> {
  const { threadPlace } = await api(LastingThreadQuery, { code });
  if (threadPlace && threadPlace.threadCode !== code) redirect(302, threadPath({ code: threadPlace.threadCode, slug: threadPlace.threadSlug }));
}

/** The window around what is unread, filled up from above when little is new. */
function firstToShow(readPosition: number, unread: number): number {
  if (readPosition <= 0) return 1;
  return Math.min(readPosition - ABOVE + 1, readPosition + unread - WINDOW + 1);
}

/** Where reading goes on: at the first unread post, at the last one when all is read. */
function placeOf(readPosition: number, unread: number): number | null {
  if (readPosition <= 0) return null;
  const place = unread > 0 ? readPosition + 1 : readPosition;
  return place > 1 ? place : null;
}

/** The forms and menus that links open when there is no JavaScript. */
async function openForms(api: ApiTransport, asked: URLSearchParams, signedIn: boolean): Promise<ThreadPageData['open']> {
  const edit = codeIn(asked, 'edit');
  const remove = codeIn(asked, 'remove');
  const reply = codeIn(asked, 'replyTo');
  const retitle = asked.has('retitle');
  if (!signedIn) return { edit: null, remove: null, acts: null, react: null, retitle: false, replyTo: null };
  const source = edit === undefined ? null : (await api(PostSourceQuery, { code: edit })).postSource;
  const answered = reply === undefined ? null : (await api(PostPlaceQuery, { code: reply })).post;
  return {
    edit: edit !== undefined && source ? { code: edit, ...source } : null,
    remove: remove ?? null,
    acts: codeIn(asked, 'acts') ?? null,
    react: codeIn(asked, 'react') ?? null,
    retitle,
    replyTo: answered ? { code: answered.code, position: answered.position, name: answered.author.displayName } : null,
  };
}

function codeIn(asked: URLSearchParams, name: string): string | undefined {
  const value = asked.get(name);
  return value !== null && CODE.test(value) ? value : undefined;
}

/** A position of the address, 1 or more; anything else is no position. */
function positionIn(asked: URLSearchParams): number | undefined {
  const value = asked.get('at');
  if (value === null || !/^\d{1,9}$/.test(value)) return undefined;
  return Math.max(1, Number(value));
}
