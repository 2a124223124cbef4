import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import type { RequestContext } from '../platform/http/request-context.js';
import { avatarUrlOf } from './avatar-url.js';
import type { OwnPictures } from './picture.types.js';

@Injectable()
export class OwnPicturesQueries {
  constructor(private readonly database: Database) {}

  /** What stands on the viewer's own profile. */
  async own(ctx: RequestContext): Promise<OwnPictures> {
    const row = await this.database.row<{ cover_path: string | null }>('SELECT cover_path FROM members WHERE id = $1', [ctx.viewer.memberId]);
    const { handle, avatarPath } = ctx.viewer;
    return { avatarUrl: avatarUrlOf(handle ?? '', avatarPath), avatarIsDrawn: avatarPath === null, coverUrl: row?.cover_path ?? null };
  }
}
