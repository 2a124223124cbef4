import type { Readable } from 'node:stream';

/** Part of a content, both ends included, in bytes. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

export interface StoredContent {
  /** SHA-256 of the content, hexadecimal: its name. */
  readonly hash: string;
  readonly bytes: number;
  readonly storedAt: Date;
}

/**
 * Where contents are kept, under the hash of what they are: the same content twice is kept once, and a name never
 * changes its meaning. Knows no owners and no rights. The local folder is one; an object store fits behind it as well.
 */
export abstract class FileStore {
  /** Keeps a content for good before it resolves, and gives its hash. Keeping it again changes nothing. */
  abstract put(content: Buffer): Promise<string>;
  /** Streams a content, or a part of it; null when there is none of this name. */
  abstract get(hash: string, range?: ByteRange): Promise<Readable | null>;
  abstract stat(hash: string): Promise<StoredContent | null>;
  /** Forgets a content; nothing happens when there is none. */
  abstract delete(hash: string): Promise<void>;
  /** All contents, in no promised order. */
  abstract list(): AsyncIterable<StoredContent>;
}
