import { persisted, type Operation } from './persisted.js';
import { KEY, type LoadRequest } from './load/load-job.js';
import { searchQuestions } from './set/search-questions.js';
import { READERS, WRITERS, type Visitors } from './visitors.js';

export type Variant = 'cold' | 'warm';

/** One line of the table: what is asked, by whom. */
export interface Row {
  readonly id: string;
  readonly group: string;
  readonly title: string;
  /** `cold`: nothing is kept between two requests. Replies have no cache to speak of. */
  readonly variants: readonly Variant[];
  /** Requests to the reference's rate at 16 connections, at least. */
  readonly targets: Partial<Record<Variant, number>>;
  readonly writes: boolean;
  requests(visitors: Visitors): LoadRequest[];
}

const BROWSER = { accept: 'text/html', 'accept-language': 'fr' };
const both = ['cold', 'warm'] as const;

const page = (path: string, cookie?: string): LoadRequest => ({ method: 'GET', path, headers: { ...BROWSER, ...(cookie && { cookie }) } });

const threadPath = ({ code, slug }: { code: string; slug: string }): string => `/threads/${code}/${slug}`;

/** Every pair once, so that two rotations of different lengths meet in all ways. */
const pairs = <A, B, C>(first: readonly A[], second: readonly B[], join: (a: A, b: B) => C): C[] => first.flatMap((a) => second.map((b) => join(a, b)));

const readers = ({ cookies }: Visitors): readonly string[] => cookies.slice(0, READERS);

function call(operation: Operation, variables: object, cookie?: string): LoadRequest {
  return {
    method: 'POST',
    path: '/graphql',
    headers: { 'content-type': 'application/json', accept: 'application/json', 'accept-language': 'fr', ...(cookie && { cookie }) },
    body: JSON.stringify({ operationName: operation.name, variables, extensions: { persistedQuery: { version: 1, sha256Hash: operation.hash } } }),
  };
}

const threadOperation = (code: string, cookie?: string): LoadRequest => call(persisted('ThreadPage'), { code, from: 1, first: 20, signedIn: cookie !== undefined }, cookie);

const searchOperation = (words: string, cookie?: string): LoadRequest => call(persisted('Search'), { search: words, filter: null, order: 'relevance', after: null }, cookie);

const REPLY = `Merci, c'est exactement ça. **Deux précisions** avant demain :

- le sentier est ouvert jusqu'au phare, voir [la carte](https://www.example.org/carte) ;
- prévois une couche de plus, le vent tourne le soir.

> Il reste trois places dans la voiture.

J'en prends une, et je ramène la lampe que tu m'as prêtée au printemps. On se retrouve au parking à huit heures.`;

/** One reply. */
export function replyRequest(cookie: string | undefined, threadCode: string, body: string, key: string): LoadRequest {
  return call(persisted('Reply'), { input: { threadCode, body, replyTo: null, key } }, cookie);
}

/** A reply of one text, by each writer in turn, in each thread in turn. */
export function replyRequests(visitors: Visitors, codes: readonly string[]): LoadRequest[] {
  const writers = visitors.cookies.slice(0, WRITERS);
  const requests: LoadRequest[] = [];
  for (let at = 0; at < writers.length * 11; at++) {
    const cookie = writers[at % writers.length];
    const threadCode = codes[at % codes.length];
    requests.push(replyRequest(cookie, threadCode ?? '', REPLY, `bench-${KEY}`));
  }
  return requests;
}

const read = { variants: both, writes: false };
// Nothing of a search is kept.
const search = { variants: ['cold'], writes: false } as const;
const write = { variants: ['cold'], writes: true } as const;

export const ROWS: readonly Row[] = [
  { ...read, id: 'home.visitor', group: 'home', title: 'Home page, visitor', targets: { warm: 0.4 }, requests: () => [page('/')] },
  { ...read, id: 'home.member', group: 'home', title: 'Home page, signed in', targets: {}, requests: (v) => readers(v).map((cookie) => page('/', cookie)) },
  { ...read, id: 'space.visitor', group: 'space', title: 'Space page, visitor', targets: { warm: 0.4 }, requests: (v) => v.spaces.map((slug) => page(`/spaces/${slug}`)) },
  { ...read, id: 'space.member', group: 'space', title: 'Space page, signed in', targets: { warm: 0.12 }, requests: (v) => pairs(v.spaces, readers(v), (slug, cookie) => page(`/spaces/${slug}`, cookie)) },
  { ...read, id: 'thread.visitor', group: 'thread', title: 'Thread page, visitor', targets: { warm: 0.25, cold: 0.12 }, requests: (v) => v.threads.map((thread) => page(threadPath(thread))) },
  { ...read, id: 'thread.member', group: 'thread', title: 'Thread page, signed in', targets: { warm: 0.12 }, requests: (v) => pairs(v.threads, readers(v), (thread, cookie) => page(threadPath(thread), cookie)) },
  { ...read, id: 'graphql.visitor', group: 'graphql', title: 'Thread as GraphQL, visitor', targets: { warm: 0.3 }, requests: (v) => v.threads.map(({ code }) => threadOperation(code)) },
  { ...read, id: 'graphql.member', group: 'graphql', title: 'Thread as GraphQL, signed in', targets: { warm: 0.3 }, requests: (v) => pairs(v.threads, readers(v), ({ code }, cookie) => threadOperation(code, cookie)) },
  { ...search, id: 'search.visitor', group: 'search', title: 'Search of two words, visitor', targets: { cold: 0.15 }, requests: () => searchQuestions().map((words) => searchOperation(words)) },
  { ...search, id: 'search.member', group: 'search', title: 'Search of two words, signed in', targets: {}, requests: (v) => pairs(searchQuestions(), readers(v).slice(0, 3), (words, cookie) => searchOperation(words, cookie)) },
  { ...write, id: 'reply.many', group: 'reply', title: 'Reply, over 44 threads', targets: { cold: 0.12 }, requests: (v) => replyRequests(v, v.replied.map(({ code }) => code)) },
  { ...write, id: 'reply.one', group: 'reply', title: 'Reply, all in one thread', targets: { cold: 0.12 }, requests: (v) => replyRequests(v, v.replied.slice(0, 1).map(({ code }) => code)) },
];
