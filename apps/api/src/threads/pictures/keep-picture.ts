import { Injectable, type OnModuleInit } from '@nestjs/common';
import { accept, type Result } from '@foyer/domain/result';
import { holds } from '@foyer/domain/access';
import { Database } from '../../platform/database/database.js';
import type { RequestContext } from '../../platform/http/request-context.js';
import { fileAddress, FileGuards, StoredFiles, type StoredFile } from '../../platform/storage/index.js';
import { readableBy } from '../../spaces/index.js';
import { writerOf } from '../saved-post.js';
import type { PostPicture } from './picture.types.js';

const LARGEST = '1600';

/** A picture for a post: made anew of what was sent, hers alone until a post shows it, then of whoever reads that post. */
@Injectable()
export class KeepPicture implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly files: StoredFiles,
    private readonly guards: FileGuards,
  ) {}

  onModuleInit(): void {
    this.guards.register('post', (ctx, file) => this.maySee(ctx, file));
  }

  async run(ctx: RequestContext, uploadId: string): Promise<Result<PostPicture>> {
    const memberId = writerOf(ctx);
    const prepared = await this.files.prepare(uploadId, memberId, 'post', null);
    if (!prepared.ok) return prepared;
    const file = await this.database.transaction((tx) => this.files.take(tx, prepared.value, memberId));
    const variant = file.variants[LARGEST];
    if (!variant) throw new Error('A picture without its size');
    const { width, height } = variant;
    return accept({ address: `${fileAddress(file.id, LARGEST)}?s=${width}x${height}`, width, height });
  }

  /** One statement: a post that shows it, in a place that the viewer may read. What was removed is seen by those who read removed posts. */
  private async maySee(ctx: RequestContext, file: StoredFile): Promise<boolean> {
    if (ctx.viewer.memberId !== null && ctx.viewer.memberId === file.ownerId && !ctx.viewer.viewingAs) return true;
    const values: unknown[] = [file.id, holds(ctx.viewer, 'post.readRemoved')];
    const row = await this.database.row(
      `SELECT 1 FROM post_files pf JOIN posts p ON p.id = pf.post_id JOIN threads t ON t.id = p.thread_id JOIN spaces s ON s.id = t.space_id
        WHERE pf.file_id = $1 AND (p.state = 'visible' OR ($2::boolean AND p.state IN ('hidden','removed'))) AND t.state = 'visible' AND ${readableBy(ctx.viewer, values)} LIMIT 1`,
      values,
    );
    return row !== null;
  }
}
