import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, opendir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { hasCode } from '../config/failures.js';
import { newId } from '../ids/ids.js';
import { FileStore, type ByteRange, type StoredContent } from './file-store.js';

const HASH = /^[0-9a-f]{64}$/;

/** Contents as files of a folder, in 256 drawers by the beginning of their hash. */
export class LocalFileStore extends FileStore {
  private readonly arriving: string;

  constructor(private readonly folder: string) {
    super();
    this.arriving = join(folder, 'arriving');
  }

  /** Written beside, flushed to the disk, then renamed: whoever finds the name finds all of it, even after a power cut. */
  async put(content: Buffer): Promise<string> {
    const hash = createHash('sha256').update(content).digest('hex');
    if (await this.stat(hash)) return hash;
    const place = this.place(hash);
    const drawer = dirname(place);
    await mkdir(this.arriving, { recursive: true, mode: 0o700 });
    await mkdir(drawer, { recursive: true, mode: 0o700 });
    const temporary = join(this.arriving, newId());
    try {
      const file = await open(temporary, 'wx', 0o600);
      try {
        await file.writeFile(content);
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(temporary, place);
      await syncFolder(drawer);
    } catch (error) {
      await rm(temporary, { force: true });
      throw error;
    }
    return hash;
  }

  async get(hash: string, range?: ByteRange): Promise<Readable | null> {
    return (await this.stat(hash)) ? createReadStream(this.place(hash), range) : null;
  }

  async stat(hash: string): Promise<StoredContent | null> {
    if (!HASH.test(hash)) return null;
    try {
      const found = await stat(this.place(hash));
      return { hash, bytes: found.size, storedAt: found.mtime };
    } catch (error) {
      if (hasCode(error, ['ENOENT'])) return null;
      throw error;
    }
  }

  async delete(hash: string): Promise<void> {
    if (HASH.test(hash)) await rm(this.place(hash), { force: true });
  }

  async *list(): AsyncIterable<StoredContent> {
    for (let number = 0; number < 256; number++) {
      for await (const name of namesIn(join(this.folder, number.toString(16).padStart(2, '0')))) {
        const found = await this.stat(name);
        if (found) yield found;
      }
    }
  }

  private place(hash: string): string {
    return join(this.folder, hash.slice(0, 2), hash);
  }
}

async function* namesIn(folder: string): AsyncIterable<string> {
  try {
    for await (const entry of await opendir(folder)) yield entry.name;
  } catch (error) {
    if (!hasCode(error, ['ENOENT'])) throw error;
  }
}

/** A rename is only sure once its folder is on the disk. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
