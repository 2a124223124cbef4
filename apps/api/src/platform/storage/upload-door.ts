import { AsyncLocalStorage } from 'node:async_hooks';
import { Inject, Injectable } from '@nestjs/common';
import { FileStore as TusFolder } from '@tus/file-store';
import { Server as TusServer } from '@tus/server';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { mayActAtDoor } from '../auth/door.js';
import { SETTINGS, type Settings } from '../config/settings.js';
import { RateLimited } from '../graphql/errors.js';
import { refusalMessage } from '../graphql/refused.js';
import { log } from '../http/log.js';
import { RequestContextFactory } from '../http/request-context-factory.js';
import type { RequestContext } from '../http/request-context.js';
import { originAllowed } from '../realtime/origin-check.js';
import { said, type Phrase } from '../text/phrase.js';
import { isPurpose, PURPOSES } from './purposes.js';
import { Uploads } from './uploads.js';

const PATH = '/files/uploads';
const METHODS = ['POST', 'HEAD', 'PATCH', 'DELETE', 'OPTIONS'];
/** One request carries a piece; this is the most that any purpose allows in one piece, in bytes. */
const PIECE_LIMIT = Math.max(...Object.values(PURPOSES).map((rule) => rule.maxBytes));
const SECONDS_OF_A_DAY = 86_400;

const WRITING: ReadonlySet<string> = new Set(['POST', 'PATCH']);

const WORDS = {
  signIn: { fr: 'Connecte-toi d’abord.', vous: 'Connectez-vous d’abord.', en: 'Sign in first.' },
  rules: { fr: 'Les règles ont changé : accepte-les d’abord, puis envoie ton fichier.', vous: 'Les règles ont changé : acceptez-les d’abord, puis envoyez votre fichier.', en: 'The rules have changed: accept them first, then send your file.' },
  nothing: { fr: 'Cet envoi n’existe pas ou a expiré.', en: 'This upload does not exist or has expired.' },
  purpose: { fr: 'On ne sait pas à quoi ce fichier doit servir.', en: 'What this file is for is not known.' },
  wait: { fr: 'Tu as envoyé beaucoup de fichiers aujourd’hui. Reprends demain.', vous: 'Vous avez envoyé beaucoup de fichiers aujourd’hui. Reprenez demain.', en: 'You have sent many files today. Go on tomorrow.' },
  failed: { fr: 'L’envoi n’a pas pu être enregistré. Réessaie dans un instant.', vous: 'L’envoi n’a pas pu être enregistré. Réessayez dans un instant.', en: 'The upload could not be saved. Try again in a moment.' },
} as const;

/** Where files come in, piece by piece (tus): whoever was cut off goes on where she was. */
@Injectable()
export class UploadDoor {
  private readonly asking = new AsyncLocalStorage<RequestContext>();
  private readonly tus: TusServer;

  constructor(
    @Inject(SETTINGS) private readonly settings: Settings,
    private readonly contexts: RequestContextFactory,
    private readonly uploads: Uploads,
  ) {
    this.tus = new TusServer({
      path: PATH,
      datastore: new TusFolder({ directory: uploads.folder, expirationPeriodInMilliseconds: SECONDS_OF_A_DAY * 1_000 }),
      relativeLocation: true,
      // Nobody else's page may speak to this door.
      allowedOrigins: [],
      maxSize: PIECE_LIMIT,
      namingFunction: (request, metadata) => this.announce(request.headers.get('upload-length'), metadata?.['purpose']),
      onResponseError: (_request, error) => this.explain(error),
    });
  }

  mount(fastify: FastifyInstance): void {
    void fastify.register(async (scope) => {
      scope.removeAllContentTypeParsers();
      // The pieces are read by the tus server, straight from the connection to the disk.
      scope.addContentTypeParser('*', (_request, _payload, done) => done(null));
      const handler = (request: FastifyRequest<{ Params: { id?: string } }>, reply: FastifyReply): Promise<FastifyReply | void> => this.answer(request, reply);
      for (const url of [PATH, `${PATH}/:id`]) scope.route({ method: METHODS, url, bodyLimit: PIECE_LIMIT + 1, handler });
      return Promise.resolve();
    });
  }

  private async answer(request: FastifyRequest<{ Params: { id?: string } }>, reply: FastifyReply): Promise<FastifyReply | void> {
    const ctx = await this.contexts.of(request, null);
    if (!originAllowed(request.headers.origin, this.settings.publicUrl, this.settings.production)) return this.refuse(reply, ctx, 403, 'FORBIDDEN', WORDS.signIn);
    // Through other eyes nothing is written, as in every mutation.
    if (ctx.viewer.memberId === null || ctx.viewer.viewingAs) return this.refuse(reply, ctx, 401, 'UNAUTHENTICATED', WORDS.signIn);
    // Neither a new file nor more of one; taking one back writes nothing.
    if (ctx.viewer.rulesDue && WRITING.has(request.method)) return this.refuse(reply, ctx, 403, 'RULES_DUE', WORDS.rules);
    const { id } = request.params;
    if (id !== undefined && !(await this.uploads.belongs(id, ctx.viewer.memberId))) return this.refuse(reply, ctx, 404, 'NOT_FOUND', WORDS.nothing);
    // Struck off before it is answered: whoever cancels has cancelled.
    if (request.method === 'DELETE' && id !== undefined) await this.uploads.strike(id);
    reply.raw.setHeader('cache-control', 'no-store');
    reply.raw.setHeader('x-content-type-options', 'nosniff');
    reply.hijack();
    await this.asking.run(ctx, () => this.tus.handle(request.raw, reply.raw));
  }

  /** The id of a new upload, when this member may bring such a file. */
  private async announce(length: string | null, purpose: string | null | undefined): Promise<string> {
    const ctx = this.asking.getStore();
    if (!ctx || ctx.viewer.memberId === null || ctx.viewer.viewingAs) throw refusal(401, 'UNAUTHENTICATED', WORDS.signIn.en);
    if (!isPurpose(purpose)) throw refusal(400, 'BAD_REQUEST', said(WORDS.purpose, ctx.locale));
    if (!mayActAtDoor(ctx.viewer, PURPOSES[purpose].permission)) throw refusal(403, 'FORBIDDEN', said(WORDS.purpose, ctx.locale));
    const announced = await this.uploads.announce(ctx.viewer.memberId, purpose, Number(length ?? Number.NaN) || 0).catch((error: unknown) => {
      if (error instanceof RateLimited) throw refusal(429, 'RATE_LIMITED', said(WORDS.wait, ctx.locale));
      throw error;
    });
    if (!announced.ok) throw refusal(announced.refusal.code === 'file.tooLarge' ? 413 : 400, announced.refusal.code, refusalMessage(announced.refusal, ctx.locale));
    return announced.value;
  }

  private explain(error: Error | { status_code: number; body: string }): { status_code: number; body: string } {
    const ctx = this.asking.getStore();
    if ('status_code' in error && error.status_code < 500) return error;
    log.error({ requestId: ctx?.requestId, error }, 'upload failed');
    return refusal(503, 'UNAVAILABLE', said(WORDS.failed, ctx?.locale ?? 'fr'));
  }

  private refuse(reply: FastifyReply, ctx: RequestContext, status: number, code: string, words: Phrase): FastifyReply {
    // What is still coming is not read.
    return reply.code(status).header('connection', 'close').header('tus-resumable', '1.0.0').send({ errors: [{ message: said(words, ctx.locale), extensions: { code } }] });
  }
}

const refusal = (status: number, code: string, message: string): { status_code: number; body: string } => ({ status_code: status, body: JSON.stringify({ errors: [{ message, extensions: { code } }] }) });
