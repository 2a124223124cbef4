import { Injectable, type OnModuleInit } from '@nestjs/common';
import { accept, refuse, type Result } from '@foyer/domain/result';
import { raiseCommunity } from '../community/index.js';
import { Database, type Transaction } from '../platform/database/database.js';
import type { RequestContext } from '../platform/http/request-context.js';
import { Limits } from '../platform/limits/limits.js';
import { fileAddress, StoredFiles, UploadTargets, type Crop } from '../platform/storage/index.js';
import { avatarUrlOf } from './avatar-url.js';
import type { PictureKind, PictureSaved } from './picture.types.js';

interface Columns {
  readonly file: string;
  readonly path: string;
  /** The size that addresses name; pages that need another ask for it. */
  readonly variant: number;
}

const COLUMNS: Readonly<Record<PictureKind, Columns>> = {
  avatar: { file: 'avatar_file_id', path: 'avatar_path', variant: 96 },
  cover: { file: 'cover_file_id', path: 'cover_path', variant: 1600 },
};
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** A member's own pictures: she brings one, takes it away, brings the last one back. */
@Injectable()
export class SetPictures implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly files: StoredFiles,
    private readonly targets: UploadTargets,
    private readonly limits: Limits,
  ) {}

  onModuleInit(): void {
    for (const kind of ['avatar', 'cover'] as const) {
      this.targets.register(kind, { page: '/settings/profile', take: (ctx, uploadId) => this.set(ctx, kind, uploadId, null) });
    }
  }

  /** Makes the picture of an upload; without a crop, of its middle. */
  async set(ctx: RequestContext, kind: PictureKind, uploadId: string, crop: Crop | null): Promise<Result<PictureSaved>> {
    const memberId = await this.charged(ctx);
    const prepared = await this.files.prepare(uploadId, memberId, kind, crop && tidy(crop));
    if (!prepared.ok) return prepared;
    return this.database.transaction(async (tx) => {
      const file = await this.files.take(tx, prepared.value, memberId);
      return accept(await this.show(tx, ctx, kind, file.id));
    });
  }

  async remove(ctx: RequestContext, kind: PictureKind): Promise<Result<PictureSaved>> {
    await this.charged(ctx);
    return this.database.transaction(async (tx) => accept(await this.show(tx, ctx, kind, null)));
  }

  /** Undoes the last removal or replacement. */
  async restore(ctx: RequestContext, kind: PictureKind, fileId: string): Promise<Result<PictureSaved>> {
    const memberId = await this.charged(ctx);
    if (!UUID.test(fileId)) return refuse('file.nothingToRestore');
    return this.database.transaction(async (tx) => {
      const restored = await this.files.restore(tx, fileId, memberId, kind);
      return restored === null ? refuse('file.nothingToRestore') : accept(await this.show(tx, ctx, kind, restored));
    });
  }

  /** Shows this file, or none, in the place of what was shown. */
  private async show(tx: Transaction, ctx: RequestContext, kind: PictureKind, fileId: string | null): Promise<PictureSaved> {
    const { file, path, variant } = COLUMNS[kind];
    // Of two changes at once, the second finds the picture of the first.
    const before = await tx.row<{ file_id: string | null; handle: string }>(`SELECT ${file} AS file_id, handle::text FROM members WHERE id = $1 FOR NO KEY UPDATE`, [ctx.viewer.memberId]);
    const url = fileId === null ? null : fileAddress(fileId, variant);
    await tx.rows(`UPDATE members SET ${file} = $2, ${path} = $3 WHERE id = $1`, [ctx.viewer.memberId, fileId, url]);
    if (before?.file_id) await this.files.remove(tx, before.file_id);
    await raiseCommunity(tx);
    return { url: kind === 'avatar' ? avatarUrlOf(before?.handle ?? '', url) : url, replaced: before?.file_id ?? null };
  }

  private async charged(ctx: RequestContext): Promise<string> {
    const memberId = ctx.viewer.memberId ?? '';
    await this.limits.charge('profile.member', memberId);
    return memberId;
  }
}

/** Inside the picture, and not nothing. */
function tidy({ left, top, width, height }: Crop): Crop {
  const within = (value: number): number => Math.min(1, Math.max(0, value));
  return { left: within(left), top: within(top), width: Math.max(0.001, within(width)), height: Math.max(0.001, within(height)) };
}
