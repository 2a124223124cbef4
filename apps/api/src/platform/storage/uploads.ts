import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Inject, Injectable } from '@nestjs/common';
import { accept, refuse, type Result } from '@foyer/domain/result';
import { Clock } from '../clock/clock.js';
import { hasCode } from '../config/failures.js';
import { SETTINGS, type Settings } from '../config/settings.js';
import { Database } from '../database/database.js';
import { newId } from '../ids/ids.js';
import { Limits } from '../limits/limits.js';
import { PURPOSES, type Purpose } from './purposes.js';

/** An upload that nobody finished or used is forgotten after so many hours. */
const KEPT_HOURS = 24;
const MEGABYTE = 1024 * 1024;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const AT_ONCE = 100;

export interface Upload {
  readonly id: string;
  readonly purpose: Purpose;
  readonly bytes: number;
  readonly path: string;
}

/** Files on their way in: whose they are, what for, and until when they are waited for. */
@Injectable()
export class Uploads {
  /** Where they grow; one folder for all processes of an installation. */
  readonly folder: string;

  constructor(
    @Inject(SETTINGS) settings: Settings,
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly limits: Limits,
  ) {
    this.folder = join(settings.dataDir, 'uploads');
  }

  async prepareFolder(): Promise<void> {
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
  }

  /**
   * Announces an upload of so many bytes and gives its id.
   * @throws RateLimited when the member has brought too much today
   */
  async announce(memberId: string, purpose: Purpose, bytes: number): Promise<Result<string>> {
    const { maxBytes } = PURPOSES[purpose];
    if (bytes > maxBytes) return refuse('file.tooLarge', 'file', { max: Math.floor(maxBytes / MEGABYTE) });
    if (bytes <= 0) return refuse('file.empty', 'file');
    await this.limits.charge('upload.member', memberId);
    await this.limits.charge('uploadMegabytes.member', memberId, Math.ceil(bytes / MEGABYTE));
    const id = newId();
    await this.database.rows(
      `INSERT INTO uploads (id, owner_id, purpose, bytes, created_at, expires_at) VALUES ($1, $2, $3, $4, $5, $5::timestamptz + make_interval(hours => ${KEPT_HOURS}))`,
      [id, memberId, purpose, bytes, this.clock.now()],
    );
    return accept(id);
  }

  /** Whether it is this member's, and still waited for; a foreign one is like one that does not exist. */
  async belongs(id: string, memberId: string): Promise<boolean> {
    if (!UUID.test(id)) return false;
    return (await this.database.row('SELECT 1 FROM uploads WHERE id = $1 AND owner_id = $2 AND expires_at > $3', [id, memberId, this.clock.now()])) !== null;
  }

  /** An upload that has arrived whole. */
  async arrived(id: string, memberId: string, purpose: Purpose): Promise<Upload | null> {
    if (!UUID.test(id)) return null;
    const row = await this.database.row<{ bytes: string }>(
      'SELECT bytes::text FROM uploads WHERE id = $1 AND owner_id = $2 AND purpose = $3 AND expires_at > $4',
      [id, memberId, purpose, this.clock.now()],
    );
    if (!row) return null;
    const path = join(this.folder, id);
    const there = await sizeOf(path);
    return there !== null && there === Number(row.bytes) ? { id, purpose, bytes: there, path } : null;
  }

  /** What a plain form sent is as long as it turned out to be. */
  async measured(id: string, bytes: number): Promise<void> {
    await this.database.rows('UPDATE uploads SET bytes = $2 WHERE id = $1', [id, bytes]);
  }

  /** Strikes an upload off the list; what there is of it is for the caller, or the upkeep, to erase. */
  async strike(id: string): Promise<void> {
    await this.database.rows('DELETE FROM uploads WHERE id = $1', [id]);
  }

  /** Forgets an upload and what there is of it. */
  async forget(id: string): Promise<void> {
    if (!UUID.test(id)) return;
    await this.strike(id);
    await this.erase(id);
  }

  /** Forgets those that nobody came back for, and pieces that no row knows; gives how many. */
  async forgetAbandoned(): Promise<number> {
    const rows = await this.database.rows<{ id: string }>(
      `DELETE FROM uploads WHERE id IN (SELECT id FROM uploads WHERE expires_at <= $1 LIMIT ${AT_ONCE}) RETURNING id`,
      [this.clock.now()],
    );
    for (const { id } of rows) await this.erase(id);
    return rows.length + (await this.eraseUnknown());
  }

  private async eraseUnknown(): Promise<number> {
    const names = await readdir(this.folder).catch(() => [] as string[]);
    const ids = [...new Set(names.map((name) => name.replace(/\.json$/, '')).filter((name) => UUID.test(name)))];
    if (ids.length === 0) return 0;
    const known = new Set((await this.database.rows<{ id: string }>('SELECT id FROM uploads WHERE id = ANY ($1::uuid[])', [ids])).map(({ id }) => id));
    const old = this.clock.now().getTime() - KEPT_HOURS * 3_600_000;
    let erased = 0;
    for (const id of ids.filter((one) => !known.has(one))) {
      const found = await stat(join(this.folder, id)).catch(() => null);
      if (found && found.mtimeMs > old) continue;
      await this.erase(id);
      erased += 1;
    }
    return erased;
  }

  private async erase(id: string): Promise<void> {
    await rm(join(this.folder, id), { force: true });
    await rm(join(this.folder, `${id}.json`), { force: true });
  }
}

async function sizeOf(path: string): Promise<number | null> {
  try {
    return (await stat(path)).size;
  } catch (error) {
    if (hasCode(error, ['ENOENT'])) return null;
    throw error;
  }
}
