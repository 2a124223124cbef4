import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import helmet from 'helmet';
import { AppModule } from './app.module.js';
import { ExportAudit } from './audit/index.js';
import { serveOneClick, StopMails } from './mail/index.js';
import { ExportMatrix } from './roles/index.js';
import { serveOldAddresses } from './imports/index.js';
import type { Settings } from './platform/config/settings.js';
import { Database } from './platform/database/database.js';
import { ErrorFilter } from './platform/graphql/error-filter.js';
import { OperationRunner } from './platform/graphql/operation-runner.js';
import { persistedOperationsHook } from './platform/graphql/persisted-operations.js';
import { Health } from './platform/health/health.js';
import { API_PATHS } from './platform/http/api-paths.js';
import { drainable } from './platform/http/drain.js';
import { PageCache } from './platform/http/page-cache.js';
import { answerErrors, answerMalformedAddress } from './platform/http/error-answers.js';
import { serveMedia } from './platform/http/media.js';
import { loadPages, openInnerDoor, servePages, type ShowPage } from './platform/http/pages.js';
import { RequestContextFactory } from './platform/http/request-context-factory.js';
import { withRequest } from './platform/http/request-id.js';
import { newId } from './platform/ids/ids.js';
import { ProcessLimits } from './platform/limits/process-limits.js';
import { limitReads } from './platform/limits/read-limit.js';
import { originAllowed } from './platform/realtime/origin-check.js';
import { RealtimeGateway } from './platform/realtime/realtime-gateway.js';
import { FileGuards, FileStore, FormDoor, serveFiles, SignedAddresses, StoredFiles, UploadDoor } from './platform/storage/index.js';

/** Largest request body in bytes: a post of 32,000 characters in any script, and room for its envelope. */
const BODY_LIMIT = 256 * 1024;
/** A request that is not complete by then is given up, in milliseconds: nobody holds a connection by dripping bytes. */
const REQUEST_TIMEOUT = 60_000;
const NOWHERE = '/-';
const REQUEST_ID = /^[\w-]{8,64}$/;

export interface Server {
  readonly app: NestFastifyApplication;
  /** The port in use; asked for 0, PostgreSQL-style, it is the one that was free. */
  readonly port: number;
  close(): Promise<void>;
}

/** Errors outside of an operation are answered by `answerErrors`; Nest's own handler, which speaks English, stays out. */
class HouseAdapter extends FastifyAdapter {
  override setErrorHandler(): ReturnType<FastifyAdapter['setErrorHandler']> {
    return this.getInstance();
  }

  override setNotFoundHandler(): ReturnType<FastifyAdapter['setNotFoundHandler']> {
    return this.getInstance();
  }
}

/** Builds the whole server on a migrated database and listens; API tests leave the pages out. */
export async function openServer(settings: Settings, parts: { readonly pages: boolean } = { pages: true }): Promise<Server> {
  let showPage: ShowPage | null = null;
  const adapter = new HouseAdapter({
    // An address that cannot be decoded is one where nothing is: the pages have a page for that.
    frameworkErrors: (_error: unknown, request: FastifyRequest, reply: FastifyReply): void => {
      if (!showPage || API_PATHS.test(request.url)) answerMalformedAddress(request, reply);
      // Not shown in place: the browser's side of a page cannot decode the address either.
      else void reply.redirect(NOWHERE, 303);
    },
    bodyLimit: BODY_LIMIT,
    requestTimeout: REQUEST_TIMEOUT,
    trustProxy: settings.trustedProxies ?? false,
    genReqId: (request: { headers: Record<string, unknown> }) => {
      const given = request.headers['x-request-id'];
      return typeof given === 'string' && REQUEST_ID.test(given) ? given : newId();
    },
  });
  const app = await NestFactory.create<NestFastifyApplication>(AppModule.of(settings), adapter, { logger: ['error', 'warn'], abortOnError: false, bodyParser: false });
  const fastify = adapter.getInstance();
  const serves = settings.role !== 'worker';
  const pages = serves && parts.pages ? await loadPages(settings) : null;

  answerErrors(fastify);
  fastify.addHook('onRequest', (request, _reply, done) => withRequest(request.id, done));
  limitReads(fastify, app.get(ProcessLimits));
  if (pages) showPage = servePages(fastify, pages, settings, app.get(PageCache), (path) => API_PATHS.test(path));
  const headers = helmet({ contentSecurityPolicy: { useDefaults: false, directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] } }, strictTransportSecurity: settings.publicUrl.startsWith('https:') });
  fastify.addHook('onRequest', (request, reply, done) => headers(request.raw, reply.raw, (error) => done(error as Error | undefined)));

  const health = app.get(Health);
  fastify.get('/health/live', () => ({ status: 'live' }));
  fastify.get('/health/ready', async (_request, reply) => {
    const readiness = await health.readiness();
    return reply.code(readiness.ready ? 200 : 503).send(readiness.ready ? { status: 'ready' } : { status: 'not ready', reason: readiness.reason });
  });
  // A body that was read may have left the request's context behind.
  fastify.addHook('preValidation', (request, _reply, done) => withRequest(request.id, done));
  const runner = app.get(OperationRunner, { strict: false });
  const operations = persistedOperationsHook(runner, app.get(RequestContextFactory), settings.production);
  fastify.addHook('preValidation', async (request, reply) => {
    // The route that was found, not the address as it was written: `/%67raphql` leads there as well.
    if (request.routeOptions.url !== '/graphql') return;
    // A process that only works answers nobody.
    if (!serves) return reply.code(404).send({ errors: [{ message: 'Not found', extensions: { code: 'NOT_FOUND' } }] });
    if (!originAllowed(request.headers.origin, settings.publicUrl, settings.production)) {
      return reply.code(403).send({ errors: [{ message: 'Foreign origin', extensions: { code: 'FORBIDDEN' } }] });
    }
    return operations(request, reply);
  });
  if (serves) {
    serveOneClick(fastify, app.get(StopMails, { strict: false }));
    serveMedia(fastify, app.get(Database));
    serveFiles(fastify, { files: app.get(StoredFiles), store: app.get(FileStore), addresses: app.get(SignedAddresses), guards: app.get(FileGuards) });
    app.get(UploadDoor).mount(fastify);
    app.get(FormDoor).mount(fastify);
    for (const file of [ExportAudit, ExportMatrix]) app.get<ExportAudit | ExportMatrix>(file, { strict: false }).mount(fastify);
    // What is not known of the old forum is answered by the pages' own "not found".
    serveOldAddresses(fastify, app.get(Database), app.get(RequestContextFactory), showPage ?? undefined);
    openInnerDoor(runner, app.get(RequestContextFactory));
  }
  const drain = drainable(app.getHttpServer());
  app.useGlobalFilters(new ErrorFilter());
  await app.init();
  app.get(RealtimeGateway).open(serves ? app.getHttpServer() : null);
  await app.listen(settings.port, settings.host);
  const address = app.getHttpServer().address();
  return { app, port: typeof address === 'object' && address ? address.port : settings.port, close: () => drain().then(() => app.close()) };
}
