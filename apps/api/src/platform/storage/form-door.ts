import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { Inject, Injectable } from '@nestjs/common';
import { Busboy } from '@fastify/busboy';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { mayActAtDoor } from '../auth/door.js';
import { SETTINGS, type Settings } from '../config/settings.js';
import { RateLimited } from '../graphql/errors.js';
import { RequestContextFactory } from '../http/request-context-factory.js';
import type { RequestContext } from '../http/request-context.js';
import { originAllowed } from '../realtime/origin-check.js';
import { isPurpose, PURPOSES, type Purpose } from './purposes.js';
import { UploadTargets } from './upload-targets.js';
import { Uploads } from './uploads.js';

/** Room for the envelope of a form around its file, in bytes. */
const ENVELOPE = 64 * 1024;

type Said = 'done' | string;

/** Files from a plain form, for browsers without a script: one file, then back to the page with what became of it. */
@Injectable()
export class FormDoor {
  constructor(
    @Inject(SETTINGS) private readonly settings: Settings,
    private readonly contexts: RequestContextFactory,
    private readonly uploads: Uploads,
    private readonly targets: UploadTargets,
  ) {}

  mount(fastify: FastifyInstance): void {
    void fastify.register(async (scope) => {
      scope.removeAllContentTypeParsers();
      scope.addContentTypeParser('multipart/form-data', (_request, _payload, done) => done(null));
      const bodyLimit = Math.max(...Object.values(PURPOSES).map((rule) => rule.maxBytes)) + ENVELOPE;
      scope.post('/files/forms/:purpose', { bodyLimit }, (request: FastifyRequest<{ Params: { purpose: string } }>, reply) => this.answer(request, reply));
      return Promise.resolve();
    });
  }

  private async answer(request: FastifyRequest<{ Params: { purpose: string } }>, reply: FastifyReply): Promise<FastifyReply> {
    const { purpose } = request.params;
    const target = isPurpose(purpose) ? this.targets.of(purpose) : null;
    if (!isPurpose(purpose) || !target) return reply.code(404).send();
    if (!originAllowed(request.headers.origin, this.settings.publicUrl, this.settings.production)) return reply.code(403).send();
    const ctx = await this.contexts.of(request, null);
    // Through other eyes nothing is written, as in every mutation.
    if (ctx.viewer.memberId === null || ctx.viewer.viewingAs) return reply.redirect(`/sign-in?next=${encodeURIComponent(target.page)}`, 303);
    if (ctx.viewer.rulesDue) return reply.redirect(`/rules/accept?next=${encodeURIComponent(target.page)}`, 303);
    if (!mayActAtDoor(ctx.viewer, PURPOSES[purpose].permission)) return reply.code(403).send();
    const said = await this.receive(request, ctx, ctx.viewer.memberId, purpose).catch((error: unknown) => {
      if (error instanceof RateLimited) return 'file.tomorrow';
      throw error;
    });
    return reply.header('cache-control', 'no-store').redirect(`${target.page}?file=${purpose}&said=${encodeURIComponent(said)}#${purpose}`, 303);
  }

  private async receive(request: FastifyRequest, ctx: RequestContext, memberId: string, purpose: Purpose): Promise<Said> {
    const rule = PURPOSES[purpose];
    const announcedBytes = Number(request.headers['content-length'] ?? rule.maxBytes);
    if (announcedBytes > rule.maxBytes + ENVELOPE) return 'file.tooLarge';
    const announced = await this.uploads.announce(memberId, purpose, Math.max(1, Math.min(announcedBytes, rule.maxBytes)));
    if (!announced.ok) return announced.refusal.code;
    const id = announced.value;
    const bytes = await receiveFile(request, join(this.uploads.folder, id), rule.maxBytes).catch(() => null);
    const fault = bytes === null ? 'file.unknown' : bytes === 'over' ? 'file.tooLarge' : bytes === 0 ? 'file.empty' : null;
    if (fault !== null || typeof bytes !== 'number') {
      await this.uploads.forget(id);
      return fault ?? 'file.unknown';
    }
    await this.uploads.measured(id, bytes);
    const taken = await this.targets.of(purpose)?.take(ctx, id);
    return taken === undefined || taken.ok ? 'done' : taken.refusal.code;
  }
}

/** Streams the form's file to the disk; its bytes, or `over` when it is too large. */
async function receiveFile(request: FastifyRequest, path: string, maxBytes: number): Promise<number | 'over'> {
  const type = request.headers['content-type'] ?? '';
  const parser = new Busboy({ headers: { ...request.headers, 'content-type': type }, limits: { files: 1, fields: 8, fieldSize: 4_096, parts: 10, fileSize: maxBytes } });
  let written: Promise<number | 'over'> | null = null;
  parser.on('file', (_field, stream) => {
    let bytes = 0;
    stream.on('data', (piece: Buffer) => void (bytes += piece.length));
    written = pipeline(stream, createWriteStream(path, { mode: 0o600 })).then(() => ((stream as { truncated?: boolean }).truncated === true ? 'over' : bytes));
    // Waited for below; a connection that breaks before is no unhandled rejection.
    written.catch(() => undefined);
  });
  await pipeline(request.raw, parser);
  return written ?? 0;
}

