import { LRUCache } from 'lru-cache';

/**
 * Keeps what everybody of one audience shares, under its revision, within a bound of bytes. Of many who ask for the same
 * at once, one reads it. What is kept is frozen by convention: whoever is given it must not change it.
 */
export class SharedPart<T extends object> {
  private readonly kept: LRUCache<string, T> | null;
  private readonly reading = new Map<string, Promise<T | null>>();

  /** @param maxBytes the bound, 0 to keep nothing; @param sizeOf bytes of one value, roughly; @param ttl milliseconds for what has no revision */
  constructor(maxBytes: number, sizeOf: (value: T) => number, ttl?: number) {
    this.kept = maxBytes === 0 ? null : new LRUCache<string, T>({ maxSize: maxBytes, sizeCalculation: (value) => Math.max(1, Math.ceil(sizeOf(value))), ...(ttl !== undefined && { ttl }) });
  }

  /** The kept value, or what `read` gives; nothing is kept of null or of a failure. */
  async of(key: string, read: () => Promise<T | null>): Promise<T | null> {
    if (!this.kept) return read();
    const kept = this.kept.get(key);
    if (kept) return kept;
    let pending = this.reading.get(key);
    if (!pending) {
      pending = read()
        .then((value) => {
          if (value) this.kept?.set(key, value);
          return value;
        })
        .finally(() => this.reading.delete(key));
      this.reading.set(key, pending);
    }
    return pending;
  }
}
