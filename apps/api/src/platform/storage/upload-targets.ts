import { Injectable } from '@nestjs/common';
import type { Result } from '@foyer/domain/result';
import type { RequestContext } from '../http/request-context.js';
import type { Purpose } from './purposes.js';

/** What becomes of a file that a plain form sent, and the page to go back to. */
export interface UploadTarget {
  readonly page: string;
  readonly take: (ctx: RequestContext, uploadId: string) => Promise<Result<unknown>>;
}

/** Capabilities say here what they do with files that come without a script. */
@Injectable()
export class UploadTargets {
  private readonly targets = new Map<Purpose, UploadTarget>();

  register(purpose: Purpose, target: UploadTarget): void {
    this.targets.set(purpose, target);
  }

  of(purpose: Purpose): UploadTarget | null {
    return this.targets.get(purpose) ?? null;
  }
}
