import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { accept, refuse, type Result } from '@foyer/domain/result';
import { Clock } from '../clock/clock.js';
import { Database, type Sql, type Transaction } from '../database/database.js';
import { newId } from '../ids/ids.js';
import { FileStore } from './file-store.js';
import { ImagePress } from './image-press.js';
import type { Crop, MadeImage } from './image-worker.js';
import { PURPOSES, shapesOf, type FileAccess, type Purpose } from './purposes.js';
import { Uploads } from './uploads.js';

/** How long what was removed can still be brought back, in days; its content goes from the disk then. */
export const GRACE_DAYS = 7;
// Any constant: the first half of the keys that contents are locked under.
const CONTENT_LOCK = 710_520;

export interface Variant {
  readonly sha256: string;
  readonly mediaType: string;
  readonly bytes: number;
  readonly width: number;
  readonly height: number;
}

export interface StoredFile {
  readonly id: string;
  readonly ownerId: string | null;
  readonly purpose: string;
  readonly access: FileAccess;
  readonly variants: Readonly<Record<string, Variant>>;
}

/** Pictures that were made of an upload and wait for the transaction that keeps them. */
export interface PreparedFile {
  readonly purpose: Purpose;
  readonly uploadId: string;
  readonly images: readonly MadeImage[];
}

/**
 * The files of the house: rows with an owner and an access over contents that are kept once each. Pictures are made
 * anew before they are kept; what was sent is thrown away.
 */
@Injectable()
export class StoredFiles {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly store: FileStore,
    private readonly press: ImagePress,
    private readonly uploads: Uploads,
  ) {}

  /** Makes the pictures of an upload: slow, and therefore before any transaction. What cannot be used is forgotten. */
  async prepare(uploadId: string, memberId: string, purpose: Purpose, crop: Crop | null): Promise<Result<PreparedFile>> {
    const upload = await this.uploads.arrived(uploadId, memberId, purpose);
    if (!upload) return refuse('file.unknown', 'file');
    const pressed = await this.press.press(upload.path, shapesOf(PURPOSES[purpose]), crop);
    if ('images' in pressed) return accept({ purpose, uploadId, images: pressed.images });
    if (pressed.fault === 'busy') return refuse('file.busy', 'file');
    await this.uploads.forget(uploadId);
    return refuse(`file.${pressed.fault}`, 'file');
  }

  /** Keeps what was prepared, as a file of this member, and gives it; the upload is forgotten after the commit. */
  async take(tx: Transaction, prepared: PreparedFile, memberId: string): Promise<StoredFile> {
    const rule = PURPOSES[prepared.purpose];
    const contents = prepared.images.flatMap(({ name, width, height, content, lighter }) => [
      { name, width, height, content, mediaType: 'image/webp' },
      ...(lighter ? [{ name: `${name}avif`, width, height, content: lighter, mediaType: 'image/avif' }] : []),
    ]);
    const hashes = contents.map(({ content }) => createHash('sha256').update(content).digest('hex'));
    // In one order, so that two who keep the same contents never wait for each other; the sweeper waits for both.
    for (const hash of [...hashes].sort()) await tx.rows('SELECT pg_advisory_xact_lock_shared($1, $2)', [CONTENT_LOCK, lockOf(hash)]);
    const variants: Record<string, Variant> = {};
    for (const [index, { name, width, height, content, mediaType }] of contents.entries()) {
      const sha256 = await this.store.put(content);
      variants[name] = { sha256, mediaType, bytes: content.length, width, height };
      hashes[index] = sha256;
    }
    const id = newId();
    const main = variants[String(rule.widths[0])];
    if (!main) throw new Error(`No picture of ${rule.widths[0]} pixels was made`);
    await tx.rows(
      `INSERT INTO files (id, owner_id, purpose, sha256, media_type, bytes, width, height, access, variants, created_at)
       VALUES ($1, $2, $3, decode($4, 'hex'), $5, $6, $7, $8, $9, $10, $11)`,
      [id, memberId, prepared.purpose, main.sha256, main.mediaType, main.bytes, main.width, main.height, rule.access, JSON.stringify(variants), this.clock.now()],
    );
    await tx.rows(`INSERT INTO file_contents (file_id, sha256) SELECT $1, decode(hash, 'hex') FROM (SELECT DISTINCT unnest($2::text[]) AS hash) AS kept`, [id, hashes]);
    tx.afterCommit(() => void this.uploads.forget(prepared.uploadId).catch(() => undefined));
    return { id, ownerId: memberId, purpose: prepared.purpose, access: rule.access, variants };
  }

  /** Takes a file away: nobody is given it any more, and its content goes after the grace. */
  async remove(tx: Sql, id: string): Promise<void> {
    await tx.rows('UPDATE files SET deleted_at = $2 WHERE id = $1 AND deleted_at IS NULL', [id, this.clock.now()]);
  }

  /** Brings back what its owner removed within the grace; null when there is nothing to bring back. */
  async restore(tx: Sql, id: string, memberId: string, purpose: Purpose): Promise<string | null> {
    const row = await tx.row<{ id: string }>(
      `UPDATE files SET deleted_at = NULL
        WHERE id = $1 AND owner_id = $2 AND purpose = $3 AND deleted_at > $4::timestamptz - make_interval(days => ${GRACE_DAYS}) RETURNING id`,
      [id, memberId, purpose, this.clock.now()],
    );
    return row?.id ?? null;
  }

  /** A file that is there, or null. */
  async byId(id: string): Promise<StoredFile | null> {
    return this.database.row<StoredFile>('SELECT id, owner_id AS "ownerId", purpose, access, variants FROM files WHERE id = $1 AND deleted_at IS NULL', [id]);
  }

  /** Deletes the rows whose grace is over and the contents that nothing needs any more; gives how many rows. */
  async sweep(): Promise<number> {
    return this.database.transaction(async (tx) => {
      const gone = await tx.rows<{ hash: string }>(
        `WITH gone AS (
           SELECT id FROM files WHERE deleted_at <= $1::timestamptz - make_interval(days => ${GRACE_DAYS}) ORDER BY id LIMIT 100 FOR UPDATE SKIP LOCKED
         ), contents AS (SELECT encode(c.sha256, 'hex') AS hash FROM file_contents c JOIN gone ON gone.id = c.file_id),
         deleted AS (DELETE FROM files WHERE id IN (SELECT id FROM gone) RETURNING id)
         SELECT DISTINCT hash FROM contents ORDER BY hash`,
        [this.clock.now()],
      );
      for (const { hash } of gone) await this.forgetUnused(tx, hash);
      return gone.length;
    });
  }

  /** Deletes contents that no row ever came to need: the transaction that would have kept them failed. */
  async sweepStrays(): Promise<number> {
    const yesterday = this.clock.now().getTime() - 24 * 3_600_000;
    let swept = 0;
    for await (const content of this.store.list()) {
      if (content.storedAt.getTime() > yesterday) continue;
      swept += await this.database.transaction((tx) => this.forgetUnused(tx, content.hash));
    }
    return swept;
  }

  /** Under the lock that `take` shares: whoever is keeping the same content right now is waited for. */
  private async forgetUnused(tx: Transaction, hash: string): Promise<number> {
    await tx.rows('SELECT pg_advisory_xact_lock($1, $2)', [CONTENT_LOCK, lockOf(hash)]);
    if (await tx.row(`SELECT 1 FROM file_contents WHERE sha256 = decode($1, 'hex') LIMIT 1`, [hash])) return 0;
    await this.store.delete(hash);
    return 1;
  }
}

/** A content's lock: the beginning of its hash; two contents that share one only wait for each other. */
const lockOf = (hash: string): number => Number.parseInt(hash.slice(0, 8), 16) | 0;

/** Where a public file is, at the size that is named. */
export const fileAddress = (id: string, variant: number | string): string => `/media/files/${id}/${variant}.webp`;
