import { existsSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import compression from 'compression';
import type { Settings } from '../config/settings.js';
import type { OperationAnswer, OperationRunner } from '../graphql/operation-runner.js';
import { statusOf } from '../graphql/errors.js';
import { log } from './log.js';
import type { RequestContextFactory } from './request-context-factory.js';
import type { PageCache, PageHandler } from './page-cache.js';
import { inTurns } from './page-turns.js';

const HANDLER = fileURLToPath(new URL('../../../../web/build/handler.js', import.meta.url));
const YEAR_SECONDS = 31_536_000;
const RUN = Symbol.for('foyer.run');
/** Tells a page that the database was just waited for in vain. */
const AWAY = 'x-foyer-away';

interface InnerCall {
  readonly hash: string;
  readonly variables: Record<string, unknown>;
  readonly headers: Record<string, string>;
  readonly address: string;
  readonly requestId: string;
}

interface InnerAnswer extends OperationAnswer {
  readonly setCookie: readonly string[];
}

/** Answers a request with the page of its address, whatever route it came in by. */
export type ShowPage = (request: FastifyRequest, reply: FastifyReply) => void;

/** Loads the built pages, or null when there are none (development: another server has them). */
export async function loadPages(settings: Settings): Promise<PageHandler | null> {
  if (!existsSync(HANDLER)) return null;
  // Read when the handler is loaded: where it finds the public address, which no client can set (see `servePages`).
  process.env['PROTOCOL_HEADER'] = 'x-foyer-protocol';
  process.env['HOST_HEADER'] = 'x-foyer-host';
  process.env['ADDRESS_HEADER'] = 'x-foyer-address';
  process.env['BODY_SIZE_LIMIT'] = '256K';
  process.env['FOYER_PUBLIC_URL'] = settings.publicUrl;
  const module = (await import(pathToFileURL(HANDLER).href)) as { handler: PageHandler };
  return module.handler;
}

/**
 * Gives everything that is not the API's to the pages. The handler answers on the raw response, so what it needs to
 * know of the address (protocol, host, client) is put on the raw request, overwriting what a client sent.
 */
export function servePages(fastify: FastifyInstance, pages: PageHandler, settings: Settings, cache: PageCache, isApi: (path: string) => boolean): ShowPage {
  const address = new URL(settings.publicUrl);
  // Pages set the headers of documents; these hold for their files too.
  const always: [string, string][] = [['x-content-type-options', 'nosniff']];
  if (address.protocol === 'https:') always.push(['strict-transport-security', `max-age=${YEAR_SECONDS}; includeSubDomains`]);
  const compress = compression({ threshold: 1_024 });
  const notFound: PageHandler = (_request, response) => void response.writeHead(404).end();
  const render = inTurns((request, response) => pages(request, response, () => notFound(request, response)));
  const show: ShowPage = (request, reply) => {
    request.raw.headers['x-foyer-protocol'] = address.protocol.slice(0, -1);
    request.raw.headers['x-foyer-host'] = address.host;
    request.raw.headers['x-foyer-address'] = request.ip;
    request.raw.headers['x-request-id'] = request.id;
    delete request.raw.headers[AWAY];
    for (const [name, value] of always) reply.raw.setHeader(name, value);
    reply.hijack();
    cache.serve(request.raw, reply.raw, render).then(
      (served) => {
        if (!served) compress(request.raw as Parameters<typeof compress>[0], reply.raw as Parameters<typeof compress>[1], () => render(request.raw, reply.raw));
      },
      (error: unknown) => {
        log.error({ requestId: request.id, error }, 'page failed');
        if (reply.raw.headersSent) return void reply.raw.destroy();
        // The page that says so, in the reader's language, without waiting for the database once more.
        request.raw.headers[AWAY] = '1';
        reply.raw.setHeader('retry-after', '2');
        render(request.raw, reply.raw);
      },
    );
  };
  fastify.addHook('onRequest', (request, reply, done) => {
    if (isApi(request.url)) done();
    else show(request, reply);
  });
  return show;
}

/**
 * Lets server-rendered pages ask the API without leaving the process: the operation's data as objects, neither
 * serialised nor parsed, and the cookies it sets.
 */
export function openInnerDoor(runner: OperationRunner, contexts: RequestContextFactory): void {
  (globalThis as Record<symbol, unknown>)[RUN] = async ({ hash, variables, headers, address, requestId }: InnerCall): Promise<InnerAnswer> => {
    if (!runner.knows(hash)) throw new Error(`Unknown operation ${hash}: the pages and the server were built apart`);
    const setCookie: string[] = [];
    const sink = { header: (name: string, value: string) => void (name === 'set-cookie' && setCookie.push(value)) };
    const ctx = await contexts.of({ id: requestId, ip: address, headers }, sink);
    const answer = await runner.run(hash, variables, ctx);
    // Pages take what is thrown for an API that is away.
    if (statusOf(answer.errors) === 503) throw new Error('the database is away');
    return { ...answer, setCookie };
  };
}
