import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Permission } from '@foyer/domain/access';
import { mayActAtDoor } from '../auth/door.js';
import type { Settings } from '../config/settings.js';
import { originAllowed } from '../realtime/origin-check.js';
import type { RequestContextFactory } from './request-context-factory.js';
import type { RequestContext } from './request-context.js';

export type ExportQuery = Readonly<Record<string, unknown>>;

/** A file that a form takes out of the house. */
export interface ExportedFile {
  readonly path: string;
  readonly permission: Permission;
  /** The page of its button: whoever has to prove again who she is comes back there and presses once more. */
  readonly page: string;
  /** Records that it was taken, and sends it. */
  readonly send: (ctx: RequestContext, query: ExportQuery, reply: FastifyReply) => Promise<FastifyReply>;
}

/** Opens the door of a file: for forms of this house, for whoever may have it, within ten minutes of a proof of who she is. */
export function mountExport(fastify: FastifyInstance, settings: Settings, contexts: RequestContextFactory, file: ExportedFile): void {
  void fastify.register(async (scope) => {
    // A form posts nothing but its button: the filters are in the address.
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', (_request, payload, done) => {
      payload.resume();
      done(null);
    });
    scope.post(file.path, async (request: FastifyRequest<{ Querystring: Record<string, unknown> }>, reply) => {
      if (!originAllowed(request.headers.origin, settings.publicUrl, settings.production)) return reply.code(403).send();
      const ctx = await contexts.of(request, null);
      // What one may not have answers like what does not exist.
      if (!mayActAtDoor(ctx.viewer, file.permission)) return reply.code(404).send();
      if (!ctx.viewer.provedRecently) return reply.redirect(`/step-up?next=${encodeURIComponent(file.page)}`, 303);
      return file.send(ctx, request.query, reply);
    });
    return Promise.resolve();
  });
}

/** The headers of a file that is downloaded and kept nowhere on the way. */
export function asDownload(reply: FastifyReply, name: string, type: string): void {
  void reply
    .header('content-type', `${type}; charset=utf-8`)
    .header('content-disposition', `attachment; filename="${name}"`)
    .header('cache-control', 'no-store')
    .header('x-content-type-options', 'nosniff');
}

/** How a spreadsheet is written: cells that it would take for a formula are made words. */
export const SPREADSHEET = { header: true, escape_formulas: true, bom: true, record_delimiter: 'windows' } as const;
