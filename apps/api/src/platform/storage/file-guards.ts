import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { RequestContextFactory } from '../http/request-context-factory.js';
import type { RequestContext } from '../http/request-context.js';
import type { StoredFile } from './stored-files.js';

/** Decides for one file whether this viewer may see it. */
export type FileGuard = (ctx: RequestContext, file: StoredFile) => Promise<boolean>;

/** Capabilities say here who may see the files that are asked for one by one; what nobody answers for is given to nobody. */
@Injectable()
export class FileGuards {
  private readonly guards = new Map<string, FileGuard>();

  constructor(private readonly contexts: RequestContextFactory) {}

  register(purpose: string, guard: FileGuard): void {
    this.guards.set(purpose, guard);
  }

  async maySee(file: StoredFile, request: FastifyRequest): Promise<boolean> {
    const guard = this.guards.get(file.purpose);
    return guard !== undefined && guard(await this.contexts.of(request, null), file);
  }
}
